"""Columns of a batch as PostgreSQL reads an array from text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okienko.records.journal.columns import BYTES, INT, SMALL, YES, Table


def _numbers(values: Sequence[Any]) -> str:
    if None in values:
        return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"
    return "{" + ",".join(map(str, values)) + "}"


def _booleans(values: Sequence[Any]) -> str:
    return "{" + ",".join(["t" if value else "f" for value in values]) + "}"


def _texts(values: Sequence[Any]) -> str:
    """Most columns hold nothing that has to be written in another way, which one look at all of them shows."""
    if None in values:
        return "{" + ",".join(["NULL" if value is None else f'"{_escaped(value)}"' for value in values]) + "}"
    whole = " ".join(values)
    if '"' in whole or "\\" in whole:
        values = [_escaped(value) for value in values]
    return '{"' + '","'.join(values) + '"}'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _bytes(values: Sequence[Any]) -> str:
    return "{" + ",".join(["NULL" if value is None else '"\\\\x' + value.hex() + '"' for value in values]) + "}"


_ARRAY: dict[str, Callable[[Sequence[Any]], str]] = {INT: _numbers, SMALL: _numbers, YES: _booleans, BYTES: _bytes}


def writers(table: Table) -> list[Callable[[Sequence[Any]], str]]:
    """What writes each column of a table, in their order."""
    return [_ARRAY.get(kind, _texts) for _, kind in table.columns]
