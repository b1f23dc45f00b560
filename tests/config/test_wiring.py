"""The program put together as the server does it: every address has a view that can be imported."""

import os
import subprocess
import sys

from okienko.config.routes import DJANGO_ROUTES, LIVE_ROUTES
from okienko.faces.live.app import HANDLERS

_AS_THE_SERVER = """
import okienko.config.asgi
from okienko.config.pages import Pages
assert callable(okienko.config.asgi.application)
Pages(threads=1, largest=1000).load()
from django.core.checks import run_checks
from django.urls import get_resolver
found = get_resolver().url_patterns
assert all(callable(each.callback) for each in found)
errors = [each for each in run_checks() if each.is_serious()]
assert not errors, errors
print(len(found))
"""


def test_all_addresses_and_the_pages_of_errors_can_be_imported(tmp_path):
    """In a process of its own: a test that stands in for views would not see an import that fails."""
    environment = {**os.environ, "OKIENKO_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "okienko.config.settings"}
    done = subprocess.run([sys.executable, "-c", _AS_THE_SERVER], env=environment, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(len(DJANGO_ROUTES))]


def test_every_live_address_has_its_handler():
    assert {route.view for route in LIVE_ROUTES} == set(HANDLERS)


def test_the_demonstration_sets_its_environment_before_the_settings_are_read():
    """Read earlier, they would name the database of the real office."""
    code = "import sys, okienko.config.demo.command; print('okienko.config.settings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
