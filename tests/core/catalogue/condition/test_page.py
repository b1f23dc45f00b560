"""The page on conditions shows what the language reads: its examples and its figures are taken from it."""

import re
from pathlib import Path

import pytest

from okienko.core.catalogue.condition import (
    DEEPEST,
    LONGEST,
    RESERVED,
    Choices,
    ConditionFault,
    Kind,
    parse,
    parse_formula,
)
from okienko.core.catalogue.condition.reckoning import FUNCTIONS

PAGE = (Path(__file__).parents[4] / "docs" / "offices" / "conditions.md").read_text(encoding="utf-8")
KINDS = {"yes or no": Kind.TRUTH, "number": Kind.NUMBER, "date": Kind.DATE, "duration": Kind.DURATION}
TEXTS = {"one of several texts": frozenset, "any number of several texts": lambda texts: Choices(frozenset(texts))}


def questions():
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z ]+) \| (.*?) ?\|$", PAGE, re.MULTILINE)
    return {
        name: KINDS[kind] if kind in KINDS else TEXTS[kind](re.findall(r'"([^"]+)"', answers))
        for name, kind, answers in rows
    }


def examples(kind):
    return re.search(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[1].splitlines()


@pytest.mark.parametrize("text", examples("condition"))
def test_each_condition_of_the_page_is_read(text):
    assert parse(text, types=questions()).of({}) is None


@pytest.mark.parametrize("text", examples("formula"))
def test_each_formula_of_the_page_is_read(text):
    assert str(parse_formula(text, types=questions())) == text


TOLD = re.findall(r"^\| `(.+?)` \| (.+?) \| (\w+)", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("text", "answer", "result"), TOLD)
def test_each_result_that_the_page_tells_is_so(text, answer, result):
    if text in questions():
        return
    given = re.match(r'`(\w+) = "(\w+)"`', answer)
    answers = {given[1]: given[2]} if given else {}
    assert parse(text, types=questions()).of(answers) is {"true": True, "false": False, "perhaps": None}[result]


@pytest.mark.parametrize("text", ["2 ** 3 ** 2 > 1", "-2 ** 2 > 1", "1 < age < 3", "age = null"])
def test_what_the_page_says_to_be_refused_is_refused(text):
    with pytest.raises(ConditionFault):
        parse(text, types=questions())


def test_the_page_names_every_function_reserved_word_and_bound():
    assert [name for name in FUNCTIONS if f"`{name}`" not in PAGE] == []
    assert set(re.search(r"The words `([a-z ]+)`", PAGE)[1].split()) == RESERVED
    bounds = re.search(r"more than ([\d,]+) characters or (\d+)\s+levels", PAGE)
    assert bounds.groups() == (f"{LONGEST:,}", str(DEEPEST))
