"""What stands beside the journal, held against it: the heads of streams, accounts and devices, descriptions.

A stream that is wiped leaves no gap behind; its head, written with each entry,
knows how far it went. An older copy of one table alone is seen because each
change of an account or a device raises its version and has an entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from okienko.actions.verify.finding import Fault, fault
from okienko.core.journal.chain import Line
from okienko.core.people import entries as people
from okienko.records.journal import JournalStore
from okienko.records.journal.beside import ACCOUNTS, DEVICES, HEADS, REVISIONS

Head = tuple[int, bytes]


def heads(store: JournalStore, office: int) -> dict[str, Head]:
    """Where each stream beside the hall's stands, as it was kept apart."""
    return {stream: (seq, bytes(digest)) for _, stream, seq, digest in store.rows(HEADS, office=office)}


def head_faults(kept: Head | None, *, last: int, digest: bytes) -> Iterator[Fault]:
    """What differs between the end of a stream and its head."""
    if kept is None:
        if last:
            yield fault("head_missing", last=last)
        return
    seq, known = kept
    if seq > last:
        yield fault("head_beyond", last=last, seq=seq)
    elif seq < last:
        yield fault("head_behind", last=last, seq=seq)
    elif known != digest:
        yield fault("head_differs", seq=seq)


def revision_faults(store: JournalStore, office: int, named: Mapping[str, int]) -> Iterator[tuple[int, Fault]]:
    """Descriptions by which the hall worked, from the entry given, and which are not there any more."""
    kept = {digest for _, _, digest in store.rows(REVISIONS, office=office)}
    for revision, seq in named.items():
        if revision not in kept:
            yield seq, fault("revision_gone", revision=revision[:12])


#: What an entry says of whether a device may come in.
_AT_THE_DOOR: Mapping[str, Mapping[str, bool]] = {
    people.DEVICE_ADDED: {"enrolled_at": False, "revoked_at": False},
    people.CODE_MADE: {"enrolled_at": False, "revoked_at": False},
    people.DEVICE_LET_IN: {"enrolled_at": True},
    people.DEVICE_REVOKED: {"revoked_at": True},
}
#: Columns of which the journal says that there is a moment, and not which.
_MOMENTS = frozenset({"enrolled_at", "revoked_at"})


@dataclass(slots=True)
class WaysIn:
    """Accounts and devices as the entries of their stream tell them: column by column, by their numbers."""

    accounts: dict[int, dict[str, Any]] = field(default_factory=dict)
    devices: dict[int, dict[str, Any]] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        """Take in the next entry."""
        body = json.loads(line.body)
        rows, key = (self.accounts, "account") if "account" in body else (self.devices, "device")
        if line.kind in (people.ACCOUNT_GIVEN, people.DEVICE_ADDED):
            rows[body[key]] = {"version": 1, **({"is_active": True} if rows is self.accounts else {})}
        elif body.get(key) in rows:
            rows[body[key]]["version"] += 1
        if body.get(key) in rows:
            rows[body[key]] |= {name: body[name] for name in ("is_active", "roles", "kind") if name in body}
            rows[body[key]] |= _AT_THE_DOOR.get(line.kind, {})

    def faults(self, store: JournalStore, slug: str) -> Iterator[Fault]:
        """What differs between the entries and the tables."""
        for name, table, told in (("account", ACCOUNTS, self.accounts), ("device", DEVICES, self.devices)):
            stored = {row[0]: dict(zip(table.names[1:], row[1:], strict=True)) for row in
                      store.ways_in(table, slug=slug)}
            for key in sorted(stored.keys() - told.keys()):
                yield fault("way_in_alone", row=name, key=key)
            for key in sorted(told.keys() - stored.keys()):
                yield fault("way_in_gone", row=name, key=key)
            for key in sorted(told.keys() & stored.keys()):
                yield from _differing(name, key, stored[key], told[key])


def _differing(name: str, key: int, stored: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Fault]:
    for column, right in told.items():
        is_there = _plain(column, stored[column])
        if is_there != right:
            yield fault("way_in_differs", row=name, key=key, column=column, stored=repr(is_there), expected=repr(right))


def _plain(column: str, value: Any) -> Any:
    if column in _MOMENTS:
        return value is not None
    return json.loads(value) if column == "roles" else value
