"""The journal as an auditor reads it: a stream of an office by days, by kind, by visit, by desk, in the order of seq.

Moments grow with seq, so the entries of a day lie between two numbers, which are
found by halving: that takes a score of single rows, however long the journal is,
and needs no further index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from okienko.core.hall.entries import STREAM
from okienko.core.hall.entries import Entry as Happened
from okienko.records.hall import Entry
from okienko.records.office import Office

PAGE = 100
CHUNK = 2000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; `days` are the first and the last one, None = all."""

    stream: str = STREAM
    days: tuple[date, date] | None = None
    kind: str = ""
    visit: int | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Up to PAGE entries after `after`; `next` is the seq to go on from, None at the end."""

    rows: tuple[Entry, ...]
    after: int
    next: int | None


def page(office: Office, wanted: Wanted, *, zone: ZoneInfo, after: int = 0) -> Page:
    """One page of what is wanted."""
    rows = tuple(rows_of(office, wanted, zone=zone, after=after)[: PAGE + 1])
    return Page(rows[:PAGE], after, rows[PAGE - 1].seq if len(rows) > PAGE else None)


def rows_of(office: Office, wanted: Wanted, *, zone: ZoneInfo, after: int = 0) -> QuerySet[Entry]:
    """All entries that are wanted, in order; for a download, read them by an iterator."""
    rows = Entry.objects.filter(office=office, stream=wanted.stream, seq__gt=after).order_by("seq")
    if wanted.days is not None:
        first, last = day_bounds(office, wanted.stream, *wanted.days, zone=zone)
        rows = rows.filter(seq__range=(first, last))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.visit is not None:
        rows = rows.filter(visit=wanted.visit)
    return rows.filter(desk=wanted.desk) if wanted.desk else rows


def streams_of(office: Office) -> list[str]:
    """The streams of an office, the hall's first."""
    found = Entry.objects.filter(office=office).order_by("stream").values_list("stream", flat=True).distinct()
    return sorted(found, key=lambda stream: (stream != STREAM, stream))


def day_bounds(office: Office, stream: str, first: date, last: date, *, zone: ZoneInfo) -> tuple[int, int]:
    """The seq of the first entry of the first day and of the last entry of the last; empty when first > last."""
    begins = datetime.combine(first, time(), tzinfo=zone)
    ends = datetime.combine(last + _DAY, time(), tzinfo=zone)
    return _first_at(office, stream, begins), _first_at(office, stream, ends) - 1


def happened(office: Office, on: date, *, zone: ZoneInfo) -> Iterator[Happened]:
    """What happened in the hall on a date, in order."""
    for row in rows_of(office, Wanted(days=(on, on)), zone=zone).iterator(chunk_size=CHUNK):
        yield Happened(row.seq, row.at, row.kind, row.visit, row.desk, row.by, body_of(row), row.key)


def body_of(row: Entry) -> dict[str, Any]:
    """The facts of an entry."""
    told: dict[str, Any] = json.loads(row.body)
    return told


def begins_at(office: Office) -> datetime | None:
    """The moment of the hall's first entry."""
    return _at(office, STREAM, 1)


def _first_at(office: Office, stream: str, moment: datetime) -> int:
    """The seq of the first entry at this moment or later; one past the end when there is none."""
    low = 1
    high = (Entry.objects.filter(office=office, stream=stream).aggregate(last=Max("seq"))["last"] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = _at(office, stream, middle)
        if at is None or at >= moment:
            high = middle
        else:
            low = middle + 1
    return low


def _at(office: Office, stream: str, seq: int) -> datetime | None:
    found: datetime | None = (Entry.objects.filter(office=office, stream=stream, seq=seq)
                              .values_list("at", flat=True).first())
    return found
