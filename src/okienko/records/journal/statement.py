"""The one statement with which PostgreSQL stores a batch, and its parameters: the rows of each table as one JSON text.

Python writes that text in a tenth of the time that an array for each column takes, and the server, which has time
to spare while the process has none, takes the rows out of it.
"""

from __future__ import annotations

import msgspec

from okienko.records.journal import Batch
from okienko.records.journal.columns import BYTES, CHANGES, DESKS, HALLS, JOURNAL, TEXT, VISITS, WISHES, Table

_encode = msgspec.json.encode
#: How a value comes out of its text: JSON knows no bytes, which stand in it as base64.
_READ = {TEXT: "{0}", BYTES: "decode({0}, 'base64')"}


def _given(table: Table, place: int) -> str:
    """The rows in a parameter, which is a JSON array of rows."""
    columns = enumerate(table.columns)
    values = [f'{_READ.get(kind, "({0})::{1}").format(f"given->>{at}", kind)} AS "{name}"'
              for at, (name, kind) in columns]
    return f"SELECT {', '.join(values)} FROM jsonb_array_elements(${place}::jsonb) AS given"


def _part(table: Table, place: int) -> str:
    return f"INSERT INTO {table.name} ({table.quoted}) {_given(table, place)} {table.upsert}"


def _change(table: Table, place: int) -> str:
    sets = ", ".join(f'"{name}" = new."{name}"' for name in table.names if name not in table.key)
    wheres = " AND ".join(f'old."{name}" = new."{name}"' for name in table.key)
    return f"UPDATE {table.name} old SET {sets} FROM ({_given(table, place)}) new WHERE {wheres}"


_CHANGED = "changes"
_TABLES = {_CHANGED: CHANGES, **{table.name: table for table in (JOURNAL, HALLS, VISITS, DESKS, WISHES)}}
_STATEMENTS: dict[tuple[str, ...], bytes] = {}


def statement(tables: tuple[str, ...]) -> bytes:
    """The statement that writes these tables at once; there are few, each prepared once per connection."""
    found = _STATEMENTS.get(tables)
    if found is None:
        parts = []
        for place, name in enumerate(tables, 1):
            write = _change if name == _CHANGED else _part
            parts.append(f"t{place} AS ({write(_TABLES[name], place)})")
        found = _STATEMENTS[tables] = f"WITH {', '.join(parts)} SELECT 1".encode()
    return found


def parameters(batch: Batch) -> tuple[tuple[str, ...], list[bytes]]:
    """The tables that have rows, and those rows; raises UnicodeError, OverflowError.

    PostgreSQL runs the parts of a statement from the last to the first. So the changes, which free a desk, stand
    after the new visits, one of which may have been called there already.
    """
    given = [(name, _encode(rows)) for name, rows in (
        (JOURNAL.name, batch.lines), (HALLS.name, batch.halls), (VISITS.name, batch.visits),
        (_CHANGED, batch.changes), (DESKS.name, batch.desks), (WISHES.name, batch.wishes)) if rows]
    return tuple(name for name, _ in given), [rows for _, rows in given]
