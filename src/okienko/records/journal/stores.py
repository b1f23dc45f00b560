"""Which journal store belongs to a database address; each is imported only where it is used."""

from __future__ import annotations

from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.journal import JournalStore


def open_store(url: str) -> JournalStore:
    """The store for a database address (`okienko.records.address`)."""
    if kind_of(url) == SQLITE:
        from okienko.records.journal.sqlite import SqliteStore

        return SqliteStore(sqlite_path(url))
    from okienko.records.journal.postgres import PostgresStore

    return PostgresStore(url)
