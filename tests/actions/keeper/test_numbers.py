"""Where the number that a client leaves is erased: with the wish, with another choice, at the close of the day."""

import asyncio

import pytest

from okienko.actions.followers import NumbersFollower, catch_up
from okienko.core.hall import commands as c
from okienko.records.contact.number import CallbackNumber
from tests.actions.keeper.conftest import DATE, house, sql
from tests.actions.keeper.offices import OFFICES
from tests.actions.keeper.test_followers import journal
from tests.core.hall.conftest import MORNING

__all__ = ["journal"]
NUMBER = "600700800"


async def a_wish(url, *then):
    async with house(url) as it:
        await it.open()
        await it.do(c.Take(matters=("id-card",)))
        await it.do(c.AskOfficer(visit=1))
        it.later(seconds=60)
        await it.do(c.LeaveNumber(wish=1))
        it.later(seconds=60)
        for command in then:
            await it.do(command)


def kept(url, journal, *then):
    with sql(url) as run:
        (office,), = run(f"SELECT id FROM records_office WHERE slug = '{OFFICES[0]}'")
        CallbackNumber.objects.create(office_id=office, wish=1, phone=NUMBER, given_at=MORNING)
        asyncio.run(a_wish(url, *then))
        catch_up(NumbersFollower(), journal)
        bodies = " ".join(body + by for body, by in run("SELECT body, by FROM records_entry"))
    assert NUMBER not in bodies
    return CallbackNumber.objects.filter(office_id=office).exists()


ENDS = {
    "withdrawn": [c.WithdrawWish(wish=1)],
    "met": [c.AnswerWish(wish=1, person="so-1"), c.StartMeeting(wish=1, person="so-1"), c.EndMeeting(wish=1)],
    "another way": [c.ChooseContact(wish=1, prefers="comes-down")],
    "the ticket given up": [c.Leave(visit=1)],
    "day closed": [c.CloseDay(even_waiting=True)],
}


@pytest.mark.parametrize("then", ENDS.values(), ids=ENDS)
def test_the_number_is_erased_as_soon_as_it_serves_nothing(hall_url, journal, then):
    assert not kept(hall_url, journal, *then)


STAYS = {
    "asked": [],
    "promised": [c.AnswerWish(wish=1, person="so-1")],
    "a date is agreed": [c.AgreeDate(wish=1, due_at=DATE, mode="phone"), c.CloseDay(even_waiting=True)],
}


@pytest.mark.parametrize("then", STAYS.values(), ids=STAYS)
def test_it_is_kept_while_somebody_is_to_call(hall_url, journal, then):
    assert kept(hall_url, journal, *then)
