"""What holds for every text and every answer."""

import contextlib
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okienko.core.catalogue.condition import (
    LONGEST,
    Condition,
    ConditionFault,
    Duration,
    parse,
    parse_cell,
    parse_expression,
    parse_formula,
)
from tests.core.catalogue.condition.made import ANSWERS, CONDITIONS, SCRAPS, TYPES, WILD

SORTS = (bool, Decimal, str, date, Duration, frozenset, type(None))


def read(text: str) -> Condition | None:
    """The condition, or None where the text is refused at a place within it."""
    try:
        return parse(text, types=TYPES)
    except ConditionFault as refused:
        assert 0 <= refused.fault.position <= len(text)
        assert refused.fault.code.startswith("condition-")
        return None


@given(st.one_of(st.text(), SCRAPS, CONDITIONS), st.one_of(WILD, ANSWERS))
def test_any_text_is_true_false_not_known_or_refused(text, answers):
    condition = read(text)
    assert condition is None or condition.of(answers) in {True, False, None}
    with contextlib.suppress(ConditionFault):
        assert isinstance(parse_expression(text, types=TYPES).value(answers), SORTS)
    with contextlib.suppress(ConditionFault):
        amount = parse_formula(text, types=TYPES).of(answers)
        assert amount is None or amount.is_finite()
    with contextlib.suppress(ConditionFault):
        assert parse_cell(text, subject="age", types=TYPES).of(answers) in {True, False, None}


@given(st.text(alphabet="()[]-1a,.*<in \"", min_size=LONGEST - 500, max_size=LONGEST))
def test_a_long_text_ends_too(text):
    read(text)


@given(CONDITIONS)
def test_the_normal_form_reads_as_the_same_condition(text):
    condition = read(text)
    if condition is not None:
        assert parse(str(condition), types=TYPES) == condition
        assert str(parse(str(condition), types=TYPES)) == str(condition)


@given(CONDITIONS, ANSWERS, st.sets(st.sampled_from(sorted(TYPES))))
def test_a_further_answer_never_overturns_what_was_told(text, answers, forgotten):
    condition = read(text)
    if condition is None:
        return
    early = condition.of({name: answer for name, answer in answers.items() if name not in forgotten})
    assert early is None or condition.of(answers) is early


@given(CONDITIONS, ANSWERS)
def test_only_the_questions_that_a_condition_names_matter(text, answers):
    condition = read(text)
    if condition is not None:
        assert condition.names <= set(TYPES)
        assert condition.of(answers) is condition.of({name: answers[name] for name in condition.names})


@given(CONDITIONS)
def test_most_made_conditions_are_read(text):
    """The properties above would hold of nothing if what is made were refused."""
    try:
        parse(text, types=TYPES)
    except ConditionFault as refused:
        assert refused.fault.code in {"condition-too-long", "condition-too-deep", "condition-result"}
