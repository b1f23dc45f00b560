"""How a wish ends without a meeting: by the client's own word, wherever it is said, or by absence after the date."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.people.duties import NotAllowed, check
from okienko.core.people.roles import permissions_of
from okienko.core.people.who import PERSON, Who

from .conftest import make_rules


@pytest.fixture
def gone(day):
    """A wish whose client has left the office; what is open is a date."""
    visit = day.take()
    day.do(c.Leave(visit=visit.number))
    day.do(c.AskOfficer(visit=visit.number))
    return day


def dated(day):
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    return day.hall.wishes[1]


@pytest.mark.parametrize(("by", "place", "by_phone"), [
    ("person:anna", "reception", False), ("person:anna", "reception", True),
    ("person:so-1", "department", True), ("person:so-h", "department", False)])
def test_what_the_client_said_is_written_down_with_the_place(gone, by, place, by_phone):
    entry, = gone.do(c.WithdrawWish(wish=1, place=place, by_phone=by_phone), by=by, any_desk=False)
    assert gone.hall.wishes[1].state == "withdrawn"
    assert (entry.body["place"], entry.body["by_phone"]) == (place, by_phone)


@pytest.mark.parametrize(("by", "place", "refusal"), [
    ("person:so-1", None, r.WordMissing), ("person:so-1", "in the stairs", r.WordMissing),
    ("person:km-1", "department", r.NotAsked)])
def test_nobody_withdraws_instead_of_the_client(gone, by, place, refusal):
    with pytest.raises(refusal):
        gone.do(c.WithdrawWish(wish=1, place=place), by=by, any_desk=False)
    assert gone.hall.wishes[1].is_open


@pytest.mark.parametrize("command", [c.WithdrawWish(wish=1, place="reception"), c.LapseWish(wish=1, place="reception")])
def test_for_reception_speaks_only_whoever_works_at_the_door(command):
    check(Who(kind=PERSON, permissions=permissions_of(["reception"])), command)
    for role in ("officer", "clerk", "auditor"):
        with pytest.raises(NotAllowed):
            check(Who(kind=PERSON, permissions=permissions_of([role])), command)


def test_that_a_client_did_not_come_is_said_only_once_the_date_has_passed(gone):
    wish = dated(gone)
    with pytest.raises(r.DateNotPassed):
        gone.do(c.LapseWish(wish=1, place="department"), by="person:so-1", any_desk=False)
    gone.now = wish.due_at
    gone.do(c.LapseWish(wish=1, place="department"), by="person:so-1", any_desk=False)
    assert gone.hall.wishes[1].state == "lapsed"


@pytest.mark.parametrize("state", ["seeking", "offering", "promised", "meeting"])
def test_an_absence_is_said_of_an_agreed_date_only(day, state):
    day.do(c.AskOfficer(visit=day.take().number, named="so-1"))
    if state == "offering":
        day.do(c.DeferWish(wish=1, person="so-1"))
    elif state in ("promised", "meeting"):
        day.do(c.AnswerWish(wish=1, person="so-1"))
    if state == "meeting":
        day.do(c.StartMeeting(wish=1, person="so-1"))
    assert day.hall.wishes[1].state == state
    with pytest.raises(r.WrongState):
        day.do(c.LapseWish(wish=1, place="reception"), after=100_000)


def test_a_client_who_comes_after_all_is_looked_for_again(gone):
    gone.now = dated(gone).due_at
    gone.do(c.LapseWish(wish=1, place="reception"))
    gone.do(c.SeekAgain(wish=1))
    assert (gone.hall.wishes[1].state, gone.hall.wishes[1].asked) == ("seeking", ("so-1", "so-2"))


def test_who_missed_a_date_may_wish_anew_and_the_old_wish_does_not_come_between(day):
    visit = day.take()
    day.do(c.AskOfficer(visit=visit.number))
    day.now = dated(day).due_at
    day.do(c.LapseWish(wish=1, place="reception"))
    day.do(c.AskOfficer(visit=visit.number))
    assert visit.wish == 2
    with pytest.raises(r.WishUnderWay):
        day.do(c.SeekAgain(wish=1))


def test_a_lapsed_wish_is_not_carried_into_the_next_day(gone):
    gone.now = dated(gone).due_at
    gone.do(c.LapseWish(wish=1, place="reception"))
    gone.do(c.CloseDay())
    gone.rules = make_rules(day=gone.rules.day + timedelta(days=1))
    gone.do(c.OpenDay())
    assert gone.hall.wishes == {}


@pytest.fixture
def offering(day):
    """Client 1 sits at desk 1, client 2 at desk 2; nobody could come to client 1."""
    day.open("1", "2")
    day.take()
    day.take()
    day.serve("1")
    day.serve("2")
    day.do(c.AskOfficer(visit=1, named="so-1"))
    day.do(c.DeferWish(wish=1, person="so-1"))
    assert day.hall.wishes[1].state == "offering"
    return day


@pytest.mark.parametrize(("by", "any_desk"), [("person:anna", False), ("visit:1", False), ("person:any", True)])
def test_the_client_the_clerk_who_serves_and_reception_have_an_officer_looked_for_again(offering, by, any_desk):
    offering.do(c.SeekAgain(wish=1), by=by, any_desk=any_desk)
    assert offering.hall.wishes[1].state in ("seeking", "offering")
    assert offering.journal[-1].kind == "wish_sought"


@pytest.mark.parametrize("command", [c.SeekAgain(wish=1), c.SeekAgain(wish=1, visit=1)])
def test_a_clerk_whom_the_wish_does_not_concern_looks_for_nobody(offering, command):
    for by in ("person:jan", "person:so-1", "person:ola"):
        with pytest.raises(r.NotYourClient):
            offering.do(command, by=by, any_desk=False)


def test_nobody_is_looked_for_by_phone_for_a_client_who_has_gone(gone):
    dated(gone)
    with pytest.raises(r.WrongState):
        gone.do(c.SeekAgain(wish=1), by="visit:1", any_desk=False)
