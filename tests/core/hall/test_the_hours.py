"""The edges of the day: when tickets are given, when they cannot be given again, and when the day ends."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r

from .conftest import MORNING, Day, make_rules


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
