"""Is the journal whole? The walk of `okienko verify` for a page: one at a time, and only so long as a page waits."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.conf import settings

from okienko.actions.followers import described_department
from okienko.actions.verify import Finding, verify
from okienko.records.journal.stores import open_store

#: About half a minute of one core; a longer journal is walked at the terminal.
MOST_ENTRIES = 300_000
TOLD = 50
_turn = threading.Lock()


class TooLong(Exception):
    """The journal is too long for a page; `okienko verify` walks it at the terminal."""


class AlreadyChecking(Exception):
    """The journal is being checked for somebody else at this moment."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: the first findings, how many there are, how many entries were read."""

    findings: tuple[Finding, ...]
    found: int
    entries: int


def check_journal(slug: str) -> Checked:
    """Walk an office's journal; raises TooLong, AlreadyChecking, StoreError."""
    if not _turn.acquire(blocking=False):
        raise AlreadyChecking(AlreadyChecking.__doc__)
    try:
        return _walk(slug)
    finally:
        _turn.release()


def _walk(slug: str) -> Checked:
    store = open_store(settings.OKIENKO_DATABASE_URL)
    try:
        pk = store.offices().get(slug)
        entries = 0 if pk is None else store.highest([pk]).get(pk, 0)
        if entries > MOST_ENTRIES:
            raise TooLong(TooLong.__doc__)
        findings = [] if pk is None else list(verify(store, slug, departments=described_department))
        return Checked(tuple(findings[:TOLD]), len(findings), entries)
    finally:
        store.close()
