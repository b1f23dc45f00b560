"""The terminal speaks Polish, and English when it is asked to."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from okienko.core.description.wording import WORDING
from okienko.core.journal.findings import MENDS, SENTENCES
from okienko.core.office.consequences import CONSEQUENCES
from okienko.core.replay.numbers import Kind
from okienko.faces.console import COMMANDS, main
from okienko.faces.console.replay.report import condition_words, part_words
from okienko.faces.console.upkeep.telling import sentences as told_of_troubles
from okienko.faces.console.upkeep.wording import WORDING as FINDINGS
from okienko.faces.console.words import language, say

ROOT = Path(__file__).parents[3]
CONSOLE = ROOT / "src/okienko/faces/console"
CONFIG = ROOT / "src/okienko/config"
CATALOGUE = ROOT / "locale/pl/LC_MESSAGES/console.po"
NAMES = re.compile(r"\{(\w*)\}")


def polish() -> dict:
    with CATALOGUE.open("rb") as text:
        return {each.id: each.string for each in read_po(text, locale="pl") if each.id}


def sentences() -> set[str]:
    """Every sentence that the terminal may say: faults, consequences, commands, and what `say` is given."""
    told = {part for wording in WORDING.values() for part in wording} | set(CONSEQUENCES.values())
    told |= {summary for _, summary in COMMANDS.values()}
    told |= {part for wording in FINDINGS.values() for part in wording} | told_of_troubles()
    told |= set(SENTENCES.values()) | set(MENDS.values())
    for path in [*CONSOLE.rglob("*.py"), *CONFIG.rglob("*.py")]:
        told |= {message for _, message, _, _ in extract_from_file("python", path, {"say": None})}
        told |= set(re.findall(r'sentence = "([^"]+)"', path.read_text(encoding="utf-8")))
    return told


def test_polish_has_every_sentence():
    assert sorted(sentences() - {sentence for sentence, translated in polish().items() if translated}) == []


def test_polish_fills_in_the_same_names():
    assert [
        sentence for sentence, own in polish().items() if set(NAMES.findall(sentence)) != set(NAMES.findall(own))
    ] == []


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "pl"),
        ({"LANG": "C.UTF-8"}, "pl"),
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "pl_PL.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "OKIENKO_LANG": "pl"}, "pl"),
        ({"LANG": "pl_PL.UTF-8", "OKIENKO_LANG": "en"}, "en"),
    ],
)
def test_polish_is_spoken_unless_another_language_is_named(environment, spoken):
    assert language(environment) == spoken


def test_what_is_said_is_said_in_the_language_of_the_terminal(monkeypatch):
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    assert say("Faults: {count}.", count=3) == "Usterek: 3."
    monkeypatch.setenv("OKIENKO_LANG", "en")
    assert say("Faults: {count}.", count=3) == "Faults: 3."


#: What the parser of arguments says to whoever calls a command wrongly; the rest of its words are for programmers.
OF_ARGPARSE = {
    "usage: ", "positional arguments", "options", "show this help message and exit",
    "argument %(argument_name)s: %(message)s", "%(prog)s: error: %(message)s\n", "unrecognized arguments: %s",
    "the following arguments are required: %s", "expected one argument", "expected at most one argument",
    "expected at least one argument", "not allowed with argument %s", "one of the arguments %s is required",
    "invalid %(type)s value: %(value)r", "invalid choice: %(value)r (choose from %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s", "ignored explicit argument %r",
}


def test_the_parser_of_arguments_has_its_words_in_polish():
    spoken = polish()
    assert {each for each in OF_ARGPARSE if not spoken.get(each)} == set()


@pytest.mark.parametrize(("spoken", "said"), [
    ("pl", ["Użycie: okienko enrol", "niedozwolona wartość: 'kiosks'", "okienko enrol: błąd:"]),
    ("en", ["usage: okienko enrol", "invalid choice: 'kiosks'", "okienko enrol: error:"]),
])
def test_a_wrong_call_is_refused_in_the_language_of_the_terminal(monkeypatch, capsys, spoken, said):
    monkeypatch.setenv("OKIENKO_LANG", spoken)
    with pytest.raises(SystemExit) as ended:
        main(["enrol", "demo", "kiosks", "Hall"])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert [each for each in said if each not in told] == []


def test_the_words_of_a_replay_name_every_condition_and_every_part():
    conditions = set(re.findall(r'Finding\("(\w+)"', (ROOT / "src/okienko/core/replay/clean.py").read_text()))
    assert conditions == set(condition_words())
    assert {each.value for each in Kind} <= set(part_words())
