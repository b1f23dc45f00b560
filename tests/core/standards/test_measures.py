"""Standards held against facts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.core.office.place import Text
from okienko.core.office.rules import Standard
from okienko.core.standards.measures import StepFact, WishFact, due_wishes, quantile, read


def a_standard(measure, *, target, q=0.9, queues=()):
    return Standard(id="s", name=Text(pl="s"), measure=measure, quantile=q, target=target, text="", queues=queues)


def waits(*minutes, queue="D", **facts):
    return [StepFact(queue=queue, wait=m, **facts) for m in minutes]


@given(st.lists(st.floats(0, 500), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_a_value_that_somebody_had_and_that_share_is_within_it(values, q):
    value = quantile(values, q)
    assert value in values
    assert sum(v <= value for v in values) >= q * len(values) - 1e-9


def test_nine_of_ten_within_the_target_keep_a_wait_standard():
    reading = read(a_standard("wait", target=20), steps=waits(*[5] * 9, 60), wishes=[])
    assert (reading.value, reading.kept, reading.within, reading.cases) == (5, True, 0.9, 10)
    assert read(a_standard("wait", target=20), steps=waits(*[5] * 8, 60, 60), wishes=[]).kept is False


def test_a_standard_of_one_queue_looks_at_that_queue_only():
    steps = waits(60, queue="D") + waits(3, queue="K")
    assert read(a_standard("wait", target=8, queues=("K",)), steps=steps, wishes=[]).value == 3


MEASURES = ["wait", "service-time", "estimate-kept", "wish-met-directly", "wish-time", "missed"]


@pytest.mark.parametrize("measure", MEASURES)
def test_without_a_case_nothing_is_claimed(measure):
    reading = read(a_standard(measure, target=1), steps=[], wishes=[])
    assert (reading.cases, reading.value, reading.kept) == (0, None, None)


def test_an_announced_wait_is_kept_when_it_was_not_longer():
    steps = waits(10, promised_high=15) + waits(20, promised_high=15) + waits(90)
    assert read(a_standard("estimate-kept", target=0.5), steps=steps, wishes=[]).value == 0.5


def test_a_wish_that_is_still_open_counts_as_not_met_and_a_withdrawn_one_not_at_all():
    wishes = [WishFact(department="SO", minutes=7, direct=True), WishFact(department="SO", minutes=9, direct=False),
              WishFact(department="SO", minutes=None), WishFact(department="SO", minutes=None, withdrawn=True)]
    reading = read(a_standard("wish-met-directly", target=0.3), steps=[], wishes=wishes)
    assert (reading.cases, round(reading.value, 2), reading.kept) == (3, 0.33, True)
    assert read(a_standard("wish-time", target=10), steps=[], wishes=wishes).value == 9


def test_a_wish_that_is_on_its_way_is_no_case_before_the_promised_minutes_are_over():
    asked = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    met = [WishFact(department="SO", minutes=3, direct=True)] * 7
    wishes = [*met, WishFact(department="SO", minutes=None, asked_at=asked)]
    for minutes, cases in ((0, 7), (14, 7), (15, 8), (60, 8)):
        due = due_wishes(wishes, at=asked + timedelta(minutes=minutes), target_minutes=15)
        reading = read(a_standard("wish-met-directly", target=0.95), steps=[], wishes=due)
        assert (reading.cases, reading.kept) == (cases, cases == 7)


def test_few_missed_tickets_keep_the_standard():
    steps = waits(1, 2, 3) + waits(4, missed=True)
    assert read(a_standard("missed", target=0.3), steps=steps, wishes=[]).kept
    assert read(a_standard("missed", target=0.2), steps=steps, wishes=[]).kept is False
