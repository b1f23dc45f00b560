"""The edges of the day: when tickets are given, when they cannot be given again, and when the day ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.day import LEAD, next_due

from .conftest import DAY, MORNING, Day, make_rules

MIDNIGHT = MORNING + timedelta(hours=17)


def test_after_the_last_ticket_tickets_cannot_be_resumed(day):
    opening = day.rules.opening
    day.do(c.StopTickets(reason="manager"))
    day.now = opening.last_ticket_at - timedelta(seconds=1)
    day.do(c.ResumeTickets())
    assert day.take().number == 1
    day.now = opening.last_ticket_at
    day.do(c.Tick())
    seq = day.hall.seq
    with pytest.raises(r.PastLastTicket):
        day.do(c.ResumeTickets())
    assert (day.hall.phase, day.hall.seq) == ("stopped", seq)


def test_on_a_day_without_hours_the_manager_stops_and_resumes_at_will():
    day = Day(make_rules(opening=None))
    day.do(c.OpenDay())
    day.do(c.StopTickets())
    day.do(c.ResumeTickets(), after=20 * 3600)
    assert day.take().number == 1


@pytest.mark.parametrize("channel", ["kiosk", "reception", "pocket"])
@pytest.mark.parametrize("by_hand", [False, True])
def test_before_the_hours_desks_sign_in_and_no_ticket_is_given(channel, by_hand):
    """Whoever stands before the door is not behind somebody who has taken a ticket on the phone meanwhile."""
    day = Day(make_rules())
    day.now = MORNING - timedelta(minutes=29)
    day.do(c.OpenDay() if by_hand else c.Tick())
    day.open("1")
    for moment in (day.now, MORNING - timedelta(seconds=1)):
        day.now = moment
        with pytest.raises(r.NotOpenYet):
            day.take(channel=channel)
    day.now = MORNING
    assert day.take(channel=channel).number == 1


@pytest.fixture
def midnight():
    """An office open till midnight: one client is served, one waits, at ten to twelve; then the date changes."""
    opening = make_rules().opening
    day = Day(make_rules(opening=replace(opening, last_ticket_at=MIDNIGHT, closes_at=MIDNIGHT)))
    day.do(c.OpenDay())
    day.open("1")
    day.now = MIDNIGHT - timedelta(minutes=10)
    day.take()
    day.take()
    day.serve("1")
    day.rules = make_rules(day=DAY + timedelta(days=1))
    day.now = MIDNIGHT
    return day


def test_midnight_ends_no_visit_at_a_desk_that_serves(midnight):
    midnight.do(c.Tick())
    midnight.do(c.Finish(desk="1"), after=300)
    midnight.do(c.Tick(), after=1)
    second = midnight.serve("1", after=5)
    with pytest.raises(r.OfficeClosed):
        midnight.take()
    midnight.do(c.Finish(desk="1"), after=600)
    assert second.state == "finished"
    assert next_due(midnight.hall, rules=midnight.rules) == midnight.now + timedelta(seconds=60)
    midnight.do(c.Tick(), after=59)
    assert midnight.hall.phase == "open"
    midnight.do(c.Tick(), after=1)
    assert (midnight.hall.phase, midnight.hall.day) == ("closed", DAY)


def test_a_client_forgotten_at_a_desk_is_not_there_for_ever(midnight):
    midnight.do(c.Tick())
    assert next_due(midnight.hall, rules=midnight.rules) == MIDNIGHT + timedelta(minutes=50)
    midnight.do(c.Tick(), after=50 * 60)
    assert midnight.hall.phase == "closed"
    assert [visit.state for visit in midnight.hall.visits.values()] == ["expired", "expired"]


def test_the_next_day_opens_when_it_must(midnight):
    tomorrow = midnight.rules.opening
    midnight.rules = replace(midnight.rules, opening=replace(tomorrow, opens_at=MIDNIGHT + LEAD + timedelta(minutes=5)))
    midnight.do(c.Tick(), after=299)
    assert midnight.hall.day == DAY
    midnight.do(c.Tick(), after=1)
    assert (midnight.hall.phase, midnight.hall.day) == ("open", DAY + timedelta(days=1))


def test_a_day_without_anybody_at_a_desk_ends_at_midnight(midnight):
    midnight.do(c.ReleaseDesk(desk="1"))
    assert next_due(midnight.hall, rules=midnight.rules) == midnight.now
    midnight.do(c.Tick())
    assert midnight.hall.phase == "closed"
