"""The journal in PostgreSQL: one prepared statement per batch, which is one transaction and one flush.

The statement inserts the journal lines and replaces the rows of the hall from
JSON. Its primary key is the fence: the node that comes second gets a unique
violation and decides again. Nothing is notified inside it, because a pending
NOTIFY switches group commit off. The event loop itself waits for the server's
answer (`loop_side`); only reading has a thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Sequence
from typing import Any

import psycopg
from psycopg import errors

from okienko.core.journal.chain import Line
from okienko.records.journal import (
    Batch,
    Conflict,
    OutcomeUnknown,
    Rejected,
    Row,
    StoreUnavailable,
)
from okienko.records.journal.columns import JSON, MOMENT
from okienko.records.journal.loop_side import LoopSide
from okienko.records.journal.reading import Reading
from okienko.records.journal.statement import parameters, statement

#: Nothing that the hall waits for may take longer than this.
STATEMENT_MS = 5000
CONNECT_SECONDS = 3
#: So much longer the server itself has to say that a statement took too long.
GRACE_SECONDS = 2.0
_OPTIONS = (f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS} -c TimeZone=UTC "
            "-c synchronous_commit=on")
#: The statement of a batch is planned once for all sizes of batches and of tables, and finds its rows by their key.
_WRITER_OPTIONS = (f"{_OPTIONS} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off "
                   "-c enable_mergejoin=off")
_READ = {MOMENT: "to_char(\"{0}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", JSON: '"{0}"::text'}
#: Errors of the moment, after which nothing was stored.
_NOT_NOW = (errors.OperationalError, errors.ReadOnlySqlTransaction, errors.InternalError)


class PostgresStore(Reading):
    """The store for one database; one connection appends, another reads. Both are made anew when lost."""

    apart_from = 1

    def __init__(self, url: str) -> None:
        self.url = url
        self._writer: psycopg.Connection[Row] | None = None
        self._loop_side: LoopSide
        self._reader: psycopg.Connection[Row] | None = None
        self._reading = threading.Lock()
        self._backend: int | None = None
        self._lost_backend: int | None = None

    def make_ready(self, batch: Batch) -> None:
        batch.sent = parameters(batch)

    def append(self, batch: Batch) -> Awaitable[None]:
        if self._writer is None or self._writer.closed:
            return self._named(self._append_first(batch))
        try:
            return self._named(self._run(batch))
        except Exception as error:
            return self._named(_failed(error))

    def _run(self, batch: Batch) -> Awaitable[None]:
        tables, params = batch.sent or parameters(batch)
        return self._loop_side.run(statement(tables), params)

    async def _append_first(self, batch: Batch) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._connect_writer)
        await self._run(batch)

    async def _named(self, appending: Awaitable[None]) -> None:
        """Wait, and raise what the keeper knows."""
        try:
            await appending
        except errors.UniqueViolation as error:
            raise Conflict(str(error)) from error
        except (errors.DeadlockDetected, errors.SerializationFailure) as error:
            raise Conflict(str(error)) from error
        except _NOT_NOW as error:
            if self._writer is None or self._writer.closed:
                self._writer, self._lost_backend = None, self._backend
                raise OutcomeUnknown(str(error)) from error
            raise StoreUnavailable(str(error)) from error
        except (psycopg.Error, UnicodeError, OverflowError) as error:
            raise Rejected(str(error)) from error

    def _connect_writer(self) -> None:
        self._writer = self._connect(_WRITER_OPTIONS)
        self._backend = self._writer.info.backend_pid
        self._loop_side = LoopSide(self._writer.pgconn, seconds=STATEMENT_MS / 1000 + GRACE_SECONDS)

    def _connect(self, options: str = _OPTIONS) -> psycopg.Connection[Row]:
        try:
            return psycopg.connect(self.url, autocommit=True, connect_timeout=CONNECT_SECONDS, options=options,
                                   keepalives_idle=5, keepalives_interval=2, keepalives_count=3,
                                   tcp_user_timeout=STATEMENT_MS)
        except psycopg.Error as error:
            raise StoreUnavailable(str(error)) from error

    def _read(self, query: str, params: Sequence[object] = ()) -> list[Row]:
        """Rows of a query; a connection that was lost meanwhile is made anew once."""
        with self._reading:
            was_open = self._reader is not None and not self._reader.closed
            try:
                return self._read_once(query, params)
            except psycopg.Error as error:
                if not was_open or self._reader is None or not self._reader.closed:
                    raise StoreUnavailable(str(error)) from error
            try:
                return self._read_once(query, params)
            except psycopg.Error as error:
                raise StoreUnavailable(str(error)) from error

    def _read_once(self, query: str, params: Sequence[object]) -> list[Row]:
        if self._reader is None or self._reader.closed:
            self._reader = self._connect()
        return self._reader.execute(query.replace("?", "%s").encode(), params, prepare=True).fetchall()

    def is_stored(self, line: Line) -> bool:
        self._end_lost_backend()
        return self._has_line(line)

    def _end_lost_backend(self) -> None:
        """A server process whose client is gone may still commit: end it, so that what is seen then is final."""
        if self._lost_backend is None:
            return
        end = time.monotonic() + STATEMENT_MS / 1000
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ?"
        while self._read(query, (self._lost_backend,)):
            if time.monotonic() > end:
                raise StoreUnavailable("a lost connection's server process does not end")
            time.sleep(0.02)
        self._lost_backend = None

    def _column(self, name: str, kind: str) -> str:
        return _READ.get(kind, '"{0}"').format(name)

    def _among(self, numbers: Sequence[int]) -> tuple[str, list[Any]]:
        """One value, however many numbers: the statement is prepared once."""
        return "= ANY(?)", [list(numbers)]

    def _line(self, row: Row) -> Line:
        """A line as it was written: the moment without a zero fraction, as Python's `str` has it."""
        at = row[3]
        return Line._make((*row[:3], at.removesuffix(".000000"), *row[4:]))

    def close(self) -> None:
        for connection in (self._writer, self._reader):
            if connection is not None:
                connection.close()
        self._writer = self._reader = None


async def _failed(error: Exception) -> None:
    raise error
