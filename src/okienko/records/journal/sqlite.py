"""The journal in an SQLite file: WAL, synchronous FULL, behind the process's write gate.

A batch is one statement, run by a thread of its own: an insert into a view, whose
trigger takes the rows out of JSON and writes them to their tables. Each statement
makes its thread ask for the interpreter three times while the event loop has it;
with twenty of them the thread waited longer for the interpreter than for the disk
(10 ms a batch of 30 commands beside a busy loop, against 3 ms with one).

While nobody else writes and the disk is quick, the event loop stores the batch
itself and saves the way to the thread and back (ADR 0005). After a batch that
kept it too long, the thread stores the next ones: whoever only looks never waits
for a slow disk, nor for another process.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec

from okienko.core.hall.visit import AT_DESK
from okienko.core.journal.chain import Line
from okienko.records.address import TURN_SECONDS, make_private
from okienko.records.gate import NoTurn, gate_of
from okienko.records.journal import (
    Batch,
    Conflict,
    OutcomeUnknown,
    Rejected,
    Row,
    StoreUnavailable,
)
from okienko.records.journal.columns import (
    BYTES,
    CHANGES,
    DESKS,
    HALLS,
    JOURNAL,
    VISITS,
    WISHES,
    Table,
)
from okienko.records.journal.reading import Reading

#: Pages of the write-ahead log from which on the hall moves them to their places.
CHECKPOINT_PAGES = 4000
_encode = msgspec.json.encode
#: The lower byte of an extended code of SQLite's errors says which error it is.
_PRIMARY = 0xFF
_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
#: Milliseconds for which SQLite itself waits for a writer in another process.
BUSY_MS = 5000
#: Seconds that a batch may keep the event loop; after a longer one so many go to the thread.
AT_ONCE, BY_THREAD = 0.005, 50
#: So many commands of a batch are worth the way to the thread, for the loop decides the next ones meanwhile.
APART_FROM = 24


#: How long the bytes of a column are.
SIZES = {"digest": 16, "hash": 32}


def _given(table: Table, argument: str) -> str:
    """The rows in an argument of the batch: a JSON array of rows; bytes stand beside it, those of all rows in one."""
    columns = []
    for place, (name, kind) in enumerate(table.columns):
        value = f"json_extract(value, '$[{place}]')"
        if kind == BYTES:
            size = SIZES[name]
            value = f"CASE WHEN {value} THEN substr(NEW.{name}, key * {size} + 1, {size}) END"
        columns.append(f'{value} AS "{name}"')
    return f"SELECT {', '.join(columns)} FROM json_each(NEW.{argument}) WHERE true"


def _insert(table: Table, argument: str) -> str:
    return f"INSERT INTO {table.name} ({table.quoted}) {_given(table, argument)} {table.upsert};"


def _change(table: Table, argument: str) -> str:
    sets = ", ".join(f'"{name}" = new_."{name}"' for name in table.names if name not in table.key)
    wheres = " AND ".join(f'{table.name}."{name}" = new_."{name}"' for name in table.key)
    return f"UPDATE {table.name} SET {sets} FROM ({_given(table, argument)}) AS new_ WHERE {wheres};"


#: What one statement stores, in this order. SQLite changes the rows of one part in the order of their keys; so visits
#: that leave a desk are changed before those that take one.
PARTS = ("lines", "halls", "leaving", "taking", "visits", "desks", "wishes")
_BATCH = (
    f"CREATE TEMP VIEW batch AS SELECT {', '.join(f'NULL AS {name}' for name in (*PARTS, *SIZES))}",
    "CREATE TEMP TRIGGER store INSTEAD OF INSERT ON batch BEGIN "
    f"{_insert(JOURNAL, 'lines')} {_insert(HALLS, 'halls')} "
    f"{_change(CHANGES, 'leaving')} {_change(CHANGES, 'taking')} {_insert(VISITS, 'visits')} "
    f"{_insert(DESKS, 'desks')} {_insert(WISHES, 'wishes')} END",
)
_STORE = f"INSERT INTO batch VALUES ({', '.join('?' for _ in (*PARTS, *SIZES))})"
_STATE = CHANGES.names.index("state")
_DIGEST, _HASH = JOURNAL.names.index("digest"), JOURNAL.names.index("hash")
_NO_DIGEST = bytes(SIZES["digest"])


Arguments = list[str | bytes | None]


def _arguments(batch: Batch) -> Arguments:
    """The batch as the arguments of its statement; raises UnicodeError, TypeError."""
    lines = [(*line[:_DIGEST], line.digest is not None, True) for line in batch.lines]
    leaving = [row for row in batch.changes if row[_STATE] not in AT_DESK]
    taking = [row for row in batch.changes if row[_STATE] in AT_DESK]
    parts = (lines, batch.halls, leaving, taking, batch.visits, batch.desks, batch.wishes)
    return [
        *[_encode(rows).decode() if rows else None for rows in parts],
        b"".join([line.digest or _NO_DIGEST for line in batch.lines]),
        b"".join([line.hash for line in batch.lines]),
    ]


class SqliteStore(Reading):
    """The store for one file; one connection appends, another reads."""

    apart_from = APART_FROM

    def __init__(self, path: str) -> None:
        self.path = path
        self._gate = gate_of(path)
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._reading = threading.Lock()
        #: How many batches go to the thread before the loop tries again, and how long SQLite waits for others.
        self._by_thread, self._patience = 0, BUSY_MS
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="okienko-writer")

    def make_ready(self, batch: Batch) -> None:
        batch.sent = _arguments(batch)

    def append(self, batch: Batch) -> Awaitable[None]:
        try:
            arguments = batch.sent or _arguments(batch)
        except (UnicodeError, TypeError) as error:
            return _rejected(error)
        if self._by_thread:
            self._by_thread -= 1
        elif len(batch.lines) < APART_FROM and self._writer is not None and self._gate.take_if_free():
            stored = self._at_once(arguments)
            if stored is not None:
                return self._named(stored)
        return self._named(asyncio.get_running_loop().run_in_executor(self._thread, self._store, arguments))

    async def _named(self, appending: Awaitable[None]) -> None:
        """Wait, and raise what the keeper knows."""
        try:
            await appending
        except NoTurn as error:
            raise StoreUnavailable(str(error)) from error
        except sqlite3.IntegrityError as error:
            raise (Conflict if error.sqlite_errorcode in _TAKEN else Rejected)(str(error)) from error
        except sqlite3.OperationalError as error:
            in_commit = error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_IOERR
            raise (OutcomeUnknown if in_commit else StoreUnavailable)(str(error)) from error
        except (sqlite3.Error, OverflowError) as error:
            raise Rejected(str(error)) from error

    def _at_once(self, arguments: Arguments) -> Awaitable[None] | None:
        """Store the batch here and now, and give the gate back; None when another process writes."""
        began = time.monotonic()
        fault: Exception | None = None
        try:
            self._run(arguments, patience=0)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY:
                return None
            fault = error
        except Exception as error:
            fault = error
        finally:
            self._gate.release()
            if time.monotonic() - began > AT_ONCE:
                self._by_thread = BY_THREAD
        return _done(fault)

    def _store(self, arguments: Arguments) -> None:
        with self._gate.turn(first=True, timeout=TURN_SECONDS):
            self._run(arguments, patience=BUSY_MS)

    def _run(self, arguments: Arguments, *, patience: int) -> None:
        """One statement, which is one transaction; SQLite takes it back as a whole when any part of it fails."""
        if self._writer is None:
            self._writer = self._connect_writer()
        if patience != self._patience:
            self._writer.execute(f"PRAGMA busy_timeout={patience}")
            self._patience = patience
        self._writer.execute(_STORE, arguments)

    def _connect_writer(self) -> sqlite3.Connection:
        """A connection that knows the batch; the view and its trigger are this connection's own, and in memory."""
        connection = self._connect()
        for statement in ("PRAGMA temp_store=MEMORY", f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}", *_BATCH):
            connection.execute(statement)
        self._patience = BUSY_MS
        return connection

    def _connect(self) -> sqlite3.Connection:
        make_private(self.path)
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, cached_statements=64)
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def _read(self, query: str, params: Sequence[object] = ()) -> list[Row]:
        with self._reading:
            try:
                self._reader = self._reader or self._connect()
                return self._reader.execute(query, params).fetchall()
            except sqlite3.Error as error:
                raise StoreUnavailable(str(error)) from error

    def is_stored(self, line: Line) -> bool:
        return self._has_line(line)

    def _column(self, name: str, kind: str) -> str:
        del kind
        return f'"{name}"'

    def _among(self, numbers: Sequence[int]) -> tuple[str, list[Any]]:
        return f"IN ({', '.join('?' for _ in numbers)})", list(numbers)

    def _line(self, row: Row) -> Line:
        return Line._make(row)

    def close(self) -> None:
        self._thread.shutdown(wait=True)
        for connection in (self._writer, self._reader):
            if connection is not None:
                connection.close()
        self._writer = self._reader = None


async def _done(fault: Exception | None) -> None:
    if fault is not None:
        raise fault


async def _rejected(error: Exception) -> None:
    raise Rejected(str(error)) from error
