"""The language by examples: what a text means for given answers, and how it is written back."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okienko.core.catalogue.condition import (
    Choices,
    Duration,
    Kind,
    Unit,
    declare_formula,
    parse,
    parse_cell,
    parse_formula,
)

TYPES = {
    "adult": Kind.TRUTH, "first-time": Kind.TRUTH, "age": Kind.NUMBER, "pages": Kind.NUMBER, "Full Name": Kind.TEXT,
    "reason": frozenset({"lost", "stolen", "expired"}), "papers": Choices(frozenset({"passport", "birth"})),
    "born": Kind.DATE, "today": Kind.DATE, "stay": Kind.DURATION,
}
ANSWERS = {
    "adult": True, "first-time": False, "age": Decimal(18), "pages": Decimal(7), "Full Name": "Zofia Żak",
    "reason": "lost", "papers": frozenset({"passport"}), "born": date(2008, 2, 29), "today": date(2026, 2, 28),
    "stay": Duration(90, Unit.DAY),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adult", True),
        ("not(adult)", False),
        ("adult and first-time", False),
        ("adult or first-time", True),
        ("first-time or adult and first-time", False),
        ("age = 18", True),
        ("age != 18", False),
        ("age - 18 = 0", True),
        ("age between 18 and 20", True),
        ("age in [18..20]", True),
        ("age in (18..20]", False),
        ("age in ]18..20]", False),
        ("age in [10..18)", False),
        ("age in [10..18[", False),
        ("age in (< 5, >= 18)", True),
        ("age in (17, 19)", False),
        ("age in ((1 + 2) * 6, 3)", True),
        ("age in ((17..19), 3)", True),
        ("age in [17, 18]", True),
        ("age in < 18", False),
        ('reason in ("lost", "stolen")', True),
        ('reason = "expired"', False),
        ('"passport" in papers', True),
        ('"birth" in papers', False),
        ('Full Name = "Zofia \\u017bak"', True),
        ("0.1 + 0.2 = 0.3", True),
        ("born + duration(\"P18Y\") = today", True),
        ("today - duration(\"P18Y\") < born", True),
        ("today - born > duration(\"P6573D\")", True),
        ("duration(\"P1Y\") = duration(\"P12M\")", True),
        ("stay <= duration(\"P3D\") * 30", True),
        ("stay / duration(\"P1D\") = 90", True),
        ("born < date(\"2008-03-01\")", True),
    ],
)
def test_a_condition_is_true_or_false_for_full_answers(text, expected):
    condition = parse(text, types=TYPES)
    assert condition.of(ANSWERS) is expected
    assert parse(str(condition), types=TYPES) == condition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adult", None),
        ("not(adult)", None),
        ("adult or true", True),
        ("adult or false", None),
        ("adult and false", False),
        ("adult and true", None),
        ("null or true", True),
        ("null and false", False),
        ("null and null", None),
        ("age > 18", None),
        ("age = age", None),
        ('reason in ("lost", "stolen", "expired")', None),
        ("5 in [age..3]", False),
        ("5 in [1..age]", None),
        ("7 in (age, 7)", True),
        ('"birth" in papers', None),
        ("10 / 0 > 1", None),
        ("(-8) ** 0.5 > 1", None),
        ("9 ** 99999 > 1", None),
        ("date(\"9999-12-31\") + duration(\"P1D\") > date(\"2026-01-01\")", None),
        ("duration(\"P1M\") < duration(\"P31D\")", None),
        ("duration(\"P1M\") * 0.5 = duration(\"P15D\")", None),
    ],
)
def test_what_is_not_known_stays_perhaps_unless_the_rest_decides(text, expected):
    assert parse(text, types=TYPES).of({}) is expected


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("age", "18"), ("age", True), ("age", Decimal("NaN")), ("age", Decimal("Infinity")), ("age", 18.0),
        ("age", Decimal("1" * 40)), ("reason", "sold"), ("reason", 1), ("papers", {"passport", "visa"}),
        ("papers", "passport"), ("born", datetime(2008, 2, 29, tzinfo=UTC)), ("born", "2008-02-29"), ("adult", 1),
        ("stay", Duration(10**9, Unit.DAY)),
    ],
)
def test_an_answer_of_another_sort_is_no_answer(name, answer):
    text = {"age": "age > 0", "reason": 'reason != "lost"', "papers": '"birth" in papers', "adult": "adult",
            "born": 'born > date("1900-01-01")', "stay": 'stay > duration("P1D")'}[name]
    assert parse(text, types=TYPES).of({name: answer}) is None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("age>=18  and adult", "age >= 18 and adult"),
        ("((age))+1>( 2*3 )", "age + 1 > 2 * 3"),
        ("age-(1-2)=3", "age - (1 - 2) = 3"),
        ("(adult or first-time) and adult", "(adult or first-time) and adult"),
        ("age between 1.50 and .5", "age in [1.5..0.5]"),
        ("age in ]1..2[", "age in (1..2)"),
        ("Full \t Name=\"a\\\"b\\t\\u0105\"", 'Full Name = "a\\"b\\tą"'),
        ("-5 < --5", "-5 < 5"),
        ("(-2)**2=4", "(-2) ** 2 = 4"),
        ("2**(-age)=4", "2 ** -age = 4"),
        ("-(age+1)<0", "-(age + 1) < 0"),
        ('born<date("2026-01-31")', 'born < date("2026-01-31")'),
        ('stay<duration("P14M")', 'stay < duration("P1Y2M")'),
    ],
)
def test_the_normal_form_keeps_only_the_brackets_that_are_needed(text, normal):
    assert str(parse(text, types=TYPES)) == normal


def test_a_name_is_the_longest_that_is_declared():
    both = {"first": Kind.NUMBER, "time": Kind.NUMBER, "first-time": Kind.NUMBER}
    assert parse_formula("first-time", types=both).names == {"first-time"}
    assert parse_formula("first - time", types=both).names == {"first", "time"}
    assert parse_formula("first-times", types={**both, "times": Kind.NUMBER}).names == {"first", "times"}
    assert parse("in-town and not-married", types={"in-town": Kind.TRUTH, "not-married": Kind.TRUTH}).names == {
        "in-town", "not-married",
    }


def test_the_months_of_a_duration_keep_to_the_end_of_the_month():
    last = parse('date("2026-01-31") + duration("P1M") = date("2026-02-28")', types={})
    assert last.of({}) is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1700", "1700"), ("5 * pages", "35"), ("17 + 5 * max(0, pages - 5)", "27"), ("ceiling(pages / 2) * 5", "20"),
        ("min(age, pages) + abs(-3) + floor(2.7)", "12"), ("10 / 4", "2.5"), ("2 ** 10", "1024"), ("-age", "-18"),
        ("pages / 0", None), ("null + 1", None), ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
    ],
)
def test_a_formula_is_a_decimal_or_not_known(text, expected):
    assert parse_formula(text, types=TYPES).of(ANSWERS) == (None if expected is None else Decimal(expected))


def test_a_formula_without_an_input_is_not_known():
    assert parse_formula("max(0, pages - 5)", types=TYPES).of({}) is None


def test_a_declared_formula_is_applied_by_its_name():
    yearly = declare_formula("amount * rate / 100", parameters={"amount": Kind.NUMBER, "rate": Kind.NUMBER})
    formula = parse_formula("yearly(pages, 50) + 1", types=TYPES, formulas={"yearly": yearly})
    assert formula.of(ANSWERS) == Decimal("4.5")
    assert formula.of({}) is None
    assert formula.names == {"pages"}
    assert str(formula) == "yearly(pages, 50) + 1"


@pytest.mark.parametrize(
    ("cell", "normal"),
    [
        ("-", "true"), ("18", "age in (18)"), (">= 18", "age in (>= 18)"),
        ("1, [3..5], > 9", "age in (1, [3..5], > 9)"),
        ("not(1, 2)", "not(age in (1, 2))"), ("(1..5)", "age in (1..5)"), ("-1", "age in (-1)"),
    ],
)
def test_a_cell_is_a_condition_on_what_stands_above_its_column(cell, normal):
    condition = parse_cell(cell, subject="age", types=TYPES)
    assert str(condition) == normal
    assert parse(normal, types=TYPES) == condition
