"""The connection over which the keeper writes is lost, in each way in which it can be: nobody waits for ever.

On the loop with which the server runs, for it tells less of the end of a connection than asyncio's own.
"""

import asyncio
import os
import signal
import threading

import psycopg
import pytest
import uvloop

from okienko.actions.keeper import Answer
from tests.actions.keeper.conftest import house
from tests.actions.keeper.test_faults import TAKE, holds, until_it_works

SECONDS = 10


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def play(request):
    """Plays a scene on a loop of this kind, for some seconds at most."""
    def run(scene):
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(asyncio.wait_for(scene(), SECONDS))

    return run


def end_writer(url: str, it) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", (it.store._backend,))


def test_a_connection_that_ended_while_it_was_quiet_is_made_anew(postgres_hall, play) -> None:
    async def scene():
        async with house(postgres_hall) as it:
            await it.open()
            first = await it.do(TAKE)
            await asyncio.to_thread(end_writer, postgres_hall, it)
            return first, await until_it_works(it)

    first, after = play(scene)
    assert (first.ticket, after.ticket) == ("D001", "D002")
    assert holds(postgres_hall)


def test_a_connection_that_ends_in_the_commit_leaves_one_ticket_each(postgres_hall, play) -> None:
    async def scene():
        async with house(postgres_hall) as it:
            await it.open()
            await it.do(TAKE)
            with psycopg.connect(postgres_hall) as other:
                other.execute("LOCK TABLE records_visitrow IN EXCLUSIVE MODE")
                asked = [asyncio.ensure_future(it.do(TAKE)) for _ in range(5)]
                await asyncio.sleep(0.3)
                assert not any(future.done() for future in asked)
                await asyncio.to_thread(end_writer, postgres_hall, it)
                other.rollback()
            return await asyncio.gather(*asked, return_exceptions=True), await until_it_works(it)

    answers, after = play(scene)
    told = [answer.ticket for answer in answers if isinstance(answer, Answer)]
    assert sorted({*told, after.ticket}) == [f"D{number:03}" for number in range(2, len(told) + 3)]
    assert holds(postgres_hall)


def test_a_server_that_says_nothing_is_given_up_and_the_keeper_can_still_end(postgres_hall, play, monkeypatch) -> None:
    monkeypatch.setattr("okienko.records.journal.postgres.STATEMENT_MS", 500)
    monkeypatch.setattr("okienko.records.journal.postgres.GRACE_SECONDS", 0.2)

    async def scene():
        async with house(postgres_hall) as it:
            await it.open()
            await it.do(TAKE)
            backend = it.store._backend
            os.kill(backend, signal.SIGSTOP)
            wakes = threading.Timer(2.0, os.kill, (backend, signal.SIGCONT))
            wakes.start()
            try:
                return await until_it_works(it)
            finally:
                wakes.join()

    assert play(scene).ticket == "D002"
    assert holds(postgres_hall)
