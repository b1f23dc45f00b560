"""How the office stood at a moment of the past: the journal of the day, under the description in force then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from okienko.actions.audit.reading import begins_at, happened
from okienko.actions.office import NoSuchOffice, office_at
from okienko.core.calendar.past import WasOpen, was_open
from okienko.core.office import Office
from okienko.records.office import Office as OfficeRow
from okienko.records.office import OfficeRevision


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a moment, and the office as it was described then (revision `number`)."""

    found: WasOpen
    office: Office
    number: int

    @property
    def departments(self) -> int:
        """How many departments had a way of contact open under the rules of that moment."""
        regime = self.found.regime if self.found.regime in self.office.regimes else None
        return sum(bool(self.office.contact_modes(each, regime)) for each in self.office.departments)

    @property
    def modes(self) -> tuple[str, ...]:
        """The ways of contact that were open to some department, in the order of the description."""
        regime = self.found.regime if self.found.regime in self.office.regimes else None
        return tuple(dict.fromkeys(mode for each in self.office.departments
                                   for mode in self.office.contact_modes(each, regime)))


def stood_at(row: OfficeRow, at: datetime, *, now: datetime) -> Known:
    """What the calendar and the journal say of a moment; raises NoSuchOffice without any description."""
    revisions = OfficeRevision.objects.filter(office=row)
    revision = (revisions.filter(applied_at__lte=at).order_by("-number").first()
                or revisions.order_by("number").first())
    if revision is None:
        raise NoSuchOffice(row.slug)
    office = office_at(revision)
    entries = list(happened(row, at.astimezone(office.zone).date(), zone=office.zone))
    used = next((entry.body.get("revision") for entry in entries if entry.kind == "day_opened"), None)
    of_the_day = revisions.filter(content_hash=used).order_by("number").last() if used else None
    if of_the_day is not None and of_the_day.pk != revision.pk:
        revision, office = of_the_day, office_at(of_the_day)
    found = was_open(office.calendar, entries, at, zone=office.zone, now=now, begins=begins_at(row))
    return Known(found, office, revision.number)
