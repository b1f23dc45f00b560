"""What the installation serves: its offices, their people, printers and journals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from okienko.actions.description import examine as examine_files
from okienko.actions.followers import described_department
from okienko.actions.upkeep.doctor.finding import Finding, fault, hint
from okienko.actions.upkeep.version import version
from okienko.actions.verify import verify
from okienko.core.hall.entries import STREAM
from okienko.core.office import Office
from okienko.links.files import content_hash
from okienko.links.printer import PrinterTrouble, open_printer
from okienko.records.follower import FollowerCursor
from okienko.records.journal import JournalStore
from okienko.records.office import Office as OfficeRow
from okienko.records.office import OfficeRevision
from okienko.records.people import Account
from okienko.records.serving.places import place_of

BROWSER = "browser"
ADMINISTRATOR = "administrator"
#: Entries that a follower may be behind while the office is busy.
BEHIND = 500
#: Faults of a journal that are told one by one.
TOLD = 5


def examine(url: str, store: JournalStore, *, now: datetime, quick: bool) -> Iterator[Finding]:
    """All that is wrong with what is served."""
    servers = place_of(url).servers()
    for server in servers:
        if server.version != version():
            yield fault("server_other_version", other=server.version, ours=version(), pid=server.pid)
    if not servers:
        yield hint("server_none")
    rows = list(OfficeRow.objects.order_by("slug"))
    if not rows:
        yield fault("office_none")
    for row in rows:
        yield from _office(row, store, now=now)
    if not quick:
        yield from _journal(store)


def _office(row: OfficeRow, store: JournalStore, *, now: datetime) -> Iterator[Finding]:
    people = Account.objects.filter(office=row.slug, is_active=True).values_list("roles", flat=True)
    if not any(ADMINISTRATOR in roles for roles in people):
        yield fault("administrator_none", office=row.slug)
    last = OfficeRevision.objects.filter(office=row).order_by("-number").first()
    if last is None:
        yield fault("description_none", office=row.slug)
    else:
        if content_hash(last.files) != last.content_hash:
            yield fault("description_changed", office=row.slug, number=last.number)
        examined = examine_files(last.files, on=now.date())
        if examined.faults:
            first = examined.faults[0]
            yield fault("description_faults", office=row.slug, number=last.number, count=len(examined.faults),
                        first=f"{first.path}: {first.what}")
        if examined.office is not None:
            yield from _printers(examined.office)
    yield from _past(row, store, now=now)


def _printers(office: Office) -> Iterator[Finding]:
    for printer in office.printers.values():
        address = printer.address.text
        if address == BROWSER:
            continue
        try:
            with closing(open_printer(address)) as opened:
                status = opened.status()
        except PrinterTrouble as trouble:
            yield hint("printer_trouble", office=office.slug, printer=printer.id, address=address, trouble=trouble.kind)
            continue
        trouble_now = status.trouble or ("paper_low" if status.is_paper_low else None)
        if trouble_now is not None:
            yield hint("printer_trouble", office=office.slug, printer=printer.id, address=address, trouble=trouble_now)


def _past(row: OfficeRow, store: JournalStore, *, now: datetime) -> Iterator[Finding]:
    highest = store.highest([row.pk]).get(row.pk, 0)
    if not highest:
        return
    last = store.entries_after(row.pk, stream=STREAM, seq=highest - 1, limit=1)
    at = datetime.fromisoformat(last[0].at).replace(tzinfo=now.tzinfo) if last else now
    if at > now:
        yield fault("clock_behind_journal", office=row.slug, at=f"{at:%Y-%m-%d %H:%M:%S}")
    cursors = dict(FollowerCursor.objects.filter(office=row, stream=STREAM).values_list("follower", "seq"))
    for follower, seq in sorted((cursors or {"finished": 0}).items()):
        if highest - seq > BEHIND:
            yield hint("follower_behind", office=row.slug, follower=follower, entries=highest - seq)


def _journal(store: JournalStore) -> Iterator[Finding]:
    count = 0
    for finding in verify(store, departments=described_department):
        count += 1
        if count <= TOLD:
            place = f"{finding.office} {finding.stream} {finding.seq or ''}".strip()
            yield fault("journal_fault", place=place, what=finding.what, finding=finding.code, **finding.params)
    if count > TOLD:
        yield fault("journal_more", count=count - TOLD)
