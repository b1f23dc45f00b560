"""A meeting post is one client's at a time; a promise for which none is free waits for the next one."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.day import next_due
from okienko.core.hall.picture import PUBLIC, picture, ticket_view

from .conftest import make_rules

OFFICERS = ("so-1", "so-2", "so-d", "so-h")


def promised(day, number, **facts):
    """Ticket `number` wishes to talk, an officer of its own answers."""
    day.take("talk", department="SO")
    day.do(c.AnswerWish(wish=number, person=OFFICERS[number - 1], **facts), after=10)
    return day.hall.wishes[number]


def posts(day):
    return [wish.post for wish in day.hall.wishes.values()]


def board(day):
    """What the board tells of officers: ticket, post and moment."""
    calls = picture(day.hall, rules=day.rules, audience=PUBLIC)["calls"]
    return {key: (row["desk"], row["state"], row["at"]) for key, row in calls.items() if key.startswith("wish-")}


@pytest.fixture
def three(day):
    """Two posts, three promises."""
    for number in (1, 2, 3):
        promised(day, number)
    return day


def test_a_post_that_is_taken_is_not_given_to_a_second_conversation(three):
    assert posts(three) == ["S1", "S2", None]
    wish = ticket_view(three.hall, 3, rules=three.rules)["wish"]
    assert (wish["state"], wish["awaits_post"], wish["post"]) == ("promised", True, None)
    assert set(board(three)) == {"wish-1", "wish-2"}


@pytest.mark.parametrize("end", ["met", "deferred", "withdrawn", "dated", "up"])
def test_the_next_free_post_is_given_at_once_and_called_as_a_new_call(three, end):
    if end in ("met", "deferred"):
        three.do(c.StartMeeting(wish=1, person="so-1"), after=60)
    ends = {"met": c.EndMeeting(wish=1), "deferred": c.DeferWish(wish=1, person="so-1"),
            "withdrawn": c.WithdrawWish(wish=1), "dated": c.AgreeDate(wish=1, due_at=three.rules.dates[0]),
            "up": c.AnswerWish(wish=1, person="so-1", mode="goes-up")}
    if end == "up":
        three.do(c.ChooseContact(wish=1, prefers="goes-up"))
    entries = three.do(ends[end], after=60)
    assert "wish_placed" in [entry.kind for entry in entries]
    assert three.hall.wishes[3].post == "S1"
    assert board(three)["wish-3"] == ("S1", "promised", three.now.isoformat())
    assert not ticket_view(three.hall, 3, rules=three.rules)["wish"]["awaits_post"]


def test_who_waits_longest_for_a_post_is_placed_first(three):
    promised(three, 4)
    assert posts(three) == ["S1", "S2", None, None]
    three.do(c.WithdrawWish(wish=2))
    assert posts(three)[2:] == ["S2", None]
    three.do(c.WithdrawWish(wish=1))
    assert posts(three)[2:] == ["S2", "S1"]


def test_a_taken_post_that_is_chosen_is_refused_with_one_that_is_free(day):
    promised(day, 1)
    day.take("talk", department="SO")
    with pytest.raises(r.PostTaken) as refused:
        day.do(c.AnswerWish(wish=2, person="so-2", post="S1"))
    assert refused.value.facts == {"post": "S1", "free": "S2"}
    day.do(c.AnswerWish(wish=2, person="so-2"))
    with pytest.raises(r.PostTaken):
        day.do(c.StartMeeting(wish=2, person="so-2", post="S1"))


def test_who_answers_anew_keeps_the_own_post(day):
    promised(day, 1)
    day.do(c.AnswerWish(wish=1, person="so-1", minutes=10))
    assert posts(day) == ["S1"]
    day.do(c.AnswerWish(wish=1, person="so-1", post="S1"))
    assert posts(day) == ["S1"]


def test_officer_and_client_who_are_together_begin_without_a_post(three):
    three.do(c.StartMeeting(wish=3, person="so-d"))
    assert three.hall.wishes[3].state == "meeting"
    assert posts(three)[2] is None
    three.do(c.WithdrawWish(wish=1))
    assert posts(three)[2] is None


def test_a_conversation_by_telephone_frees_the_post(three):
    three.do(c.LeaveNumber(wish=1))
    three.do(c.StartMeeting(wish=1, person="so-1", mode="phone"))
    assert posts(three) == [None, "S2", "S1"]


def test_a_post_that_is_not_used_in_time_is_given_to_who_waits_for_one(three):
    due = three.hall.wishes[1].due_at
    three.now = due
    three.do(c.Tick(), after=three.rules.wish_target - 1)
    assert posts(three) == ["S1", "S2", None]
    moment = next_due(three.hall, rules=three.rules)
    three.now = due
    three.do(c.Tick(), after=three.rules.wish_target)
    assert moment <= three.now
    assert posts(three) == [None, "S2", "S1"]
    three.do(c.WithdrawWish(wish=2))
    assert posts(three) == ["S2", "S2", "S1"]
    assert three.hall.wishes[1].state == "promised"


def test_a_post_closed_by_the_rules_of_contact_is_not_given(day):
    day.rules = make_rules(regimes={"red": _closing("S1")})
    day.do(c.SetRegime(regime="red"))
    assert promised(day, 1).post == "S2"
    with pytest.raises(r.DeskNotUsed):
        day.do(c.AnswerWish(wish=1, person="so-1", post="S1"))


def test_where_all_posts_are_closed_nobody_is_told_to_wait_for_one(day):
    day.rules = make_rules(regimes={"red": _closing("S1", "S2")})
    day.do(c.SetRegime(regime="red"))
    assert promised(day, 1).post is None
    assert not ticket_view(day.hall, 1, rules=day.rules)["wish"]["awaits_post"]
    day.do(c.SetRegime(regime=None))
    assert posts(day) == ["S1"]


def _closing(*desks):
    return make_rules().regimes["red"].__class__(id="red", closed_desks=frozenset(desks))


def tickets(day):
    """Every ticket on the board with where to go: those called or served, and those of a while ago."""
    shown = picture(day.hall, rules=day.rules, audience=PUBLIC)
    return [(row["ticket"], row["desk"]) for row in shown["calls"].values()] + [
        (ticket, desk) for ticket, desk, _ in shown["recent"].values()]


def test_a_ticket_stands_on_the_board_once_with_where_to_go_first(day):
    day.open("1")
    visit = day.take()
    day.do(c.AskOfficer(visit=visit.number), after=10)
    day.call("1", after=30)
    day.do(c.AnswerWish(wish=1, person="so-1"), after=10)
    assert day.hall.wishes[1].post == "S1"
    assert tickets(day) == [(visit.ticket, "1")]
    day.do(c.Start(desk="1"), after=20)
    day.do(c.Finish(desk="1", outcome="accepted"), after=60)
    assert tickets(day) == [(visit.ticket, "S1")]
