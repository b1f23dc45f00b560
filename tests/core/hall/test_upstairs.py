"""What a department sees: who asks, what may be answered, and who is asked after "not now"."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.upstairs import upstairs


def view(day, person="so-1", department="SO"):
    return upstairs(day.hall, rules=day.rules, person=person, department=department, at=day.now)


@pytest.fixture
def asked(day):
    """A visit whose client wishes to talk to whoever handles the matter."""
    visit = day.take("id-card", needs=("step_free",))
    day.do(c.AskOfficer(visit=visit.number))
    return visit


def test_it_rings_for_those_who_are_asked_and_for_nobody_else(day, asked):
    assert view(day, "so-1")["wishes"][0]["rings"]
    assert not view(day, "so-d")["wishes"][0]["rings"]
    assert view(day, "km-1", "KM")["wishes"] == []


def test_not_now_shows_who_is_asked_then(day, asked):
    assert view(day)["wishes"][0]["then"] == {"step": "officers", "people": ["so-2"]}
    day.do(c.DeferWish(wish=1, person="so-2"))
    assert view(day)["wishes"][0]["then"] == {"step": "deputy", "people": ["so-d"]}


def test_what_is_said_of_not_now_is_what_happens(day, asked):
    for person in ("so-1", "so-2", "so-d", "so-h"):
        told = view(day, person)["wishes"][0]["then"]["people"]
        day.do(c.DeferWish(wish=1, person=person))
        wish = day.hall.wishes[1]
        assert [each for each in wish.asked if each not in wish.deferred] == told
    assert day.hall.wishes[1].state == "offering"


def test_every_wish_that_is_open_has_a_way_to_say_yes_or_is_under_way(day, asked):
    for command in (None, c.AnswerWish(wish=1, person="so-1"), c.StartMeeting(wish=1, person="so-1")):
        if command is not None:
            day.do(command)
        row = view(day)["wishes"][0]
        assert row["may_answer"] or row["may_start"] or row["may_end"]
    day.do(c.EndMeeting(wish=1))
    assert view(day)["wishes"] == []


def test_going_up_is_a_way_only_when_the_client_chose_it(day, asked):
    assert "goes-up" not in view(day)["wishes"][0]["modes"]
    assert view(day)["wishes"][0]["default_mode"] == "comes-down"
    day.do(c.ChooseContact(wish=1, prefers="goes-up"))
    row = view(day)["wishes"][0]
    assert (row["default_mode"], "goes-up" in row["modes"]) == ("goes-up", True)


def test_somebody_else_than_the_one_named_cannot_answer_before_the_client_consents(day):
    visit = day.take("id-card")
    day.do(c.AskOfficer(visit=visit.number, named="so-1"))
    assert view(day, "so-1")["wishes"][0]["may_answer"]
    assert not view(day, "so-2")["wishes"][0]["may_answer"]
    day.do(c.ChooseContact(wish=1, substitute=True))
    assert view(day, "so-2")["wishes"][0]["may_answer"]


def test_the_hall_is_told_by_service_with_the_longest_wait(day):
    day.take("id-card")
    day.take("id-card", after=60)
    day.take("id-pickup", after=60)
    day.take("car")
    rows = view(day)["queue"]
    assert [(row["service"], row["waiting"]) for row in rows] == [("id-card", 2), ("id-pickup", 1)]
    assert rows[0]["since"] == day.hall.visits[1].leg.ready_at.isoformat()


def test_a_free_meeting_post_is_offered_and_another_one_to_the_next(day, asked):
    assert view(day)["free_post"] == "S1"
    day.do(c.AnswerWish(wish=1, person="so-1"))
    assert view(day)["free_post"] == "S2"
