"""A PostgreSQL connection of which the event loop waits for the answer.

psycopg's own waiting takes a thread, or a task that asks the loop to watch the
socket anew at each step. A thread makes the loop hand over the interpreter and
fight for it while a batch is stored; here the loop reads the next requests
meanwhile. libpq does the rest, as in psycopg.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from psycopg import errors
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

#: What a statement that went well ends with.
_WELL = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class LoopSide:
    """Runs prepared statements on a connection that is open and not blocking, one at a time."""

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn = pgconn
        self._prepared: dict[bytes, bytes] = {}

    def run(self, query: bytes, params: Sequence[bytes]) -> Awaitable[None]:
        """Run a statement with its parameters as text, from now on; raises psycopg's error for what the server answers.

        A statement that was prepared before is on its way when this returns.
        """
        name = self._prepared.get(query)
        if name is None:
            return self._run_first(query, params)
        self._pgconn.send_query_prepared(name, params)
        return self._answer()

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

        def step(advance: Callable[[list[PGresult]], bool]) -> None:
            """Go on; at the end, or at a fault, let go of the socket at once: its number may soon be another's."""
            fault = None
            try:
                if not advance(results):
                    return
            except Exception as error:
                fault = error
            loop.remove_reader(socket)
            loop.remove_writer(socket)
            if fault is None:
                done.set_result(results)
            else:
                done.set_exception(fault)

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
