"""Who is next: the rule, its exceptions, and the bound within which anybody is called."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.core.hall import commands as c
from okienko.core.hall.order import next_for
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.waiting.lanes import class_of

from .conftest import Day, make_rules
from .plausible import plausible
from .turns import call_another, returner


def test_the_largest_wait_over_target_goes_first(day):
    day.open("1")
    long_target = day.take("id-card")
    short_target = day.take("id-pickup", after=60)
    assert day.call("1", after=30) is long_target
    day.do(c.UndoCall(desk="1"))
    assert day.call("1", after=120) is short_target


def test_a_wait_of_three_targets_goes_strictly_by_its_start(day):
    day.open("1")
    long_target = day.take("id-card")
    day.take("id-pickup", after=60)
    assert day.call("1", after=3 * 900) is long_target


def test_a_generalist_leaves_to_a_free_specialist_what_that_one_can_take(day):
    day.open("3", "4")
    day.take("car")
    card = day.take("id-card", after=60)
    assert day.call("4", after=60) is card


def test_a_generalist_takes_the_specialists_matter_when_nothing_else_waits(day):
    day.open("3", "4")
    car = day.take("car")
    assert day.call("4", after=60) is car


def test_priority_goes_first_twice_and_then_an_ordinary_client(day):
    day.open("1")
    ordinary = day.take()
    first, second, _ = [day.take(priority="statutory", after=1) for _ in range(3)]
    called = []
    for _ in range(3):
        called.append(day.serve("1"))
        day.do(c.Finish(desk="1"))
    assert called == [first, second, ordinary]
    assert [kind for kind, _ in ordinary.overtaken] == ["priority", "priority"]


def test_returning_clients_are_bounded_too():
    day = Day(make_rules(returners_in_row=1))
    day.do(c.OpenDay())
    day.open("1", "2")
    away = []
    for _ in range(2):
        away.append(day.take())
        day.serve("1")
        day.do(c.SendAway(desk="1", place="photographer"))
    ordinary = day.take()
    for visit in away:
        day.do(c.Resume(visit=visit.number), after=1)
    called = []
    for _ in range(3):
        called.append(day.serve("1"))
        day.do(c.Finish(desk="1"))
    assert called == [away[0], ordinary, away[1]]


def test_time_parked_does_not_count_as_wait(day):
    day.open("1")
    first = day.take()
    day.do(c.StepOut(visit=first.number), after=60)
    second = day.take(after=30)
    day.do(c.Resume(visit=first.number), after=600)
    assert day.call("1") is second
    assert (day.now - first.leg.ready_at) == timedelta(seconds=60)


def test_the_three_classes_take_their_turns_at_one_desk():
    """Returners twice, then priority; priority twice, then somebody else; and so on, as long as all three wait."""
    day = Day(make_rules(returners_in_row=2))
    day.do(c.OpenDay())
    day.open("1")
    for _ in range(12):
        returner(day)
    for _ in range(6):
        day.take(priority="statutory")
        day.take()
    called = []
    for _ in range(16):
        called.append(class_of(_next(day, "1")))
        call_another(day, "1")
    block = ["returning", "returning", "priority"] * 2 + ["returning", "returning", "ordinary"]
    assert called == (block * 2)[:16]


def _next(day: Day, desk: str):
    return day.hall.visits[next_for(day.hall, day.hall.desks[desk], at=day.now, rules=day.rules).visit]


def test_signing_out_and_in_begins_no_turn_anew(day):
    day.open("1")
    ordinary = day.take()
    for _ in range(day.rules.priority_in_row):
        day.take(priority="statutory")
        call_another(day, "1")
    day.do(c.LeaveDesk(desk="1"))
    day.open("1")
    day.take(priority="statutory")
    assert day.call("1") is ordinary


def test_the_rows_of_a_desk_begin_anew_with_the_day(day):
    day.open("1")
    for _ in range(day.rules.priority_in_row):
        day.take(priority="statutory")
        call_another(day, "1")
    day.do(c.CloseDay(even_serving=True))
    day.rules = make_rules(day=day.rules.day + timedelta(days=1))
    day.now += timedelta(days=1)
    day.do(c.OpenDay())
    day.open("1")
    day.take()
    priority = day.take(priority="statutory")
    assert day.call("1") is priority


def test_a_call_out_of_order_is_nobodys_turn(day):
    """However many there are between them, the calls by the rule keep their turns."""
    day.open("1")
    called, ordinary = [], day.take()
    for _ in range(day.rules.priority_in_row + 1):
        other = day.take(after=1)
        day.take(priority="statutory")
        day.do(c.CallVisit(desk="1", visit=other.number, reason="health"))
        day.do(c.Start(desk="1"))
        day.do(c.Finish(desk="1"))
        called.append(call_another(day, "1"))
    assert [class_of(visit) for visit in called] == ["priority", "priority", "ordinary"]
    assert called[-1] is ordinary


@pytest.mark.parametrize(("facts", "name"), [({}, "ordinary"), ({"priority": "statutory"}, "priority")])
def test_a_call_out_of_order_is_written_with_its_class_and_told_as_what_it_is(day, facts, name):
    """The overtaken read that somebody was called out of order, not that a class had its turn."""
    day.open("1")
    overtaken, earlier = day.take(), day.take("car")
    other = day.take(after=5, **facts)
    (called,) = day.do(c.CallVisit(desk="1", visit=other.number, reason="health"), after=5)
    assert (called.body["class"], called.body["reason"]) == (name, "health")
    assert overtaken.overtaken == [("out_of_order", day.now)]
    assert (earlier.overtaken, other.overtaken) == ([], [])


def test_a_returning_client_called_out_of_order_is_written_as_returning(day):
    day.open("1")
    away = returner(day)
    (called,) = day.do(c.CallVisit(desk="1", visit=away.number, reason="health"))
    assert called.body["class"] == "returning"


def test_a_missed_ticket_keeps_its_wait_once_and_then_waits_anew(day):
    day.open("1")
    late = day.take()
    other = day.take(after=60)
    for _ in range(2):
        assert day.call("1", after=60) is late
        for _ in range(day.rules.calls_before_missed - 1):
            day.do(c.Recall(desk="1"), after=30)
        day.do(c.Miss(desk="1"), after=30)
        day.do(c.Reinstate(visit=late.number), after=30)
    assert late.leg.ready_at == day.now
    assert day.call("1") is other


def test_to_an_abandoned_desk_nothing_is_left(day):
    day.open("3", "4")
    car = day.take("car")
    day.take("id-card", after=150)
    assert day.call("4", after=day.rules.idle_seconds - 150) is not car
    day.do(c.UndoCall(desk="4"))
    assert day.call("4", after=1) is car


def test_a_desk_that_has_just_acted_is_left_its_matters_again(day):
    day.open("3", "4")
    day.take("car")
    card = day.take("id-card", after=60)
    day.do(c.PauseDesk(desk="3"), after=1000)
    day.do(c.ResumeDesk(desk="3"))
    assert day.call("4") is card


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4000))
def test_whatever_the_day_a_desk_that_does_nothing_changes_nobodys_turn(seed, idle):
    """The bound of rule 4: without the free desks that did nothing for `idle_seconds` the choice is the same."""
    rng, day = Random(seed), Day(make_rules(idle_seconds=idle))
    day.do(c.OpenDay())
    day.open("1", "2", "3", "4", "K1")
    for _ in range(60):
        with suppress(Refusal):
            day.do(plausible(rng, day.hall, rules=day.rules, at=day.now), after=rng.choice([0, 5, 60, 600]))
    later = day.now + timedelta(seconds=rng.choice([0, 60, 600]))
    stale = {desk.id for desk in day.hall.desks.values()
             if desk.is_free and later - desk.acted_at > timedelta(seconds=idle)}
    for desk in list(day.hall.desks.values()):
        with_all = next_for(day.hall, desk, at=later, rules=day.rules)
        kept = dict(day.hall.desks)
        for each in stale - {desk.id}:
            del day.hall.desks[each]
        assert next_for(day.hall, desk, at=later, rules=day.rules) == with_all
        day.hall.desks = kept
