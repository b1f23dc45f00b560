"""What is refused when a text is read, with its place."""

import pytest

from okienko.core.catalogue.condition import (
    DEEPEST,
    LONGEST,
    Choices,
    ConditionFault,
    Kind,
    UnusableName,
    declare_formula,
    parse,
    parse_cell,
    parse_formula,
)

TYPES = {
    "adult": Kind.TRUTH, "first-time": Kind.TRUTH, "age": Kind.NUMBER, "reason": frozenset({"lost", "stolen"}),
    "papers": Choices(frozenset({"passport", "birth"})), "born": Kind.DATE, "name": Kind.TEXT,
}


def refused(text, read=parse):
    with pytest.raises(ConditionFault) as caught:
        read(text, types=TYPES)
    return caught.value.fault


@pytest.mark.parametrize(
    ("text", "position", "code"),
    [
        ("", 0, "empty"),
        (" \n ", 0, "empty"),
        ("age # 3", 4, "character"),
        ("age > 5 \u201eco", 8, "character"),
        ('name = "abc', 7, "text-open"),
        ('name = "abc\\"', 7, "text-open"),
        ('name = "a\nb"', 7, "text-open"),
        ('name = "a\\q"', 9, "escape"),
        ('name = "a\\ud800"', 9, "escape"),
        ('name = "a\ud800"', 9, "character"),
        ("age > " + "1" * 35, 6, "digits"),
        ("age >", 5, "unfinished"),
        ("age > 1 2", 8, "unexpected"),
        ("age > )", 6, "unexpected"),
        ("adult and", 9, "unfinished"),
        ("adlt and first-time", 0, "name-hint"),
        ("adult and frist-time", 10, "name-hint"),
        ("adult and xyz", 10, "name"),
        ("flor(age) > 1", 0, "name-hint"),
        ("max > 1", 0, "name"),
        ('age = "18"', 4, "kinds"),
        ('"18" = age', 5, "kinds"),
        ("age + adult > 1", 4, "kinds"),
        ("born + 3 > born", 5, "kinds"),
        ('papers = "birth"', 7, "kinds"),
        ("age and adult", 0, "kind"),
        ("adult and age", 10, "kind"),
        ("not(age)", 4, "kind"),
        ("-name = 3", 1, "kind"),
        ("min(age, name) > 1", 9, "kind"),
        ("abs(age, 1) > 1", 0, "arguments"),
        ("max() > 1", 4, "unexpected"),
        ('reason = "lots"', 9, "choice-hint"),
        ('"lots" != reason', 0, "choice-hint"),
        ('reason in ("lost", "sold for parts")', 19, "choice"),
        ('"visa" in papers', 0, "choice"),
        ("age = null", 6, "null"),
        ("null in (1, 2)", 0, "null"),
        ('reason < "lost"', 7, "order"),
        ("adult > false", 6, "order"),
        ('name in ["a".."b"]', 9, "order"),
        ("1 < age < 3", 8, "brackets"),
        ("age = 2 ** 3 ** 2", 13, "brackets"),
        ("-age ** 2 > 1", 5, "brackets"),
        ('born < date("2026-02-30")', 12, "date"),
        ('born < date("30.01.2026")', 12, "date"),
        ("born < date(age)", 12, "unexpected"),
        ('born - born < duration("PT4H")', 23, "duration"),
        ('born - born < duration("P")', 23, "duration"),
        ("age + 1", 0, "result"),
        ("null", 0, "result"),
        ("(" * (DEEPEST + 1) + "adult" + ")" * (DEEPEST + 1), DEEPEST, "too-deep"),
        ("age" + " + 1" * DEEPEST + " > 0", 3 + 4 * DEEPEST - 1, "too-deep"),
        ("adult or " * 300 + "adult", LONGEST, "too-long"),
        ("age>1 or " * 221 + "true", 0, "too-long"),
    ],
)
def test_a_fault_is_told_with_its_place(text, position, code):
    fault = refused(text)
    assert (fault.position, fault.code) == (position, f"condition-{code}")


def test_an_unknown_name_is_told_whole_with_what_was_perhaps_meant():
    assert refused("adult and frist-time").params == {"value": "frist-time", "hint": "first-time"}
    assert refused("age-limit > 3").params["value"] == "age-limit"
    assert "first-time" in refused("zzz").params["known"]


def test_a_formula_is_a_number():
    assert refused("adult", parse_formula).params == {"kind": "truth", "wanted": "number"}
    assert refused("name", parse_formula).code == "condition-result"


def test_a_fault_in_a_cell_is_told_with_its_place_in_the_cell():
    with pytest.raises(ConditionFault) as caught:
        parse_cell('>= 18, "x"', subject="age", types=TYPES)
    assert caught.value.fault.position == 7


@pytest.mark.parametrize("name", ["", "and", "a and b", "18", "a--b", "a b ", "x+y", "é(", "-a"])
def test_a_name_that_no_text_can_write_is_refused(name):
    with pytest.raises(UnusableName):
        parse("true", types={name: Kind.TRUTH})


def test_a_declared_formula_applies_no_other():
    twice = declare_formula("x + x", parameters={"x": Kind.NUMBER})
    with pytest.raises(ConditionFault):
        declare_formula("twice(x)", parameters={"x": Kind.NUMBER})
    with pytest.raises(ConditionFault) as caught:
        parse_formula("twice(age, 1)", types=TYPES, formulas={"twice": twice})
    assert caught.value.fault.code == "condition-arguments"
    with pytest.raises(ConditionFault) as caught:
        parse_formula("twice + 1", types=TYPES, formulas={"twice": twice})
    assert caught.value.fault.code == "condition-call"
