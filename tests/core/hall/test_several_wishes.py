"""A client may wish to meet several officers: none of the wishes is refused for another, each follows in turn."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.picture import ticket_view


def states(day):
    return [wish.state for wish in day.hall.wishes.values()]


def meet(day, wish, person):
    day.do(c.AnswerWish(wish=wish, person=person))
    day.do(c.StartMeeting(wish=wish, person=person))


def test_a_wish_for_another_department_is_kept_and_follows(day):
    visit = day.take("talk", department="SO")
    day.do(c.AskOfficer(visit=1, department="KM"))
    assert states(day) == ["seeking", "asked"]
    meet(day, 1, "so-1")
    day.do(c.EndMeeting(wish=1))
    assert states(day) == ["met", "seeking"]
    assert (visit.state, visit.event, visit.wish) == ("parked", "officer", 2)
    meet(day, 2, "km-1")
    day.do(c.EndMeeting(wish=2))
    assert (states(day), visit.state) == (["met", "met"], "finished")


@pytest.mark.parametrize("way", ["withdrawn", "dated", "offering"])
def test_the_kept_wish_follows_whatever_became_of_the_first(day, way):
    day.take("talk", department="SO")
    day.do(c.AskOfficer(visit=1, department="KM"))
    if way == "offering":
        for person in ("so-1", "so-2", "so-d", "so-h"):
            day.do(c.SetPresence(person=person, presence="out"))
    else:
        day.do(c.WithdrawWish(wish=1) if way == "withdrawn" else c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    assert states(day) == [way, "seeking"]
    assert (day.hall.visits[1].state, day.hall.visits[1].wish) == ("parked", 2)


def test_a_wish_with_a_date_hinders_no_wish_of_today(day):
    visit = day.take()
    day.do(c.AskOfficer(visit=1))
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    day.do(c.AskOfficer(visit=1))
    assert (states(day), visit.wish) == (["dated", "seeking"], 2)
    day.do(c.WithdrawWish(wish=2))
    assert visit.wish == 1


def test_what_the_clerk_asked_hinders_no_wish_of_the_client(day):
    day.open("1")
    day.take()
    day.serve("1")
    day.do(c.AskOfficer(visit=1, asked_by="clerk"))
    day.do(c.AskOfficer(visit=1, named="so-2"))
    assert states(day) == ["seeking", "asked"]
    with pytest.raises(r.WishUnderWay) as same:
        day.do(c.AskOfficer(visit=1, named="so-2"))
    facts = same.value.facts
    assert (facts["wish"], facts["state"], facts["department"], facts["named"]) == (2, "asked", "SO", "so-2")


def test_after_they_have_met_the_client_may_wish_it_again(day):
    day.take()
    day.do(c.AskOfficer(visit=1))
    meet(day, 1, "so-1")
    day.do(c.EndMeeting(wish=1))
    day.do(c.AskOfficer(visit=1))
    assert states(day) == ["met", "seeking"]


def test_a_kept_wish_can_be_withdrawn_or_get_a_date_at_once(day):
    visit = day.take("talk", department="SO")
    day.do(c.AskOfficer(visit=1, department="KM"))
    day.do(c.AgreeDate(wish=2, due_at=day.rules.dates[0]))
    day.do(c.AskOfficer(visit=1, department="KASA"))
    day.do(c.WithdrawWish(wish=3))
    assert (states(day), visit.state) == (["seeking", "dated", "withdrawn"], "parked")


def test_nobody_is_in_two_conversations_at_once(day):
    visit = day.take()
    day.do(c.AskOfficer(visit=1))
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    day.do(c.AskOfficer(visit=1))
    meet(day, 2, "so-1")
    with pytest.raises(r.ClientBusy):
        day.do(c.StartMeeting(wish=1, person="so-2"))
    with pytest.raises(r.WrongState):
        day.do(c.Resume(visit=1))
    assert (visit.state, visit.wish) == ("away", 2)


def test_who_gives_up_the_ticket_withdraws_all_wishes_of_today_and_keeps_the_date(day):
    day.take()
    day.do(c.AskOfficer(visit=1))
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    day.do(c.AskOfficer(visit=1))
    day.do(c.AskOfficer(visit=1, department="KM"))
    day.do(c.Leave(visit=1))
    assert states(day) == ["dated", "withdrawn", "withdrawn"]


def test_the_holder_sees_the_foremost_wish_and_the_others(day):
    day.take()
    day.do(c.AskOfficer(visit=1))
    day.do(c.AskOfficer(visit=1, department="KM"))
    meet(day, 1, "so-1")
    view = ticket_view(day.hall, 1, rules=day.rules)
    assert view["wish"]["number"] == 1
    assert [(wish["number"], wish["department"]) for wish in view["wishes"]] == [(2, "KM")]


def test_who_asks_without_a_department_and_has_no_matter_of_one_asks_where_it_was_asked_before(day):
    services = {**day.rules.services, "talk": type(day.rules.services["talk"])(
        id="talk", queue="S", department="*", is_meeting=True)}
    day.rules = type(day.rules)(**{f: getattr(day.rules, f) for f in day.rules.__slots__} | {"services": services})
    day.take("talk", department="KM")
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    day.do(c.AskOfficer(visit=1))
    assert day.hall.wishes[2].department == "KM"


def test_reception_agrees_a_date_for_somebody_without_a_ticket_when_no_more_are_given(day):
    day.do(c.StopTickets())
    day.do(c.AskOfficer(department="KM"))
    wish = day.hall.wishes[1]
    assert (wish.state, wish.visit) == ("offering", None)
    day.do(c.AgreeDate(wish=1, due_at=day.rules.dates[0]))
    assert day.hall.wishes[1].state == "dated"


def test_a_consent_taken_back_frees_the_substitute_and_asks_the_named_person(day):
    day.take()
    day.do(c.AskOfficer(visit=1, named="so-1"))
    day.do(c.DeferWish(wish=1, person="so-1"))
    day.do(c.ChooseContact(wish=1, substitute=True))
    day.do(c.AnswerWish(wish=1, person="so-2"))
    day.do(c.ChooseContact(wish=1, substitute=False))
    wish = day.hall.wishes[1]
    assert (wish.state, wish.asked, wish.person) == ("seeking", ("so-1",), None)
    day.do(c.AnswerWish(wish=1, person="so-1"))
    assert day.hall.wishes[1].person == "so-1"


def test_a_consent_taken_back_while_others_are_asked_asks_the_named_person_only(day):
    day.take()
    day.do(c.AskOfficer(visit=1, named="so-1"))
    day.do(c.SetPresence(person="so-1", presence="out"))
    day.do(c.ChooseContact(wish=1, substitute=True))
    assert day.hall.wishes[1].asked == ("so-2",)
    day.do(c.ChooseContact(wish=1, substitute=False))
    assert (day.hall.wishes[1].state, day.hall.wishes[1].asked) == ("offering", ())
