"""Ten minutes more: the place is kept, the desk is free, and not for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.picture import ticket_view

TEN = timedelta(minutes=10)


def more(day, visit, **facts):
    return day.do(c.StepOut(visit=visit.number, until=day.now + TEN), by=f"visit:{visit.number}", any_desk=False,
                  **facts)


def test_who_is_called_and_asks_for_more_time_keeps_the_place_and_frees_the_desk(day):
    day.open("1")
    visit = day.take()
    other = day.take(after=100)
    day.call("1", after=100)
    entry, = more(day, visit)
    assert (entry.kind, entry.by, visit.state) == ("parked", "visit:1", "parked")
    assert day.serve("1") is other
    day.now += TEN
    day.do(c.Tick())
    assert (visit.state, visit.leg.returning) == ("waiting", False)
    assert day.now - visit.leg.ready_at == timedelta(seconds=200)
    day.do(c.Finish(desk="1"))
    day.take()
    assert day.call("1") is visit


@pytest.mark.parametrize("times", [0, 1, 2, 5])
def test_more_time_can_be_asked_as_often_as_the_office_says(times, day):
    day.rules = replace(day.rules, ten_minutes_more=times)
    visit = day.take()
    for left in range(times, 0, -1):
        assert ticket_view(day.hall, 1, rules=day.rules)["more_times"] == left
        more(day, visit)
        day.do(c.Resume(visit=1), by="visit:1")
    assert ticket_view(day.hall, 1, rules=day.rules)["more_times"] == 0
    with pytest.raises(r.NoMoreTime):
        more(day, visit)
    assert visit.state == "waiting"


def test_reception_may_allow_it_again(day):
    visit = day.take()
    for _ in range(2):
        more(day, visit)
        day.do(c.Resume(visit=1))
    day.do(c.StepOut(visit=1, until=day.now + TEN), by="person:anna")
    assert visit.state == "parked"


def test_who_is_served_does_not_step_out(day):
    day.open("1")
    visit = day.take()
    day.serve("1")
    with pytest.raises(r.WrongState):
        more(day, visit)


@pytest.mark.parametrize("asked", [{"minutes": 61}, {"minutes": 720}, {"until": timedelta(minutes=61)}, {}])
def test_by_oneself_nobody_steps_out_for_longer_than_an_hour(asked, day):
    visit = day.take()
    facts = {name: day.now + fact if name == "until" else fact for name, fact in asked.items()}
    with pytest.raises(r.Malformed):
        day.do(c.StepOut(visit=1, **facts), by="visit:1", any_desk=False)
    assert visit.state == "waiting"
    day.do(c.StepOut(visit=1, **facts), by="person:anna")
    assert visit.state == "parked"


def test_an_hour_is_given(day):
    day.take()
    day.do(c.StepOut(visit=1, minutes=60), by="visit:1", any_desk=False)
    assert day.hall.visits[1].until == day.now + timedelta(minutes=60)
