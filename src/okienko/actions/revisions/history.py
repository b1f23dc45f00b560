"""The revisions of an office's description: which is in force, and what each one changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from okienko.actions.description import office_of
from okienko.core.office.plan import Plan, plan
from okienko.records.office import OfficeRevision

KEPT = 64
_plans: dict[tuple[str, str], Plan] = {}


@dataclass(frozen=True, slots=True)
class Revision:
    """One applied description; `plan` says what it changed."""

    number: int
    content_hash: str
    applied_at: datetime
    applied_by: str
    note: str
    files: tuple[str, ...]
    plan: Plan


def history(slug: str, *, most: int = 20) -> list[Revision]:
    """The last revisions, the newest first."""
    rows = list(OfficeRevision.objects.filter(office__slug=slug).order_by("-number")[: most + 1])
    return list(_told(rows))[:most]


def _told(rows: list[OfficeRevision]) -> Iterator[Revision]:
    for row, before in zip(rows, [*rows[1:], None][:len(rows)], strict=True):
        known = _plans.get((before.content_hash if before else "", row.content_hash))
        yield Revision(row.number, row.content_hash, row.applied_at, row.applied_by, row.note, tuple(row.files),
                       known or _plan(before, row))


def _plan(before: OfficeRevision | None, after: OfficeRevision) -> Plan:
    """Reading two descriptions takes a fifth of a second, so what changed between two contents is kept."""
    found = plan(None if before is None else office_of(before.files), office_of(after.files))
    if len(_plans) >= KEPT:
        _plans.clear()
    _plans[before.content_hash if before else "", after.content_hash] = found
    return found
