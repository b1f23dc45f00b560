"""The journal in an SQLite file: WAL, IMMEDIATE, synchronous FULL, behind the process's write gate."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from itertools import chain

from okienko.core.hall.entries import STREAM
from okienko.core.hall.visit import AT_DESK
from okienko.core.journal.chain import Line
from okienko.records.address import TURN_SECONDS, make_private
from okienko.records.gate import NoTurn, gate_of
from okienko.records.journal import (
    Batch,
    Conflict,
    OpenDay,
    OutcomeUnknown,
    Rejected,
    Row,
    StoreUnavailable,
)
from okienko.records.journal.columns import CHANGES, DESKS, HALLS, JOURNAL, LINE, VISITS, WISHES, Table, as_written

_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
#: Milliseconds for which SQLite itself waits for a writer in another process.
BUSY_MS = 5000


#: So many rows are written by one statement: each statement hands the interpreter to other threads and back.
SIZES = (16, 4, 1)


def _values(table: Table, size: int) -> str:
    return ", ".join([f"({', '.join('?' for _ in table.columns)})"] * size)


def _insert(table: Table, size: int) -> str:
    return f"INSERT INTO {table.name} ({table.quoted}) VALUES {_values(table, size)} {table.upsert}"


def _update(table: Table, size: int) -> str:
    """Change rows that are there; SQLite names the columns of given values by their places."""
    new = {name: f"new.column{place}" for place, name in enumerate(table.names, 1)}
    sets = ", ".join(f'"{name}" = {new[name]}' for name in table.names if name not in table.key)
    wheres = " AND ".join(f'{table.name}."{name}" = {new[name]}' for name in table.key)
    return f"UPDATE {table.name} SET {sets} FROM (VALUES {_values(table, size)}) AS new WHERE {wheres}"


Statements = dict[int, str]
_APPEND = {table.name: {size: _insert(table, size) for size in SIZES}
           for table in (JOURNAL, HALLS, VISITS, DESKS, WISHES)}
_STATE = CHANGES.names.index("state")
_CHANGE = {size: _update(CHANGES, size) for size in SIZES}


def _write(connection: sqlite3.Connection, statements: Statements, rows: Sequence[Sequence[object]]) -> None:
    """Write rows in their order, many at a time."""
    at = 0
    for size in SIZES:
        while len(rows) - at >= size:
            connection.execute(statements[size], list(chain.from_iterable(rows[at : at + size])))
            at += size


class SqliteStore:
    """The store for one file; one connection appends, another reads."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._gate = gate_of(path)
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._reading = threading.Lock()

    def append(self, batch: Batch) -> None:
        try:
            with self._gate.turn(first=True, timeout=TURN_SECONDS):
                self._append(batch)
        except NoTurn as error:
            raise StoreUnavailable(str(error)) from error
        except sqlite3.IntegrityError as error:
            raise (Conflict if error.sqlite_errorcode in _TAKEN else Rejected)(str(error)) from error
        except sqlite3.OperationalError as error:
            raise StoreUnavailable(str(error)) from error
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise Rejected(str(error)) from error

    def _append(self, batch: Batch) -> None:
        connection = self._writer = self._writer or self._connect()
        try:
            connection.execute("BEGIN IMMEDIATE")
            self._insert_all(connection, batch)
        except BaseException:
            self._roll_back(connection)
            raise
        try:
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back(connection)
            raise OutcomeUnknown(str(error)) from error

    def _insert_all(self, connection: sqlite3.Connection, batch: Batch) -> None:
        _write(connection, _APPEND[JOURNAL.name], batch.lines)
        _write(connection, _APPEND[HALLS.name], batch.halls)
        # SQLite changes the rows of one statement in the order of their keys: those that leave a desk go first.
        _write(connection, _CHANGE, [row for row in batch.changes if row[_STATE] not in AT_DESK])
        _write(connection, _CHANGE, [row for row in batch.changes if row[_STATE] in AT_DESK])
        _write(connection, _APPEND[VISITS.name], batch.visits)
        _write(connection, _APPEND[DESKS.name], batch.desks)
        _write(connection, _APPEND[WISHES.name], batch.wishes)

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        """A connection that cannot even roll back is given up; closing it rolls back."""
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._writer = None
            connection.close()

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
        found = self._read("SELECT hash FROM records_entry WHERE office_id = ? AND stream = ? AND seq = ?", line[:3])
        return bool(found) and bytes(found[0][0]) == line.hash

    def offices(self) -> dict[str, int]:
        return dict(self._read("SELECT slug, id FROM records_office ORDER BY slug"))

    def load_open_day(self, office: int) -> OpenDay:
        rows = self._read(
            f"SELECT {LINE} FROM records_entry WHERE office_id = ? AND stream = ? AND seq >= "
            "coalesce((SELECT day_from FROM records_hallrow WHERE office_id = ?), 0) ORDER BY seq",
            (office, STREAM, office),
        )
        return OpenDay(lines=[Line._make(row) for row in rows], needs=self.needs(office))

    def entries_after(self, office: int, *, stream: str, seq: int, limit: int) -> list[Line]:
        rows = self._read(
            f"SELECT {LINE} FROM records_entry WHERE office_id = ? AND stream = ? AND seq > ? "
            "ORDER BY seq LIMIT ?", (office, stream, seq, limit),
        )
        return [Line._make(row) for row in rows]

    def needs(self, office: int) -> dict[int, tuple[str, ...]]:
        rows = self._read(
            "SELECT number, needs FROM records_visitrow WHERE office_id = ? AND needs IS NOT NULL ORDER BY number",
            (office,),
        )
        return {number: tuple(json.loads(needs)) for number, needs in rows}

    def highest(self, offices: Sequence[int]) -> dict[int, int]:
        marks = ", ".join("?" for _ in offices)
        rows = self._read(
            "SELECT id, (SELECT max(seq) FROM records_entry WHERE office_id = records_office.id AND stream = ?) "
            f"FROM records_office WHERE id IN ({marks})", (STREAM, *offices))
        return {office: seq for office, seq in rows if seq is not None}

    def revisions(self, offices: Sequence[int]) -> dict[int, int]:
        marks = ", ".join("?" for _ in offices)
        return dict(self._read(
            "SELECT office_id, max(number) FROM records_officerevision "
            f"WHERE office_id IN ({marks}) GROUP BY office_id", offices))

    def find_key(self, office: int, *, key: str) -> list[Line]:
        first = self._read("SELECT stream, seq FROM records_entry WHERE office_id = ? AND key = ?", (office, key))
        if not first:
            return []
        stream, seq = first[0]
        lines = self.entries_after(office, stream=stream, seq=seq - 1, limit=500)
        return [line for index, line in enumerate(lines) if line.part == index]

    def ticket(self, office: int, *, visit: int) -> str | None:
        rows = self._read("SELECT ticket FROM records_visitrow WHERE id = ?", (office << 32 | visit,))
        return rows[0][0] if rows else None

    def rows(self, table: Table, *, office: int, day: str | None = None) -> list[Row]:
        where, params = ("office_id = ?", [office]) if day is None else ("office_id = ? AND day = ?", [office, day])
        found = self._read(f"SELECT {table.quoted} FROM {table.name} WHERE {where} ORDER BY {', '.join(table.key)}",
                           params)
        return [as_written(table, row) for row in found]

    def streams(self, office: int) -> list[str]:
        query = "SELECT DISTINCT stream FROM records_entry WHERE office_id = ? ORDER BY stream"
        return [name for (name,) in self._read(query, (office,))]

    def days(self, table: Table, *, office: int) -> list[str]:
        query = f"SELECT DISTINCT day FROM {table.name} WHERE office_id = ? AND day IS NOT NULL ORDER BY day"
        return [str(day) for (day,) in self._read(query, (office,))]

    def strays(self, table: Table) -> dict[int, int]:
        return dict(self._read(f"SELECT office_id, count(*) FROM {table.name} WHERE office_id NOT IN "
                               "(SELECT id FROM records_office) GROUP BY office_id ORDER BY office_id"))

    def close(self) -> None:
        for connection in (self._writer, self._reader):
            if connection is not None:
                connection.close()
        self._writer = self._reader = None
