"""What is wrong with this installation. Each finding has a code; what it says and the mend stand at the console."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import ModuleType

from okienko.actions.upkeep.doctor import hall, office, safety, surroundings
from okienko.actions.upkeep.doctor.finding import Finding
from okienko.records.address import SQLITE, UnknownDatabase, kind_of

__all__ = ["Finding", "examine"]

#: After one of these nothing can be read from the database.
CLOSED = frozenset({"database_missing", "database_unreachable", "database_damaged", "database_unknown",
                    "migrations_pending", "database_newer"})


def examine(settings: ModuleType, *, now: datetime, quick: bool = False) -> Iterator[Finding]:
    """All findings, as they are found; `quick` leaves out what reads the whole database."""
    yield from surroundings.examine(settings, now=now)
    yield from safety.examine(settings)
    codes = set()
    for finding in database(settings.OKIENKO_DATABASE_URL, quick=quick):
        codes.add(finding.code)
        yield finding
    if codes & CLOSED:
        yield from (finding for finding in hall.examine(settings) if finding.is_fault)
        return
    for finding in _served(settings.OKIENKO_DATABASE_URL, now=now, quick=quick):
        codes.add(finding.code)
        yield finding
    if "server_none" not in codes:
        yield from hall.examine(settings)


def database(url: str, *, quick: bool) -> Iterator[Finding]:
    """All that is wrong with the database itself and its tables."""
    from okienko.actions.upkeep.doctor.finding import fault
    from okienko.actions.upkeep.migrations import state_of

    try:
        is_file = kind_of(url) == SQLITE
    except UnknownDatabase:
        yield fault("database_unknown")
        return
    codes = set()
    for finding in _sqlite(url, quick=quick) if is_file else _postgres(url):
        codes.add(finding.code)
        yield finding
    if codes & CLOSED:
        return
    state = state_of(url)
    if state.unknown:
        yield fault("database_newer", names=", ".join(state.unknown))
    if state.pending:
        yield fault("migrations_pending", count=len(state.pending), first=state.pending[0])


def _sqlite(url: str, *, quick: bool) -> Iterator[Finding]:
    from okienko.actions.upkeep.doctor import sqlite

    return sqlite.examine(url, quick=quick)


def _postgres(url: str) -> Iterator[Finding]:
    from okienko.actions.upkeep.doctor import postgres

    return postgres.examine(url)


def _served(url: str, *, now: datetime, quick: bool) -> Iterator[Finding]:
    from okienko.records.journal.stores import open_store

    store = open_store(url)
    try:
        yield from office.examine(url, store, now=now, quick=quick)
    finally:
        store.close()
