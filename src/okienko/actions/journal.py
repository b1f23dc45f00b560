"""One entry of a long-lived thing's stream, written in the transaction that changes its rows.

The hall has its own way to the journal (the keeper); what lives longer than a
day changes its rows by Django and writes here, so that no state changes without
its entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from okienko.core.hall.entries import STREAM as HALL_STREAM
from okienko.core.journal.chain import START, Line, link
from okienko.records.hall import Entry, StreamHead
from okienko.records.office import Office


class OutsideTransaction(RuntimeError):
    """An entry must be written in the transaction that changes the rows."""


class NotThisStream(ValueError):
    """Only the hall keeper writes the stream of the hall."""


def write_entry(office: str, *, stream: str, kind: str, by: str, body: Mapping[str, Any]) -> int:
    """Append an entry to a stream of an office and give its seq; others who write there wait their turn.

    `body` holds plain values and no personal data. Raises Office.DoesNotExist.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(OutsideTransaction.__doc__)
    if stream == HALL_STREAM:
        raise NotThisStream(NotThisStream.__doc__)
    row = Office.objects.select_for_update().get(slug=office)
    last = Entry.objects.filter(office=row, stream=stream).order_by("-seq").first()
    at = _after(last, datetime.now(UTC))
    line = Line(row.pk, stream, 1 if last is None else last.seq + 1, str(at)[:-6], kind, None, None, by,
                json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False), 0, None, None)
    before = START if last is None else bytes(last.hash)
    digest = link(line, before=before)
    Entry.objects.create(office=row, stream=stream, seq=line.seq, at=at, kind=kind, by=by, body=line.body, hash=digest)
    if not StreamHead.objects.filter(office=row, stream=stream).update(seq=line.seq, hash=digest):
        StreamHead.objects.create(office=row, stream=stream, seq=line.seq, hash=digest)
    return line.seq


def _after(last: Entry | None, now: datetime) -> datetime:
    """The moment in whole milliseconds; an entry never stands before the one that it follows."""
    moment = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return moment if last is None or last.at <= moment else last.at.astimezone(UTC)
