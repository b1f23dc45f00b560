"""When the wire to PostgreSQL is cut: before, in, or after a commit."""

import asyncio
import contextlib
import socket
import threading

import psycopg
import pytest

from okienko.actions.keeper import Answer, Unavailable
from okienko.core.hall import commands as c
from okienko.records.journal.postgres import PostgresStore
from tests.actions.keeper.conftest import house, sql
from tests.actions.keeper.offices import OFFICES
from tests.actions.keeper.test_faults import holds, kinds, until_it_works

TAKE = c.Take(matters=("id-card",))


class Wire:
    """A wire to PostgreSQL that can be cut: after the request went through and before its answer came back."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.swallow = threading.Event()
        self.is_down = threading.Event()
        self.ends: list[socket.socket] = []
        self.threads: list[threading.Thread] = []
        self.accepting = threading.Thread(target=self._accept, daemon=True)
        self.accepting.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.server.accept()
            except OSError:
                return
            if self.is_down.is_set():
                near.close()
                continue
            far = socket.create_connection(self.target)
            self.ends += [near, far]
            for source, target, is_answer in ((near, far, False), (far, near, True)):
                passing = threading.Thread(target=self._pass, args=(source, target, is_answer), daemon=True)
                passing.start()
                self.threads.append(passing)

    def _pass(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        try:
            while chunk := source.recv(65536):
                if is_answer and self.swallow.is_set():
                    self.swallow.clear()
                    break
                target.sendall(chunk)
        except OSError:
            pass
        for end in (source, target):
            _hang_up(end)

    def cut(self) -> None:
        self.is_down.set()
        for end in self.ends:
            _hang_up(end)

    def end(self) -> None:
        self.cut()
        _hang_up(self.server)
        for thread in (self.accepting, *self.threads):
            thread.join(5)
        for each in (self.server, *self.ends):
            each.close()

    def mend(self) -> None:
        self.is_down.clear()


def _hang_up(end: socket.socket) -> None:
    """End a connection, also for a thread that waits on it."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(postgres_hall):
    info = psycopg.conninfo.conninfo_to_dict(postgres_hall)
    wire = Wire(info["host"], int(info["port"]))
    wire.url = psycopg.conninfo.make_conninfo(postgres_hall, host="127.0.0.1", port=wire.port)
    yield wire
    wire.end()


@pytest.mark.postgres
def test_a_connection_lost_in_the_commit_is_looked_up_and_nothing_is_done_twice(wire, postgres_hall):
    async def scene():
        async with house(postgres_hall, store=PostgresStore(wire.url)) as it:
            await it.open()
            answers = []
            for _ in range(5):
                wire.swallow.set()
                answers += await asyncio.gather(it.do(TAKE), it.do(TAKE), it.do(TAKE), return_exceptions=True)
            answers.append(await until_it_works(it))
            with sql(postgres_hall) as query:
                return answers, query("SELECT count(*) FROM records_visitrow")

    answers, count = asyncio.run(scene())
    tickets = [answer.ticket for answer in answers if isinstance(answer, Answer)]
    assert kinds(answers) <= {Answer, Unavailable}
    assert sorted(tickets) == [f"D{number:03d}" for number in range(1, len(tickets) + 1)]
    assert count == [(len(tickets),)]
    assert holds(postgres_hall)


@pytest.mark.postgres
def test_a_database_that_is_away_is_said_to_all_and_what_was_shown_stays_marked_stale(wire, postgres_hall):
    async def scene():
        async with house(postgres_hall, store=PostgresStore(wire.url), look=0.05) as it:
            await it.open()
            before = await it.keeper.state(OFFICES[0], "public")
            wire.cut()
            refused = await asyncio.gather(*(it.do(TAKE) for _ in range(3)), return_exceptions=True)
            stale = await it.keeper.state(OFFICES[0], "public")
            with pytest.raises(Unavailable):
                await it.keeper.state(OFFICES[1], "public")
            wire.mend()
            after = await until_it_works(it)
            return before, refused, stale, after, await it.keeper.state(OFFICES[0], "public")

    before, refused, stale, after, fresh = asyncio.run(scene())
    assert kinds(refused) == {Unavailable}
    assert (stale.body, stale.stale, before.stale, fresh.stale) == (before.body, True, False, False)
    assert (after.ticket, fresh.seq) == ("D001", 2)
