"""What the interface reads: an office by its id, its hall, its figures; each with the trouble it may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from okienko.actions.hall import look, now, picture_of
from okienko.actions.keeper import Unavailable
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.submit import NoKeeper
from okienko.core.hall.picture import PUBLIC, Picture
from okienko.core.office import Office
from okienko.core.standards.figures import QueueFigures, queue_figures
from okienko.faces.api.problems import BadPeriod, Missing, NoHall
from okienko.records.office import Office as OfficeRow

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Seen:
    """A hall as everybody may see it: the public picture, the figures of its queues, its day."""

    picture: Picture
    figures: dict[str, QueueFigures]


def moment() -> datetime:
    """The halls' own time, or the wall's where none runs."""
    try:
        return now()
    except NoKeeper:
        return timezone.now()


def office_named(slug: str) -> Office:
    """Raises Missing."""
    if not SLUG.fullmatch(slug):
        raise Missing
    try:
        return current_office(slug)
    except NoSuchOffice:
        raise Missing from None


def offices() -> list[Office]:
    """All that have a description."""
    rows = OfficeRow.objects.filter(revisions__isnull=False).distinct().order_by("slug")
    return [current_office(slug) for slug in rows.values_list("slug", flat=True)]


def hall_of(office: Office) -> Seen:
    """Raises NoHall."""
    try:
        _, picture = picture_of(office.slug, PUBLIC)
        return Seen(picture, look(office.slug, queue_figures))
    except (NoKeeper, Unavailable):
        raise NoHall from None


def regime_of(office: Office) -> str | None:
    """The regime in force now; None when none is, or no hall answers."""
    try:
        _, picture = picture_of(office.slug, PUBLIC)
    except (NoKeeper, Unavailable):
        return None
    regime = picture["hall"]["now"]["regime"]
    return regime if regime in office.regimes else None


def period(office: Office, first: date | None, last: date | None, *, back: int, ahead: int) -> tuple[date, date]:
    """The days asked for, both included; raises BadPeriod."""
    today = moment().astimezone(office.zone).date()
    try:
        begins = first or (last or today) - timedelta(days=back)
        ends = last or (first or today) + timedelta(days=ahead)
    except OverflowError:
        raise BadPeriod from None
    if begins > ends or ends - begins > LONGEST or not 1900 <= begins.year <= ends.year <= 2200:
        raise BadPeriod
    return begins, ends
