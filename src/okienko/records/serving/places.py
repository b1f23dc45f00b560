"""Where servers say that they are there, for each kind of database address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.serving import Place


def place_of(url: str) -> Place:
    """The place of a database address."""
    if kind_of(url) == SQLITE:
        from okienko.records.serving.sqlite import FilePlace

        return FilePlace(sqlite_path(url))
    from okienko.records.serving.postgres import SessionPlace

    return SessionPlace(url)


@contextmanager
def nobody_serves(url: str) -> Iterator[None]:
    """Hold the database alone for the length of a block; raises IsServed, at once."""
    with place_of(url).alone():
        yield
