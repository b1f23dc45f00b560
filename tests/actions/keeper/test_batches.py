"""What follows of several commands is stored in one batch, whatever the order in which the database changes rows."""

import asyncio
import json
from dataclasses import replace

import psycopg
import pytest

from okienko.core.hall import commands as c
from okienko.records.journal.loop_side import LoopSide
from tests.actions.keeper.conftest import house, rules_for
from tests.actions.keeper.test_faults import holds

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


def test_texts_of_any_letters_are_stored_as_they_were_sent(hall_url):
    """The journal's hashes are over what was meant; `verify` makes them anew from what the database gives back."""
    place = 'ul. "Cicha" \\ 3 {✓, 🏛} NULL \u2028 żółć \'a\''

    def own_places(slug, date):
        return replace(rules_for(slug, date), away_places=frozenset({place}))

    async def scene():
        async with house(hall_url, rules_for=own_places) as it:
            await it.open("1")
            for command in (TAKE, c.CallNext(desk="1"), c.Start(desk="1"), c.SendAway(desk="1", place=place)):
                await it.do(command)
            return it.store.entries_after(1, stream="hall", seq=0, limit=50)

    lines = asyncio.run(scene())
    assert json.loads(lines[-1].body)["place"] == place
    assert holds(hall_url)


@pytest.mark.postgres
def test_a_batch_that_fills_the_wire_is_sent_bit_by_bit(postgres_hall):
    async def scene():
        with psycopg.connect(postgres_hall, autocommit=True) as connection:
            side = LoopSide(connection.pgconn, seconds=30)
            await side.run(b"SELECT set_config('a.b', length($1::text)::text, false)", [b"x" * 30_000_000])
            with pytest.raises(psycopg.errors.DivisionByZero):
                await side.run(b"SELECT 1 / $1::int", [b"0"])
            await side.run(b"SELECT 1 / $1::int", [b"1"])
            return connection.execute("SELECT current_setting('a.b')").fetchone()

    assert asyncio.run(scene()) == ("30000000",)


def count_appended(it):
    """The lines of each batch that the keeper appends from now on."""
    appended, append = [], it.keeper._halls.store.append
    it.keeper._halls.store.append = lambda batch: appended.append(len(batch.lines)) or append(batch)
    return appended
