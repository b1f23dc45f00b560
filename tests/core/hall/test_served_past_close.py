"""Whoever was in the office before it closed is served, or waited for from the own last step; no wish is lost."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.decide.day import next_due

GRACE = timedelta(minutes=15)


@pytest.fixture
def late(day):
    """A client at a desk, twenty minutes after closing."""
    day.open("1")
    day.take()
    day.serve("1")
    day.now = day.rules.opening.closes_at + timedelta(minutes=20)
    day.do(c.Tick())
    return day


def test_who_is_put_aside_after_closing_is_called_again(late):
    late.do(c.Park(desk="1", until=late.now + timedelta(minutes=5)))
    late.do(c.Tick(), after=1)
    late.do(c.Tick(), after=300)
    assert late.call("1").number == 1


def test_who_is_sent_for_a_photo_after_closing_has_the_whole_grace(late):
    visit = late.hall.visits[1]
    late.do(c.SendAway(desk="1", place="photographer"))
    assert next_due(late.hall, rules=late.rules) == late.now + GRACE
    late.do(c.Tick(), after=GRACE.total_seconds() - 1)
    assert visit.state == "away"
    late.do(c.Tick(), after=1)
    assert (visit.state, late.hall.phase) == ("expired", "closed")


def test_who_still_waits_for_an_officer_is_offered_a_date_and_has_not_lost_the_ticket(late):
    visit = late.hall.visits[1]
    late.do(c.AskOfficer(visit=1))
    late.do(c.Finish(desk="1"))
    late.do(c.Tick(), after=1)
    assert (visit.state, late.hall.wishes[1].state) == ("parked", "seeking")
    late.do(c.Tick(), after=GRACE.total_seconds())
    assert (visit.state, visit.matters[0].outcome) == ("finished", "performed")
    assert (late.hall.wishes[1].state, late.hall.phase) == ("offering", "closed")


def test_a_change_at_the_desk_after_closing_costs_nobody_the_ticket(late):
    waiting = late.hall.visits[1]
    late.do(c.ReleaseDesk(desk="1"))
    late.do(c.Tick(), after=60)
    assert waiting.state == "waiting"
    late.open("1")
    assert late.call("1") is waiting


def test_a_desk_that_stands_paused_keeps_nobody_till_midnight(late):
    waiting = late.hall.visits[1]
    late.do(c.Hand(desk="1"))
    late.do(c.PauseDesk(desk="1"))
    late.do(c.Tick(), after=GRACE.total_seconds() - 1)
    assert waiting.state == "waiting"
    late.do(c.Tick(), after=1)
    assert (waiting.state, late.hall.phase) == ("expired", "closed")


@pytest.mark.parametrize("promised", [False, True])
def test_a_day_closed_by_hand_offers_a_date_to_every_wish(day, promised):
    day.take("talk", department="SO")
    if promised:
        day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.CloseDay(even_waiting=True))
    wish = day.hall.wishes[1]
    assert (wish.state, wish.person, day.hall.visits[1].state) == ("offering", None, "finished")


def test_the_last_finish_can_be_undone_after_closing(late):
    late.do(c.Finish(desk="1"))
    assert next_due(late.hall, rules=late.rules) == late.now + timedelta(seconds=late.rules.undo_seconds)
    late.do(c.Tick(), after=6)
    late.do(c.UndoFinish(desk="1", visit=1))
    assert late.hall.visits[1].state == "serving"
    late.do(c.Finish(desk="1"))
    late.do(c.Tick(), after=late.rules.undo_seconds - 1)
    assert late.hall.phase == "stopped"
    late.do(c.Tick(), after=1)
    assert late.hall.phase == "closed"


def test_who_missed_the_last_call_is_waited_for(late):
    client = late.hall.visits[1]
    late.do(c.Hand(desk="1"))
    late.call("1")
    for _ in range(late.rules.calls_before_missed - 1):
        late.do(c.Recall(desk="1"), after=20)
    late.do(c.Miss(desk="1"), after=20)
    late.do(c.Tick(), after=GRACE.total_seconds() - 1)
    assert late.hall.phase == "stopped"
    late.do(c.Reinstate(visit=1))
    assert late.call("1") is client


def test_who_missed_the_last_call_is_not_waited_for_longer(late):
    late.do(c.Hand(desk="1"))
    late.call("1")
    for _ in range(late.rules.calls_before_missed - 1):
        late.do(c.Recall(desk="1"), after=20)
    late.do(c.Miss(desk="1"), after=20)
    assert next_due(late.hall, rules=late.rules) == late.now + GRACE
    late.do(c.Tick(), after=GRACE.total_seconds())
    assert late.hall.phase == "closed"


def test_who_is_put_aside_until_a_moment_is_waited_for_from_that_moment(day):
    """Put aside five minutes before closing for an hour: who comes back as told still has the ticket."""
    day.open("1")
    visit = day.take()
    day.serve("1")
    day.now = day.rules.opening.closes_at - timedelta(minutes=5)
    day.do(c.Park(desk="1", minutes=60))
    told = visit.until
    for minutes in (20, 21, 30, 54):
        day.now = day.rules.opening.closes_at + timedelta(minutes=minutes)
        day.do(c.Tick())
        assert visit.state == "parked"
    day.now = told
    day.do(c.Tick())
    assert day.call("1") is visit


def test_also_when_the_desk_has_been_left_meanwhile(day):
    day.open("1")
    visit = day.take()
    day.do(c.StepOut(visit=1, until=day.rules.opening.closes_at + timedelta(minutes=30)))
    day.do(c.LeaveDesk(desk="1"))
    day.now = visit.until + GRACE - timedelta(seconds=1)
    day.do(c.Tick())
    assert visit.state == "waiting"
