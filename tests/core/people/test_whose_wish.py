"""A wish is changed only by whoever is asked, has promised or is meeting; how and when they meet the client says."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.people.duties import NotAllowed, check
from okienko.core.people.roles import ROLES
from okienko.core.people.who import PERSON, Who
from tests.core.hall.conftest import DATES, Day, make_rules


@pytest.fixture
def day():
    day = Day(make_rules())
    day.do(c.OpenDay())
    day.take()
    day.do(c.AskOfficer(visit=1))
    return day


def by(person):
    return {"by": f"person:{person}", "any_desk": False}


def who(role, staff_id="km-1"):
    return Who(kind=PERSON, id=1, office="demo", staff_id=staff_id, permissions=ROLES[role].grants)


@pytest.mark.parametrize("state", ["seeking", "promised", "meeting"])
def test_an_officer_who_is_not_concerned_says_no_for_nobody(day, state):
    if state != "seeking":
        day.do(c.AnswerWish(wish=1, person="so-1"), **by("so-1"))
    if state == "meeting":
        day.do(c.StartMeeting(wish=1, person="so-1"), **by("so-1"))
    with pytest.raises(r.NotAsked):
        day.do(c.DeferWish(wish=1, person="km-1"), **by("km-1"))
    assert day.hall.wishes[1].state == state


def test_whoever_asked_at_first_cannot_take_back_what_another_has_promised(day):
    day.do(c.AnswerWish(wish=1, person="so-1"), **by("so-1"))
    with pytest.raises(r.NotAsked):
        day.do(c.DeferWish(wish=1, person="so-2"), **by("so-2"))
    day.do(c.DeferWish(wish=1, person="so-1"), **by("so-1"))
    assert day.hall.wishes[1].state == "seeking"


def test_only_who_is_in_the_conversation_or_runs_the_hall_ends_it(day):
    day.do(c.AnswerWish(wish=1, person="so-1"))
    day.do(c.StartMeeting(wish=1, person="so-1"))
    with pytest.raises(r.NotAsked):
        day.do(c.EndMeeting(wish=1), **by("so-2"))
    day.do(c.EndMeeting(wish=1), by="person:manager", any_desk=True)
    assert day.hall.wishes[1].state == "met"


@pytest.mark.parametrize("command", [
    c.ChooseContact(wish=1, prefers="goes-up"), c.ChooseContact(wish=1, substitute=True),
    c.LeaveNumber(wish=1), c.AgreeDate(wish=1, due_at=DATES[0]),
])
def test_how_and_when_they_meet_is_not_the_officers_to_say(command):
    with pytest.raises(NotAllowed):
        check(who("officer"), command)
    for role in ("reception", "clerk", "manager"):
        check(who(role), command)


def test_an_officer_writes_down_a_date_that_the_client_agreed_to_only_for_the_own_department(day):
    agreed = c.AgreeDate(wish=1, due_at=DATES[0], place="department")
    check(who("officer"), agreed)
    with pytest.raises(r.NotAsked):
        day.do(agreed, **by("km-1"))
    entry = day.do(agreed, **by("so-d"))[0]
    assert (entry.kind, entry.body["place"]) == ("wish_dated", "department")
