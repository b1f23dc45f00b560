"""A wish never waits for nobody: whoever cannot answer is not asked, and who goes out is passed over at once."""

import pytest

from okienko.core.contact.search import waits_for_nobody
from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r

from .conftest import make_rules


def out(day, *people):
    for person in people:
        day.do(c.SetPresence(person=person, presence="out"))


@pytest.mark.parametrize("person", ["anna", "ewa"])
def test_a_clerk_cannot_be_asked_for_as_an_officer(day, person):
    visit = day.take()
    before = day.hall.seq
    for command in (c.AskOfficer(visit=visit.number, named=person), c.Take(matters=("talk",), named=person)):
        with pytest.raises(r.NotAnOfficer):
            day.do(command)
    assert day.hall.seq == before


def test_everybody_whom_a_department_asks_can_be_asked_for_by_name():
    rules = make_rules()
    assert [p for p in rules.people if rules.may_be_asked(p)] == ["kasia", "so-1", "so-2", "so-d", "so-h", "km-1"]


def test_when_all_who_are_asked_have_gone_out_the_next_step_is_taken_at_once(day):
    day.do(c.AskOfficer(visit=day.take().number))
    out(day, "so-1")
    assert day.hall.wishes[1].asked == ("so-1", "so-2")
    out(day, "so-2")
    assert day.hall.wishes[1].asked == ("so-d",)
    out(day, "so-h", "so-d")
    assert day.hall.wishes[1].state == "offering"


def test_who_had_promised_and_goes_out_leads_to_whoever_is_left_or_the_next_step(day):
    day.do(c.AskOfficer(visit=day.take().number))
    day.do(c.AnswerWish(wish=1, person="so-1"))
    out(day, "so-1")
    wish = day.hall.wishes[1]
    assert (wish.state, wish.person, set(wish.asked) - set(wish.deferred)) == ("seeking", None, {"so-2"})


def test_somebody_asked_for_by_name_who_is_out_leads_to_a_date_or_somebody_else(day):
    out(day, "so-1")
    day.do(c.AskOfficer(visit=day.take().number, named="so-1"))
    assert day.hall.wishes[1].state == "offering"
    day.do(c.ChooseContact(wish=1, substitute=True))
    assert day.hall.wishes[1].asked == ("so-2",)


def test_a_department_without_anybody_offers_a_date_at_once(day):
    out(day, "km-1")
    day.do(c.AskOfficer(visit=day.take("car").number))
    assert day.hall.wishes[1].state == "offering"
    assert not waits_for_nobody(day.hall.wishes[1], presence=day.hall.presence)
