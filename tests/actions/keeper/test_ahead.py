"""While one turn is stored the next one is decided; nothing of it is told, shown or kept before it is stored itself."""

import asyncio
import itertools

import pytest

from okienko.actions.keeper import Answer, Unavailable
from okienko.actions.keeper.answer import Failed
from okienko.core.hall import commands as c
from okienko.records.journal import Conflict, OutcomeUnknown, StoreUnavailable
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import house
from tests.actions.keeper.offices import OFFICES
from tests.actions.keeper.test_faults import holds

TAKE = c.Take(matters=("id-card",))


class Slow:
    """A real store whose appending waits at a gate; the next one may fail instead, before or after it is stored."""

    #: SQLite's own is one only for many commands; what holds of deciding ahead holds over its tables as well.
    apart_from = 1

    def __init__(self, url: str) -> None:
        self._store = open_store(url)
        self.gate = asyncio.Event()
        self.gate.set()
        self.failure: Exception | None = None
        self.is_lost_after = False
        self.seconds = 0.0
        self.sizes: list[int] = []

    def __getattr__(self, name):
        return getattr(self._store, name)

    async def append(self, batch):
        self.sizes.append(len(batch.lines))
        await self.gate.wait()
        await asyncio.sleep(self.seconds)
        failure, self.failure = self.failure, None
        if failure is None or self.is_lost_after:
            await self._store.append(batch)
        if failure is not None:
            raise failure


async def in_flight_and_ahead(it, first: int, second: int):
    """So many tickets are asked for and not stored yet, and so many more are decided on top of them."""
    before = it.hall().seq
    it.store.gate.clear()
    early = [asyncio.ensure_future(it.do(TAKE)) for _ in range(first)]
    while it.hall().seq < before + first:
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    late = [asyncio.ensure_future(it.do(TAKE)) for _ in range(second)]
    while it.hall().seq < before + first + second:
        await asyncio.sleep(0)
    return early, late


