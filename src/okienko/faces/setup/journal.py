"""The journal for the auditor: page by page, as a file, and whether it is whole. It holds no personal data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from okienko.actions.audit import (
    AlreadyChecking,
    TooLong,
    Wanted,
    body_of,
    check_journal,
    page,
    rows_of,
    streams_of,
)
from okienko.actions.hall import now
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.submit import NoKeeper
from okienko.core.hall.entries import STREAM
from okienko.core.journal.findings import MENDS, SENTENCES
from okienko.faces.setup.happenings import KINDS, STREAMS, kind_title
from okienko.records.hall import Entry
from okienko.records.journal import StoreError
from okienko.records.office import Office

COLUMNS = ("seq", "at", "kind", "what", "visit", "desk", "by", "facts", "hash")
CHUNK = 1000


def journal(request: HttpRequest, office: Office) -> HttpResponse:
    """A hundred entries of what is looked for; today's hall unless something else is chosen."""
    zone = _zone(office)
    wanted, problem = _wanted(request, zone)
    found = page(office, wanted, zone=zone, after=_number(request.GET.get("after", "")) or 0)
    asked = request.GET.copy()
    asked.pop("after", None)
    return render(request, "setup/journal.html", {
        "office": office, "zone": zone.key, "problem": problem, "wanted": wanted, "asked": asked.urlencode(),
        "first": request.GET.get("from", "") or _today(zone).isoformat(), "last": request.GET.get("to", ""),
        "visit": request.GET.get("visit", ""), "found": found,
        "rows": [(row, kind_title(row.kind)) for row in found.rows],
        "streams": [(each, STREAMS.get(each, each)) for each in streams_of(office) or [STREAM]],
        "kinds": sorted(((kind, str(title)) for kind, title in KINDS.items()), key=lambda each: each[1]),
    })


def journal_file(request: HttpRequest, office: Office) -> HttpResponseBase:
    """What is looked for as JSON lines, or as a table (`format=csv`), read and sent piece by piece."""
    zone = _zone(office)
    wanted, _problem = _wanted(request, zone)
    is_table = request.GET.get("format") == "csv"
    rows = rows_of(office, wanted, zone=zone).iterator(chunk_size=CHUNK)
    told = _table(rows) if is_table else _lines(rows)
    kind = "text/csv" if is_table else "application/x-ndjson"
    response = StreamingHttpResponse(told, content_type=f"{kind}; charset=utf-8")
    name = f"{office.slug}-{wanted.stream}.{'csv' if is_table else 'jsonl'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def journal_check(request: HttpRequest, office: Office) -> HttpResponse:
    """Walk the journal as `okienko verify` does, and show what is wrong."""
    checked, problem = None, ""
    try:
        checked = check_journal(office.slug)
    except TooLong:
        problem = _("The journal is too long for a page; run okienko verify at the terminal.")
    except AlreadyChecking:
        problem = _("The journal is being checked for somebody else; try again in a minute.")
    except StoreError:
        problem = _("The journal cannot be read at the moment; try again in a minute.")
    findings = [(each, _(SENTENCES[each.code]).format(**each.params)) for each in checked.findings] if checked else []
    mends = dict.fromkeys(_(MENDS[each.code]).format(office=each.office) for each, _what in findings)
    return render(request, "setup/journal_check.html", {
        "office": office, "checked": checked, "findings": findings, "mends": list(mends), "problem": problem})


def _zone(office: Office) -> ZoneInfo:
    try:
        return current_office(office.slug).zone
    except NoSuchOffice:
        return ZoneInfo(settings.TIME_ZONE)


def _today(zone: ZoneInfo) -> date:
    try:
        return now().astimezone(zone).date()
    except NoKeeper:
        return timezone.now().astimezone(zone).date()


def _wanted(request: HttpRequest, zone: ZoneInfo) -> tuple[Wanted, str]:
    """What is looked for; what cannot be read is left out and told."""
    asked, today = request.GET, _today(zone)
    problem = ""
    try:
        first = date.fromisoformat(asked["from"]) if asked.get("from") else today
        last = date.fromisoformat(asked["to"]) if asked.get("to") else first
        if first > last or not 2000 <= first.year <= last.year <= 2200:
            raise ValueError
    except ValueError:
        first = last = today
        problem = _("This is not a date; today is shown.")
    kind, stream = asked.get("kind", ""), asked.get("stream", "") or STREAM
    return Wanted(stream=stream if stream in STREAMS else STREAM, days=(first, last),
                  kind=kind if kind in KINDS else "", visit=_number(asked.get("visit", "")),
                  desk=_desk(asked.get("desk", ""))), problem


def _desk(text: str) -> str:
    return text[:60] if text.isprintable() else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None


def _told(row: Entry) -> dict[str, Any]:
    return {"seq": row.seq, "at": row.at.astimezone(UTC).isoformat(timespec="milliseconds"), "kind": row.kind,
            "what": kind_title(row.kind), "visit": row.visit, "desk": row.desk, "by": row.by, "facts": body_of(row),
            "hash": bytes(row.hash).hex()}


def _lines(rows: Iterable[Entry]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(_told(row), ensure_ascii=False).encode() + b"\n"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _table(rows: Iterable[Entry]) -> Iterator[bytes]:
    """With a mark at the beginning, by which spreadsheets know the encoding."""
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf" + writer.writerow(COLUMNS).encode()
    for row in rows:
        told = _told(row) | {"facts": json.dumps(body_of(row), ensure_ascii=False)}
        yield writer.writerow([told[column] for column in COLUMNS]).encode()
