"""A PostgreSQL connection of which the event loop waits for the answer.

psycopg's own waiting takes a thread, or a task that asks the loop to watch the
socket anew at each step. A thread makes the loop hand over the interpreter and
fight for it while a batch is stored; here the loop reads the next requests
meanwhile. libpq does the rest, as in psycopg.

A connection on which nothing more will come is ended here, so that its store
sees it closed: after the server's last words, after a fault of the network, and
when the server says nothing at all for longer than a statement may take. A loop
need not say that the other end is gone (uvloop does not always).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from psycopg import errors
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

#: What a statement that went well ends with.
_WELL = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
#: How severe an error is after which the server ends the connection.
_LAST_WORDS = (b"FATAL", b"PANIC")


class LoopSide:
    """Runs prepared statements on a connection that is open and not blocking, one at a time.

    One that is not answered within so many `seconds` is given up, and the connection with it.
    """

    def __init__(self, pgconn: PGconn, *, seconds: float) -> None:
        self._pgconn, self._seconds = pgconn, seconds
        self._prepared: dict[bytes, bytes] = {}

    def run(self, query: bytes, params: Sequence[bytes]) -> Awaitable[None]:
        """Run a statement with parameters as text, from now on; raises psycopg's error for what the server answers.

        A statement that was prepared before is on its way when this returns.
        """
        name = self._prepared.get(query)
        if name is None:
            return self._run_first(query, params)
        try:
            self._pgconn.send_query_prepared(name, params)
            return self._answer()
        except Exception:
            self._pgconn.finish()
            raise

    async def _run_first(self, query: bytes, params: Sequence[bytes]) -> None:
        name = b"okienko_%d" % len(self._prepared)
        self._pgconn.send_prepare(name, query)
        await self._answer()
        self._prepared[query] = name
        await self.run(query, params)

    def _answer(self) -> Awaitable[None]:
        """Send what is still to be sent; the server's answer is awaited."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[list[PGresult]] = loop.create_future()
        socket = self._pgconn.socket
        results: list[PGresult] = []

        def end(fault: Exception | None = None) -> None:
            """Let go of the socket at once: its number may soon be another's."""
            loop.remove_reader(socket)
            loop.remove_writer(socket)
            deadline.cancel()
            if fault is None:
                done.set_result(results)
            else:
                self._pgconn.finish()
                done.set_exception(fault)

        def step(advance: Callable[[list[PGresult]], bool]) -> None:
            try:
                if advance(results):
                    end()
            except Exception as fault:
                end(fault)

        silent = errors.OperationalError(f"no answer within {self._seconds:.1f} s")
        deadline = loop.call_later(self._seconds, end, silent)
        loop.add_reader(socket, step, self._receive)
        if self._pgconn.flush():
            loop.add_writer(socket, step, self._send)
        return _well(done)

    def _receive(self, results: list[PGresult]) -> bool:
        """Take what has come; True when that was all."""
        self._pgconn.consume_input()
        self._pgconn.flush()
        while not self._pgconn.is_busy():
            result = self._pgconn.get_result()
            if result is None:
                return True
            results.append(result)
        if results and results[-1].error_field(DiagnosticField.SEVERITY_NONLOCALIZED) in _LAST_WORDS:
            raise errors.error_from_result(results[-1])
        return False

    def _send(self, results: list[PGresult]) -> bool:
        """Send what the network takes now; the answer is still to come."""
        del results
        if not self._pgconn.flush():
            asyncio.get_running_loop().remove_writer(self._pgconn.socket)
        return False


async def _well(done: asyncio.Future[list[PGresult]]) -> None:
    for result in await done:
        if result.status not in _WELL:
            raise errors.error_from_result(result)
