"""Copying a PostgreSQL database: every table of its schema by COPY, all in one snapshot; back into a schema of its own.

The structure is not copied: the migrations make it, at the state that the backup
names. So no program of PostgreSQL is needed, and any version of the server will do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import IsolationLevel, errors, sql

from okienko.records.copying.archive import Archive, BrokenBackup, Writing
from okienko.records.copying.facts import Facts, NoTables, facts_of

TABLES = "tables.json"
CONNECT_SECONDS = 5
Session = psycopg.Connection[tuple[Any, ...]]

_TABLES: LiteralString = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COLUMNS: LiteralString = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s "
    "AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
_SEQUENCE: LiteralString = "SELECT pg_get_serial_sequence(%s, %s)"
#: A table in which there is a row only when somebody has used the database.
_USED: LiteralString = "SELECT EXISTS (SELECT FROM records_office) OR EXISTS (SELECT FROM records_account)"


@dataclass(frozen=True, slots=True)
class Copied:
    """One table of a backup; `last` is the last number that each counting column has given out."""

    table: str
    columns: tuple[str, ...]
    last: dict[str, int]

    @property
    def member(self) -> str:
        return f"tables/{self.table}.copy"


def facts(url: str) -> Facts:
    """The facts of a database; raises NoTables."""
    with _connect(url) as session:
        return _facts(session)


def copy_out(url: str, writing: Writing) -> Facts:
    """Put all tables as they are in one snapshot into a backup, while others write; raises NoTables."""
    with _connect(url) as session:
        session.isolation_level = IsolationLevel.REPEATABLE_READ
        session.read_only = True
        found = _facts(session)
        tables = [_describe(session, name) for (name,) in session.execute(_TABLES).fetchall()]
        writing.add(TABLES, [json.dumps([asdict(table) for table in tables]).encode()])
        for table in tables:
            writing.add(table.member, _rows_of(session, table))
    return found


def tables(url: str) -> list[str]:
    """The tables that are there."""
    with _connect(url) as session:
        return [name for (name,) in session.execute(_TABLES).fetchall()]


def is_used(url: str) -> bool:
    """Is anything in it that somebody would miss?"""
    with _connect(url) as session:
        names = {name for (name,) in session.execute(_TABLES).fetchall()}
        if not {"records_office", "records_account"} <= names:
            return bool(names)
        return bool(session.execute(_USED).fetchall()[0][0])


def make_schema(url: str, schema: str) -> None:
    """Make an empty schema beside the one that is in use."""
    with _connect(url) as session:
        session.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def drop_schema(url: str, schema: str) -> None:
    """Take a schema away with all that is in it."""
    with _connect(url) as session:
        session.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def copy_in(url: str, archive: Archive, *, schema: str) -> None:
    """Fill the tables of a schema from a backup; raises BrokenBackup when they do not fit."""
    with _connect(url, schema=schema) as session:
        # Rows that the migrations have made are in the backup, too.
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in session.execute(_TABLES).fetchall())
        session.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for table in _copied(archive):
            _fill(session, table, archive)


def exchange(url: str, *, new: str, aside: str | None) -> None:
    """Let the tables of schema `new` take the place of those in use, which move to `aside` or, without one, go.

    All in one transaction: there is no moment at which somebody sees half of it.
    """
    with _connect(url) as session:
        in_use = session.execute("SELECT current_schema()").fetchall()[0][0]
        old = [name for (name,) in session.execute(_TABLES).fetchall()]
        if old and aside is not None:
            session.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(aside)))
            _move(session, old, source=in_use, target=aside)
        elif old:
            names = sql.SQL(", ").join(sql.Identifier(name) for name in old)
            session.execute(sql.SQL("DROP TABLE {} CASCADE").format(names))
        query: LiteralString = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
        fresh = [name for (name,) in session.execute(query, (new,)).fetchall()]
        _move(session, fresh, source=new, target=in_use)
        session.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(new)))




def _connect(url: str, *, schema: str | None = None) -> Session:
    options = "-c TimeZone=UTC -c lock_timeout=20s"
    if schema is not None:
        options += f" -c search_path={schema}"
    return psycopg.connect(url, connect_timeout=CONNECT_SECONDS, options=options)


def _facts(session: Session) -> Facts:
    try:
        return facts_of(lambda query: session.execute(query).fetchall())
    except errors.UndefinedTable as error:
        raise NoTables(NoTables.__doc__) from error


def _describe(session: Session, table: str) -> Copied:
    columns = tuple(name for (name,) in session.execute(_COLUMNS, (table,)).fetchall())
    last: dict[str, int] = {}
    for column in columns:
        quoted = sql.Identifier(table).as_string(session)
        (sequence,) = session.execute(_SEQUENCE, (quoted, column)).fetchall()[0]
        if sequence is not None:
            query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.SQL(sequence))
            value, is_called = session.execute(query).fetchall()[0]
            last |= {column: value} if is_called else {}
    return Copied(table, columns, last)


def _names(table: Copied) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column) for column in table.columns)


def _rows_of(session: Session, table: Copied) -> Iterator[bytes]:
    query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table.table), _names(table))
    with session.cursor() as cursor, cursor.copy(query) as rows:
        for row in rows:
            yield bytes(row)


def _copied(archive: Archive) -> list[Copied]:
    try:
        plain = json.loads(b"".join(archive.chunks(TABLES)))
        return [Copied(each["table"], tuple(each["columns"]), each["last"]) for each in plain]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenBackup(TABLES) from error


def _fill(session: Session, table: Copied, archive: Archive) -> None:
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.table), _names(table))
    try:
        with session.cursor() as cursor, cursor.copy(query) as rows:
            for chunk in archive.chunks(table.member):
                rows.write(chunk)
    except (errors.UndefinedTable, errors.UndefinedColumn, errors.DataError, errors.IntegrityError) as error:
        raise BrokenBackup(table.member) from error
    for column, value in table.last.items():
        quoted = sql.Identifier(table.table).as_string(session)
        session.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", (quoted, column, value))


def _move(session: Session, tables: Sequence[str], *, source: str, target: str) -> None:
    for name in tables:
        session.execute(sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(
            sql.Identifier(source, name), sql.Identifier(target)))
