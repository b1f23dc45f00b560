"""SQLite: the event loop stores a batch itself, but never waits for another writer nor, twice, for a slow disk."""

import asyncio
import sqlite3
import threading
import time

import pytest

from okienko.actions.keeper import Unavailable
from okienko.core.hall import commands as c
from okienko.records.address import sqlite_path
from okienko.records.gate import gate_of
from okienko.records.journal import sqlite
from tests.actions.keeper.conftest import house
from tests.actions.keeper.test_faults import holds

TAKE = c.Take(matters=("id-card",))


@pytest.fixture
def stored_by(monkeypatch):
    """The threads in which batches were stored, in order."""
    threads, run = [], sqlite.SqliteStore._run

    def noted(store, arguments, *, patience):
        threads.append("loop" if threading.current_thread() is threading.main_thread() else "thread")
        run(store, arguments, patience=patience)

    monkeypatch.setattr(sqlite.SqliteStore, "_run", noted)
    monkeypatch.setattr(sqlite, "AT_ONCE", 5.0)
    return threads


def test_while_nobody_else_writes_the_loop_stores_it_itself(sqlite_hall, stored_by) -> None:
    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            return [(await it.do(TAKE)).ticket for _ in range(3)]

    assert asyncio.run(scene()) == ["D001", "D002", "D003"]
    assert stored_by == ["thread", "loop", "loop", "loop"]
    assert holds(sqlite_hall)


def test_behind_another_writer_of_the_process_it_waits_in_the_thread(sqlite_hall, stored_by) -> None:
    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            is_held, may_end = threading.Event(), threading.Event()

            def write():
                with gate_of(sqlite_path(sqlite_hall)).turn():
                    is_held.set()
                    may_end.wait(10)

            writer = threading.Thread(target=write)
            writer.start()
            is_held.wait(10)
            asked = asyncio.ensure_future(it.do(TAKE))
            await asyncio.sleep(0.1)
            was_free = not asked.done()
            may_end.set()
            writer.join()
            return was_free, (await asked).ticket

    assert asyncio.run(scene()) == (True, "D001")
    assert stored_by == ["thread", "thread"]


def test_another_process_is_waited_for_in_the_thread(sqlite_hall, stored_by, monkeypatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 300)

    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            other = sqlite3.connect(sqlite_path(sqlite_hall), isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            asked = asyncio.ensure_future(it.do(TAKE))
            await asyncio.sleep(0.01)
            kept_the_loop = time.monotonic() - began
            with pytest.raises(Unavailable):
                await asked
            other.execute("ROLLBACK")
            other.close()
            return kept_the_loop < 0.25, (await it.do(TAKE)).ticket

    assert asyncio.run(scene()) == (True, "D001")
    assert stored_by == ["thread", "loop", "thread", "loop"]
    assert holds(sqlite_hall)


def test_after_a_batch_that_took_long_the_thread_stores_the_next_ones(sqlite_hall, stored_by, monkeypatch) -> None:
    monkeypatch.setattr(sqlite, "AT_ONCE", 0.0)
    monkeypatch.setattr(sqlite, "BY_THREAD", 2)

    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            for _ in range(4):
                await it.do(TAKE)

    asyncio.run(scene())
    assert stored_by == ["thread", "loop", "thread", "thread", "loop"]
    assert holds(sqlite_hall)
