"""The arrows between the layers: import-linter proves the contracts; here: they cover the house."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.house.checkout import PACKAGE, ROOT, module_exists, project

HOT_PATH = ("actions.keeper", "records.journal", "faces.live")


def contract(name: str) -> dict:
    """One contract of import-linter by its id."""
    return next(each for each in project()["tool"]["importlinter"]["contracts"] if each["id"] == name)


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter that finds okienko and nothing more than it was asked to load."""
    environment = {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("module", HOT_PATH)
def test_each_module_of_the_hot_path_is_held_by_its_contract(module):
    is_held = f"okienko.{module}" in contract("hot-path")["source_modules"]
    assert is_held == module_exists(module)


@pytest.mark.parametrize("module", HOT_PATH)
def test_the_hot_path_runs_without_django(module):
    if not module_exists(module):
        pytest.skip(f"okienko.{module}, which is not built yet")
    loads = f"import okienko.{module}, sys; sys.exit('django' in sys.modules)"
    outcome = run_python("-c", loads)
    assert outcome.returncode == 0, outcome.stderr or "Django was imported"


def test_the_core_imports_nothing_but_itself_and_the_standard_library():
    loads = (
        "import pkgutil, importlib, sys, okienko.core as core\n"
        "names = [each.name for each in pkgutil.walk_packages(core.__path__, 'okienko.core.')]\n"
        "for name in names: importlib.import_module(name)\n"
        "print({name.split('.')[1] for name in sys.modules if name.startswith('okienko.')})"
    )
    without_packages = run_python("-S", "-c", loads)
    assert (without_packages.stdout.strip(), without_packages.stderr) == ("{'core'}", "")


def test_the_models_are_proved_with_what_mypy_has_to_know_of_django():
    knows_django = "mypy_django_plugin.main" in project()["tool"]["mypy"].get("plugins", [])
    assert knows_django == module_exists("config.settings")


def test_every_contract_stands():
    ids = {each["id"] for each in project()["tool"]["importlinter"]["contracts"]}
    assert ids >= {"layers", "pure", "faces", "links", "hot-path"}


def test_faces_and_links_are_packages_or_modules_with_a_docstring():
    for layer in ("faces", "links"):
        for path in (PACKAGE / layer).glob("*.py"):
            assert path.read_text(encoding="utf-8").startswith('"""'), path


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """One circle of modules that import each other, the first again as the last; empty where there is none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_circle_of_modules_is_anywhere_in_the_house():
    """Not in a function and not for types alone either: what two modules need of each other belongs into a third."""
    graph = grimp.build_graph("okienko", exclude_type_checking_imports=False)
    arrows = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(arrows) > 300
    assert circle(arrows) == []


def test_a_circle_is_seen_where_there_is_one():
    assert circle({"hall": {"order"}, "order": {"visit"}, "visit": set()}) == []
    assert set(circle({"hall": {"order"}, "order": {"rules"}, "rules": {"hall"}})) == {"hall", "order", "rules"}
