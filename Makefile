# Two commands do everything on a fresh machine with git, make and Python 3.11 or newer:
#   make start   the living demonstration at http://127.0.0.1:8000
#   make test    all that is checked, with a real PostgreSQL and a real browser

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
VENV_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help start test kills lint bench tour messages lives pins clean environment

help:
	@echo "make start     the living demonstration at http://127.0.0.1:8000 (another port: PORT=8001)"
	@echo "make test      lint and every test; one part of it: make test ARGS='tests/core -k ticket'"
	@echo "make lint      style, types, the arrows between the layers, templates"
	@echo "make kills     kill -9 at random points of a load, fifty times on each database"
	@echo "make bench     one table of ratios: speed and size, measured in one run (two minutes: QUICK=1)"
	@echo "make tour      pictures of every screen into docs/images"
	@echo "make messages  collect the sentences to translate, compile the translations"
	@echo "make lives     draw docs/domain/lives.md and docs/api/live.schema.json anew"
	@echo "make pins      make the files in requirements anew (newer versions: UPGRADE=1)"
	@echo "make clean     take away what was made here, the demonstration's database included"

start:
	@$(PYTHON) tools/bootstrap.py run $(PORT)
	@.venv/bin/okienko demo --port $(PORT)

environment:
	@$(PYTHON) tools/bootstrap.py test

# Both parts always run, so that one look shows all that is wrong.
test: environment
	@$(VENV_PYTHON) -m tools.lint; lint=$$?; \
	$(VENV_PYTHON) -m tools.suite $(ARGS) || exit $$?; \
	if [ $$lint -ne 0 ]; then echo "lint found faults: they stand above the tests"; fi; exit $$lint

# What takes minutes and proves what `make test` does with three kills only.
kills: environment
	@$(VENV_PYTHON) -m tools.suite tests/load -m load

lint: environment
	@$(VENV_PYTHON) -m tools.lint

bench: environment
	@$(VENV_PYTHON) -m tools.bench $(if $(QUICK),--quick) $(ARGS)

tour: environment
	@$(VENV_PYTHON) -m tools.tour $(ARGS)

messages: environment
	@$(VENV_PYTHON) -m tools.translations extract

lives: environment
	@$(VENV_PYTHON) -m tools.lives
	@$(VENV_PYTHON) -m tools.live_schema

pins: environment
	@$(VENV_PYTHON) -m pip install --quiet --upgrade pip-tools
	@$(VENV_PYTHON) -m tools.pins $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
	find locale -name '*.mo' -delete 2>/dev/null || true
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
