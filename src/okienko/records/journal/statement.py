"""The one statement with which PostgreSQL stores a batch, and its parameters: an array for each column."""

from __future__ import annotations

from typing import NamedTuple

from okienko.records.journal import Batch
from okienko.records.journal.arrays import formats, writers
from okienko.records.journal.columns import CHANGES, DESKS, HALLS, JOURNAL, VISITS, WISHES, Table


class Statement(NamedTuple):
    """A statement, and how each of its parameters is sent."""

    query: bytes
    formats: list[int]


def _given(table: Table, first: int) -> str:
    """A column of values for each array parameter; they are counted through the whole statement.

    They stand in the list of the SELECT: in FROM the server would first put each of them into a store of its own.
    """
    columns = enumerate(table.columns, first)
    return ", ".join(f'unnest(${place}::{kind}[]) AS "{name}"' for place, (name, kind) in columns)


def _part(table: Table, first: int) -> str:
    return f"INSERT INTO {table.name} ({table.quoted}) SELECT {_given(table, first)} {table.upsert}"


def _change(table: Table, first: int) -> str:
    sets = ", ".join(f'"{name}" = new."{name}"' for name in table.names if name not in table.key)
    wheres = " AND ".join(f'old."{name}" = new."{name}"' for name in table.key)
    return f"UPDATE {table.name} old SET {sets} FROM (SELECT {_given(table, first)}) new WHERE {wheres}"


_CHANGED = "changes"
_TABLES = {_CHANGED: CHANGES, **{table.name: table for table in (JOURNAL, HALLS, VISITS, DESKS, WISHES)}}
_WRITERS = {name: writers(table) for name, table in _TABLES.items()}
_STATEMENTS: dict[tuple[str, ...], Statement] = {}


def statement(tables: tuple[str, ...]) -> Statement:
    """The statement that writes these tables at once; there are few, each prepared once per connection."""
    found = _STATEMENTS.get(tables)
    if found is None:
        parts, first = [], 1
        for index, name in enumerate(tables):
            write = _change if name == _CHANGED else _part
            parts.append(f"t{index} AS ({write(_TABLES[name], first)})")
            first += len(_TABLES[name].columns)
        forms = [form for name in tables for form in formats(_TABLES[name])]
        found = _STATEMENTS[tables] = Statement(f"WITH {', '.join(parts)} SELECT 1".encode(), forms)
    return found


def arrays(batch: Batch) -> tuple[tuple[str, ...], list[bytes]]:
    """The tables that have rows, and their columns as arrays.

    PostgreSQL runs the parts of a statement from the last to the first. So the changes, which free a desk, stand
    after the new visits, one of which may have been called there already.
    """
    tables: list[str] = []
    params: list[bytes] = []
    for name, rows in ((JOURNAL.name, batch.lines), (HALLS.name, batch.halls), (VISITS.name, batch.visits),
                       (_CHANGED, batch.changes), (DESKS.name, batch.desks), (WISHES.name, batch.wishes)):
        if rows:
            tables.append(name)
            columns = zip(*rows, strict=True)
            params += [write(values) for write, values in zip(_WRITERS[name], columns, strict=True)]
    return tuple(tables), params
