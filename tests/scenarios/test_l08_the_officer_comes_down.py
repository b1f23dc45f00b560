"""L08: whoever wishes to meet the officer meets the officer, who comes down."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import ConsentMissing


def asks(monday, visit, **facts):
    return monday.do(c.AskOfficer(visit=visit, **facts), by=f"visit:{visit}").wish


def test_the_officer_comes_down_and_the_phone_says_who_where_and_when(monday):
    visit = monday.ticket("dowod-wniosek")
    wish = asks(monday, visit)
    monday.do(c.AnswerWish(wish=wish, person="so-8", minutes=4))
    shown = monday.phone(visit)["wish"]
    assert (shown["state"], shown["person"], shown["mode"]) == ("promised", "so-8", "comes-down")
    assert shown["post"] == "Spotkania 1"
    assert shown["due_at"]


def test_not_now_leads_to_the_deputy_then_the_head_and_never_to_a_no(monday):
    visit = monday.ticket("dowod-wniosek")
    wish = asks(monday, visit)
    steps = []
    for officer in ("so-8", "so-7", "so-6", "bok-3"):
        steps.append(monday.phone(visit)["wish"]["step"])
        monday.do(c.DeferWish(wish=wish, person=officer))
    assert steps == ["officers", "deputy", "head", "office"]
    offered = monday.phone(visit)["wish"]
    assert (offered["state"], offered["step"]) == ("offering", "date")


def test_a_person_asked_for_by_name_is_replaced_only_with_consent(monday):
    visit = monday.ticket("dowod-wniosek")
    wish = asks(monday, visit, named="so-7")
    with pytest.raises(ConsentMissing):
        monday.do(c.AnswerWish(wish=wish, person="so-8"))
    monday.do(c.ChooseContact(wish=wish, substitute=True), by=f"visit:{visit}")
    monday.do(c.AnswerWish(wish=wish, person="so-8"))


def test_a_wish_that_could_not_be_met_today_is_open_tomorrow(monday):
    visit = monday.ticket("dowod-wniosek")
    wish = asks(monday, visit)
    monday.do(c.CloseDay(even_waiting=True))
    monday.later(days=1)
    monday.do(c.OpenDay())
    assert monday.hall(lambda hall, rules: hall.wishes[wish].is_open)
