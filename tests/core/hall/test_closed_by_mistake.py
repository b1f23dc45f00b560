"""A day closed by hand: not over the heads of those who wait, and a wrong press is taken back."""

from datetime import timedelta

import pytest

from okienko.core.contact import wish as contact
from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r


def parked(day):
    day.do(c.StepOut(visit=day.take().number, minutes=30))


def meets(day):
    day.do(c.AskOfficer(visit=day.take().number))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"))



@pytest.mark.parametrize("somebody", [lambda day: day.take(), parked, meets])
def test_the_day_is_not_closed_while_anybody_waits_or_meets_unless_that_is_said(day, somebody):
    somebody(day)
    with pytest.raises(r.StillWaiting):
        day.do(c.CloseDay())
    assert day.hall.phase == "open"
    day.do(c.CloseDay(even_waiting=True))
    assert (day.hall.phase, day.hall.open_visits) == ("closed", 0)


def test_who_is_at_a_desk_is_named_apart(day):
    day.open("1")
    day.take()
    day.take()
    day.serve("1")
    with pytest.raises(r.DayNotOver):
        day.do(c.CloseDay(even_waiting=True))
    day.do(c.CloseDay(even_serving=True))
    assert day.hall.phase == "closed"


def test_with_nobody_in_the_office_it_is_closed_at_once(day):
    day.open("1")
    day.take()
    day.serve("1")
    day.do(c.Finish(desk="1"))
    day.do(c.CloseDay())
    assert day.hall.phase == "closed"


@pytest.fixture
def wrong(day):
    """1 is sent away, 2 is served, 3 is aside for half an hour, 4 meets, 5 waits for an officer, too, 6 waits."""
    day.open("1", "2")
    for _ in range(2):
        day.take(after=10)
    day.serve("1")
    day.do(c.SendAway(desk="1", place="photographer"))
    day.serve("2")
    day.do(c.StepOut(visit=day.take(after=10).number, minutes=30))
    for person in ("so-1", "so-2"):
        visit = day.take(after=10)
        day.do(c.AskOfficer(visit=visit.number, named=person))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"))
    day.take(after=10)
    day.do(c.CloseDay(even_serving=True), after=60)
    return day


def test_opened_again_everybody_is_where_they_were_and_who_sat_at_a_desk_is_ahead(wrong):
    visits = wrong.hall.visits
    assert {visit.state for visit in visits.values()} == {"expired"}
    wrong.do(c.OpenDay(), after=60)
    assert {number: visit.state for number, visit in visits.items()} == {
        1: "away", 2: "waiting", 3: "parked", 4: "away", 5: "waiting", 6: "waiting"}
    assert (visits[1].place, visits[3].until is not None) == ("photographer", True)
    assert wrong.now - visits[6].leg.ready_at == timedelta(seconds=120)
    wrong.open("2")
    assert wrong.call("2") is visits[2]
    wrong.do(c.EndMeeting(wish=1))
    wrong.do(c.Resume(visit=1))
    assert (visits[4].state, visits[1].state) == ("waiting", "waiting")


def test_opened_again_the_officers_are_looked_for_anew(wrong):
    assert wrong.hall.wishes[2].state == contact.OFFERING
    wrong.do(c.OpenDay(), after=60)
    assert (wrong.hall.wishes[2].state, wrong.hall.wishes[2].asked) == (contact.SEEKING, ("so-2",))


def test_the_time_in_which_it_was_closed_is_no_wait_for_who_was_aside(wrong):
    wrong.do(c.OpenDay(), after=60)
    wrong.do(c.Resume(visit=3), after=60)
    assert wrong.now - wrong.hall.visits[3].leg.ready_at == timedelta(0)


def test_after_a_quarter_of_an_hour_their_tickets_have_expired(wrong):
    wrong.do(c.OpenDay(), after=15 * 60 + 1)
    assert {visit.state for visit in wrong.hall.visits.values()} == {"expired"}


def test_opened_again_twice_nobody_comes_back_who_has_gone_meanwhile(wrong):
    wrong.do(c.OpenDay(), after=60)
    for visit in [visit for visit in wrong.hall.visits.values() if visit.is_open]:
        wrong.do(c.Leave(visit=visit.number))
    wrong.do(c.CloseDay(even_waiting=True))
    wrong.do(c.OpenDay())
    assert wrong.hall.open_visits == 0
