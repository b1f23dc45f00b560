"""What follows of several commands is stored in one batch, whatever the order in which the database changes rows."""

import asyncio

from okienko.core.hall import commands as c
from tests.actions.keeper.conftest import house

TAKE = c.Take(matters=("id-card",))


def test_a_desk_is_freed_and_taken_by_a_new_visit_in_one_batch(hall_url):
    """The old visit's row has to leave the desk before the new one's comes to it, whatever the database does first."""
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            for command in (TAKE, c.CallNext(desk="1"), c.Start(desk="1")):
                await it.do(command)
            appended = count_appended(it)
            await asyncio.gather(it.do(TAKE), it.do(c.CallNext(desk="1")))
            return appended

    assert asyncio.run(scene()) == [3]


def test_a_desk_is_freed_by_a_later_ticket_and_taken_by_an_earlier_one_in_one_batch(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open("1")
            for command in (TAKE, TAKE, c.CallVisit(desk="1", visit=2, reason="health"), c.Start(desk="1")):
                await it.do(command)
            appended = count_appended(it)
            await it.do(c.CallNext(desk="1"))
            return appended

    assert asyncio.run(scene()) == [2]


def count_appended(it):
    """The lines of each batch that the keeper appends from now on."""
    appended, append = [], it.keeper._halls.store.append
    it.keeper._halls.store.append = lambda batch: appended.append(len(batch.lines)) or append(batch)
    return appended
