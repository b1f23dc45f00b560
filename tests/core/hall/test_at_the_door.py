"""Who may take a ticket by which way, and who may add a matter for whom."""

import pytest

from okienko.core.hall import commands as c
from okienko.core.hall.refusals import NoPhoneTickets, NotYourDesk
from okienko.core.people.duties import OnlyAtTheDoor, any_desk, check
from okienko.core.people.roles import PERSON_ROLES, permissions_of
from okienko.core.people.who import ANYBODY, PERSON, Who
from tests.core.hall.conftest import Day, make_rules


def with_role(role):
    return Who(kind=PERSON, id=1, office="demo", permissions=permissions_of([role]), staff_id="jan")


def test_where_no_tickets_are_given_on_the_phone_no_way_to_a_phone_ticket_is_left():
    day = Day(make_rules(phone_tickets=False))
    day.do(c.OpenDay())
    with pytest.raises(NoPhoneTickets):
        day.do(c.Take(matters=("id-card",), channel="pocket"))
    for channel in ("kiosk", "reception"):
        day.do(c.Take(matters=("id-card",), channel=channel))
    assert len(day.hall.visits) == 2


@pytest.mark.parametrize("claim", [{"priority": "statutory"}, {"persons": 20}, {"persons": 2}])
def test_what_only_the_door_can_see_is_not_claimed_by_a_stranger(claim):
    with pytest.raises(OnlyAtTheDoor):
        check(ANYBODY, c.Take(matters=("id-card",), **claim))
    check(ANYBODY, c.Take(matters=("id-card",)))


def test_a_clerk_adds_no_matter_to_the_client_of_another_desk(day):
    day.do(c.Take(matters=("id-card",)))
    day.do(c.OpenDesk(desk="1", person="anna"))
    day.do(c.CallNext(desk="1"))
    day.do(c.Start(desk="1"))
    more = c.AddMatter(visit=1, service="car")
    with pytest.raises(NotYourDesk):
        day.do(more, by="person:jan", any_desk=False)
    day.do(more, by="person:anna", any_desk=False)
    assert len(day.hall.visits[1].matters) == 2


def test_of_all_who_work_here_reception_and_the_manager_add_a_matter_at_any_desk():
    more = c.AddMatter(visit=1, service="car")
    assert [role for role in PERSON_ROLES if any_desk(with_role(role), more)] == ["reception", "manager"]
    assert [role for role in PERSON_ROLES if any_desk(with_role(role), c.CallNext(desk="1"))] == ["manager"]