def test_what_comes_while_a_turn_is_stored_is_decided_meanwhile_and_stored_next(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open()
            early, late = await in_flight_and_ahead(it, 3, 4)
            told = [each.done() for each in early + late]
            it.store.gate.set()
            return told, [answer.ticket for answer in await asyncio.gather(*early, *late)], it.store.sizes

    told, tickets, sizes = asyncio.run(scene())
    assert not any(told)
    assert tickets == [f"D{number:03}" for number in range(1, 8)]
    assert sizes == [1, 3, 4]
    assert holds(hall_url)


def test_who_comes_after_the_next_turn_was_made_ready_is_in_the_one_after(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open()
            early, late = await in_flight_and_ahead(it, 3, 3)
            last = [asyncio.ensure_future(it.do(TAKE)) for _ in range(2)]
            await asyncio.sleep(0.01)
            it.store.gate.set()
            return [answer.ticket for answer in await asyncio.gather(*early, *late, *last)], it.store.sizes

    assert asyncio.run(scene()) == ([f"D{number:03}" for number in range(1, 9)], [1, 3, 3, 2])
    assert holds(hall_url)


def test_nobody_sees_what_is_decided_ahead(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open()
            await it.keeper.watch(OFFICES[0], "public")
            shown = (await it.keeper.state(OFFICES[0], "public")).seq
            early, late = await in_flight_and_ahead(it, 2, 2)
            during = (await it.keeper.state(OFFICES[0], "public")).seq
            look = asyncio.ensure_future(it.keeper.look(OFFICES[0], lambda hall, rules: hall.seq))
            await asyncio.sleep(0.1)
            is_seen_early = look.done() or it.published != []
            it.store.gate.set()
            await asyncio.gather(*early, *late)
            return shown, during, is_seen_early, await look, (await it.keeper.state(OFFICES[0], "public")).seq

    assert asyncio.run(scene()) == (1, 1, False, 5, 5)


@pytest.mark.parametrize("failure", [Conflict("another node was faster"), StoreUnavailable("the disk is full")])
@pytest.mark.parametrize("count", [1, 3])
def test_what_was_decided_on_top_of_a_turn_that_is_not_stored_is_decided_again(hall_url, failure, count):
    """Also what was made ready to be sent already, because as many had come as are in the turn before."""
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open()
            early, late = await in_flight_and_ahead(it, 2, count)
            it.store.failure = failure
            it.store.gate.set()
            return await asyncio.gather(*early, *late, return_exceptions=True)

    results = asyncio.run(scene())
    lost = 0 if isinstance(failure, Conflict) else 2
    assert [type(result) for result in results[:2]] == [Unavailable if lost else Answer] * 2
    tickets = [result.ticket for result in results if isinstance(result, Answer)]
    assert tickets == [f"D{number:03}" for number in range(1, 3 + count - lost)]
    assert holds(hall_url)


def test_a_turn_whose_commit_was_cut_off_but_is_stored_is_answered_and_the_next_one_kept(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open()
            early, late = await in_flight_and_ahead(it, 2, 3)
            it.store.failure, it.store.is_lost_after = OutcomeUnknown("the line is dead"), True
            it.store.gate.set()
            return [answer.ticket for answer in await asyncio.gather(*early, *late)]

    assert asyncio.run(scene()) == [f"D{number:03}" for number in range(1, 6)]
    assert holds(hall_url)


def test_a_command_that_breaks_its_hall_ahead_of_a_turn_takes_nobody_with_it(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open("1")
            early, late = await in_flight_and_ahead(it, 2, 2)
            broken = asyncio.ensure_future(it.do(c.Take(matters=("id-card",), language="\ud800")))
            last = asyncio.ensure_future(it.do(TAKE))
            await asyncio.sleep(0.01)
            it.store.gate.set()
            done = await asyncio.gather(*early, *late, last)
            with pytest.raises(Exception) as said:
                await broken
            return [answer.ticket for answer in done], said.value.status

    tickets, status = asyncio.run(scene())
    assert (sorted(tickets), status) == ([f"D{number:03}" for number in range(1, 6)], 422)
    assert holds(hall_url)


@pytest.mark.parametrize("count", [2, 3])
def test_what_cannot_be_given_to_the_database_is_told_to_nobody_as_done(sqlite_hall, monkeypatch, count):
    """The turn before it is stored and told. One that has as many in it is made ready before its time."""
    async def scene():
        async with house(sqlite_hall, store=Slow(sqlite_hall)) as it:
            await it.open()
            early, _ = await in_flight_and_ahead(it, 3, 0)
            monkeypatch.setattr("okienko.actions.keeper.turn.add_rows", lambda batch, memory: 1 / 0)
            late = [asyncio.ensure_future(it.do(TAKE)) for _ in range(count)]
            await asyncio.sleep(0.01)
            it.store.gate.set()
            told = await asyncio.gather(*early, *late, return_exceptions=True)
            monkeypatch.undo()
            return told, await it.do(TAKE)

    told, after = asyncio.run(scene())
    assert [type(each) for each in told] == [Answer] * 3 + [Failed] * count
    assert after.ticket == "D004"
    assert holds(sqlite_hall)


def test_an_office_that_has_to_be_loaded_is_not_kept_waiting_by_the_rush_in_another(hall_url):
    async def scene():
        async with house(hall_url, store=Slow(hall_url)) as it:
            await it.open("1")
            it.store.seconds = 0.02
            answers = []

            async def rush():
                for command in itertools.cycle((c.PauseDesk(desk="1"), c.ResumeDesk(desk="1"))):
                    answers.append(it.keeper.submit(OFFICES[0], command, by="system", any_desk=True))
                    await asyncio.sleep(0.0005)

            rushing = asyncio.ensure_future(rush())
            await asyncio.sleep(0.05)
            opened = await asyncio.wait_for(it.do(c.OpenDay(), office=OFFICES[1]), 4)
            rushing.cancel()
            await asyncio.gather(*answers)
            return opened.seq

    assert asyncio.run(scene()) == 1
