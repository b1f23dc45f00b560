"""Columns of a batch as arrays of PostgreSQL: moments as it keeps them, everything else as text.

Reading a moment from text is dear there; numbers, texts and JSON cost it little, and Python less as text.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from okienko.records.journal.columns import BYTES, INT, MOMENT, SMALL, YES, Table

Write = Callable[[Sequence[Any]], bytes]
#: How a parameter is sent.
AS_TEXT, AS_BYTES = 0, 1
#: An array as bytes: one dimension, whether something is missing, the type, so many members, counted from one; then
#: each member after its length, -1 for what is missing.
_HEAD = struct.Struct(">iiIii").pack
_MEMBER = struct.Struct(">iq").pack
_MISSING = struct.pack(">i", -1)
_TIMESTAMPTZ, _LONG = 1184, 8
#: Moments are microseconds from here.
_BEGINNING, _MICROSECOND = datetime(2000, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


def _moments(values: Sequence[Any]) -> bytes:
    return _HEAD(1, None in values, _TIMESTAMPTZ, len(values), 1) + b"".join(map(_moment, values))


@lru_cache(maxsize=20_000)
def _moment(text: str | None) -> bytes:
    """A moment, which is naive UTC, as a member; the same few are written again and again as a visit goes on."""
    if text is None:
        return _MISSING
    return _MEMBER(_LONG, (datetime.fromisoformat(text).replace(tzinfo=UTC) - _BEGINNING) // _MICROSECOND)


def _numbers(values: Sequence[Any]) -> bytes:
    if None in values:
        return ("{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}").encode()
    return ("{" + ",".join(map(str, values)) + "}").encode()


def _booleans(values: Sequence[Any]) -> bytes:
    return b"{" + b",".join([b"t" if value else b"f" for value in values]) + b"}"


def _texts(values: Sequence[Any]) -> bytes:
    """Most columns hold nothing that has to be written in another way, which one look at all of them shows."""
    if None in values:
        members = ["NULL" if value is None else f'"{_escaped(value)}"' for value in values]
        return ("{" + ",".join(members) + "}").encode()
    whole = " ".join(values)
    if "\\" in whole:
        values = [_escaped(value) for value in values]
    elif '"' in whole:
        values = [value.replace('"', '\\"') for value in values]
    return ('{"' + '","'.join(values) + '"}').encode()


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _bytes(values: Sequence[Any]) -> bytes:
    members = ["NULL" if value is None else '"\\\\x' + value.hex() + '"' for value in values]
    return ("{" + ",".join(members) + "}").encode()


_ARRAY: dict[str, Write] = {INT: _numbers, SMALL: _numbers, YES: _booleans, BYTES: _bytes, MOMENT: _moments}


def writers(table: Table) -> list[Write]:
    """What writes each column of a table, in their order."""
    return [_ARRAY.get(kind, _texts) for _, kind in table.columns]


def formats(table: Table) -> list[int]:
    """How each column is sent, in their order."""
    return [AS_BYTES if kind == MOMENT else AS_TEXT for _, kind in table.columns]
