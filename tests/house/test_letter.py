"""The table of the letter's promises is true: what it calls built has its rule, its screen and its proof."""

import re
from dataclasses import dataclass

import pytest

from okienko.config.routes import ROUTES
from okienko.faces.stage.promises import opened_at
from tests.house.checkout import ROOT, module_exists

ROW = re.compile(r"^\| (L\d\d) \|(.*)\|$", re.MULTILINE)
STATES = ("built", "thread", "not yet")
SCENARIOS = ROOT / "tests" / "scenarios"


@dataclass(frozen=True)
class Promise:
    """One row of docs/domain/letter.md."""

    number: str
    english: str
    polish: str
    module: str
    screen: str
    proof: str
    state: str


def promises() -> list[Promise]:
    """Every row of the table, in order."""
    text = (ROOT / "docs" / "domain" / "letter.md").read_text(encoding="utf-8")
    rows = [(number, rest.split("|")) for number, rest in ROW.findall(text)]
    return [Promise(number, *(cell.strip().strip("`") for cell in cells)) for number, cells in rows]


def test_the_letter_has_25_promises_in_order():
    assert [promise.number for promise in promises()] == [f"L{number:02}" for number in range(1, 26)]


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.number)
def test_a_promise_is_said_in_both_languages_and_has_a_known_state(promise):
    assert promise.english.endswith(".")
    assert promise.polish.endswith(".")
    assert promise.english != promise.polish
    assert promise.state in STATES
    assert promise.proof.startswith(f"test_{promise.number.lower()}_")


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.number)
def test_what_is_called_built_has_its_proof_and_what_has_a_proof_is_called_built(promise):
    assert (SCENARIOS / promise.proof).is_file() == (promise.state != "not yet")


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.number)
def test_what_is_called_built_has_its_rule_and_its_screen(promise):
    if promise.state != "not yet":
        module, _colon, name = promise.module.partition(":")
        file = ROOT / "src" / "okienko" / (module.replace(".", "/") + ".py")
        assert file.is_file(), "one file, not a folder"
        before, rule = opened_at(file.read_text(encoding="utf-8"), name)
        assert name and before and rule.split("(")[0].split(":")[0].split()[-1].startswith(name.split("(")[0])
        screen, _sign, anchor = promise.screen.partition("#")
        face, _colon, page = screen.partition(":")
        templates = (ROOT / "src" / "okienko" / "faces" / face / "templates").rglob("*.html")
        assert not anchor or any(f'id="{anchor}"' in file.read_text(encoding="utf-8") for file in templates)
        assert module_exists(f"faces.{face}")
        assert not page or any(route.name == page and f".faces.{face}." in f".{route.view}" for route in ROUTES)


def test_every_scenario_of_the_letter_stands_in_the_table():
    found = {path.name for path in SCENARIOS.glob("test_l[0-9][0-9]_*.py")}
    assert found <= {promise.proof for promise in promises()}
