"""Which date may be agreed: one that is offered, at which somebody can come, and no other."""

from datetime import timedelta

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall import refusals as r
from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.ways import dates_for

from .conftest import DATES


def ask(day, **facts):
    day.do(c.AskOfficer(visit=day.take().number, **facts))
    return day.hall.wishes[day.hall.last_wish]


def offered(day, wish):
    return dates_for(Act(hall=day.hall, at=day.now, rules=day.rules), wish)


@pytest.mark.parametrize("span", [timedelta(minutes=-1), timedelta(0), timedelta(minutes=30), timedelta(days=1),
                                  timedelta(days=11, hours=1), timedelta(days=4000)])
def test_a_date_that_is_not_offered_is_refused_with_those_that_are(day, span):
    ask(day)
    with pytest.raises(r.DateNotOffered) as refused:
        day.do(c.AgreeDate(wish=1, due_at=day.now + span))
    assert refused.value.facts["offered"][0] == DATES[0].isoformat()
    assert day.hall.wishes[1].state == "seeking"


def test_each_date_that_is_offered_can_be_agreed(day):
    for moment in offered(day, ask(day)):
        day.do(c.AgreeDate(wish=1, due_at=moment))
        assert day.hall.wishes[1].due_at == moment


def test_at_one_moment_as_many_clients_as_officers_of_the_department(day):
    for _ in range(4):
        wish = ask(day)
        assert DATES[0] in offered(day, wish)
        day.do(c.AgreeDate(wish=wish.number, due_at=DATES[0]))
    fifth = ask(day)
    assert offered(day, fifth)[0] == DATES[1]
    with pytest.raises(r.DateNotOffered):
        day.do(c.AgreeDate(wish=fifth.number, due_at=DATES[0]))
    assert DATES[0] in offered(day, ask(day, department="KM"))


def test_a_person_asked_for_by_name_is_promised_to_one_client_at_a_time(day):
    ask(day, named="so-1")
    day.do(c.AgreeDate(wish=1, due_at=DATES[0]))
    assert offered(day, ask(day, named="so-1"))[0] == DATES[1]
    assert offered(day, ask(day, named="so-2"))[0] == DATES[0]
    assert DATES[0] in offered(day, day.hall.wishes[1])


def test_as_the_days_go_by_past_dates_are_not_offered(day):
    wish = ask(day)
    day.now = DATES[0]
    assert offered(day, wish)[0] == DATES[1]
