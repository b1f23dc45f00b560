"""Whoever watches the server is told whether what people do can be stored."""

import asyncio
import contextlib

import pytest

from okienko.actions.keeper import Unavailable
from okienko.actions.keeper.pulse import DOUBT_SECONDS, NOT_STORED, STOPPED, STUCK, STUCK_SECONDS, UNREACHABLE, Pulse
from okienko.core.hall import commands as c
from okienko.records.journal import Conflict, StoreUnavailable
from tests.actions.keeper.conftest import house

TAKE = c.Take(matters=("id-card",))


async def raising(error: Exception) -> None:
    raise error


def noted(pulse: Pulse, error: Exception) -> str | None:
    async def scene():
        with contextlib.suppress(type(error)):
            await pulse.batch(raising(error))

    asyncio.run(scene())
    return pulse.trouble()


def test_a_batch_that_was_not_stored_is_believed_to_be_followed_by_others_for_a_while():
    moment = [100.0]
    pulse = Pulse(lambda: moment[0])
    assert noted(pulse, StoreUnavailable("full")) == NOT_STORED
    moment[0] += DOUBT_SECONDS - 1
    assert pulse.trouble() == NOT_STORED
    moment[0] += 1
    assert pulse.trouble() is None


def test_a_lost_race_is_no_trouble():
    assert noted(Pulse(), Conflict("another node was faster")) is None


def test_a_batch_that_is_held_up_is_told():
    moment = [100.0]

    async def scene():
        pulse, gate = Pulse(lambda: moment[0]), asyncio.Event()
        waiting = asyncio.get_running_loop().create_task(pulse.batch(gate.wait()))
        await asyncio.sleep(0)
        at_first = pulse.trouble()
        moment[0] += STUCK_SECONDS
        held_up = pulse.trouble()
        gate.set()
        await waiting
        return at_first, held_up, pulse.trouble()

    assert asyncio.run(scene()) == (None, STUCK, None)


def test_a_full_disk_is_told_until_something_is_stored_again(sqlite_hall):
    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            before = it.keeper.trouble()
            connection = it.store._writer
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")
            with pytest.raises(Unavailable):
                while True:
                    await it.do(TAKE)
            full = it.keeper.trouble()
            connection.execute("PRAGMA max_page_count=1000000")
            await it.do(TAKE)
            return before, full, it.keeper.trouble()

    assert asyncio.run(scene()) == (None, NOT_STORED, None)


def test_a_database_that_does_not_answer_is_told_before_anybody_asks_for_something(hall_url):
    async def scene():
        async with house(hall_url, look=0.02) as it:
            await it.open()
            away = True

            def highest(offices, known=it.store.highest):
                if away:
                    raise StoreUnavailable("away")
                return known(offices)

            it.store.highest = highest
            while it.keeper.trouble() is None:
                await asyncio.sleep(0.01)
            told = it.keeper.trouble()
            away = False
            while it.keeper.trouble() is not None:
                await asyncio.sleep(0.01)
        return told, it.keeper.trouble()

    assert asyncio.run(asyncio.wait_for(scene(), 20)) == (UNREACHABLE, STOPPED)
