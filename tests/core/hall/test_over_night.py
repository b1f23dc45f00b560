"""A wish with a date, the next day: it keeps its officer, its way and its ticket, and a new ticket is linked to it."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.picture import ticket_view

from .conftest import DAY, make_rules


@pytest.fixture
def tomorrow(day):
    """Ticket 1 has agreed with so-2 on the first date offered; it is the next morning, and ticket 2 is another's."""
    day.take("talk", department="SO")
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0], person="so-2", mode="goes-up"))
    day.do(c.CloseDay())
    day.rules = make_rules(day=DAY + timedelta(days=1))
    day.now += timedelta(days=1)
    day.do(c.OpenDay())
    return day


def test_the_wish_keeps_its_officer_its_way_and_its_ticket(tomorrow):
    wish = tomorrow.hall.wishes[1]
    assert (wish.person, wish.mode, wish.visit, wish.ticket) == ("so-2", "goes-up", 1, "S001")
    assert wish.due_at == tomorrow.rules.dates[0]


def test_the_meeting_of_the_next_day_counts_as_face_to_face(tomorrow):
    tomorrow.do(c.ChooseContact(wish=1, prefers="goes-up"))
    tomorrow.do(c.StartMeeting(wish=1, person="so-2"))
    met = tomorrow.do(c.EndMeeting(wish=1))[0]
    assert (met.kind, met.body["direct"], met.body["mode"]) == ("wish_met", True, "goes-up")


def test_the_holder_of_the_old_ticket_still_sees_the_wish_and_may_move_and_withdraw_it(tomorrow):
    assert tomorrow.hall.taken_at(1) is not None
    view = ticket_view(tomorrow.hall, 1, rules=tomorrow.rules)
    assert (view["ticket"], view["wish"]["number"], view["wish"]["state"]) == ("S001", 1, "dated")
    tomorrow.do(c.AgreeDate(wish=1, due_at=tomorrow.rules.dates[3]), by="visit:1", any_desk=False)
    tomorrow.do(c.WithdrawWish(wish=1), by="visit:1", any_desk=False)
    assert ticket_view(tomorrow.hall, 1, rules=tomorrow.rules)["wish"]["state"] == "withdrawn"


def test_a_ticket_of_another_day_without_an_open_wish_opens_nothing(tomorrow):
    tomorrow.do(c.WithdrawWish(wish=1))
    tomorrow.do(c.CloseDay())
    tomorrow.rules = make_rules(day=DAY + timedelta(days=2))
    tomorrow.do(c.OpenDay())
    assert tomorrow.hall.taken_at(1) is None


def test_the_new_ticket_of_the_day_is_linked_to_the_wish(tomorrow):
    visit = tomorrow.take()
    tomorrow.do(c.SeekAgain(wish=1, visit=visit.number))
    wish = tomorrow.hall.wishes[1]
    assert (wish.state, wish.visit, wish.first, wish.ticket, visit.wish) == ("seeking", 2, 1, "D001", 1)
    assert ticket_view(tomorrow.hall, 1, rules=tomorrow.rules)["wish"]["number"] == 1
    tomorrow.do(c.AnswerWish(wish=1, person="so-2"))
    tomorrow.do(c.StartMeeting(wish=1, person="so-2"))
    assert visit.state == "away"


def test_a_wish_whose_client_is_here_is_linked_to_no_other_ticket(day):
    day.take("talk", department="SO")
    other = day.take()
    for person in ("so-1", "so-2", "so-d", "so-h"):
        day.do(c.SetPresence(person=person, presence="out"))
    with pytest.raises(r.WrongState):
        day.do(c.SeekAgain(wish=1, visit=other.number))
