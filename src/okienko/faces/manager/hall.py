"""The hall as the manager's pages read it; a hall that does not answer is said, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okienko.actions.hall import now, picture_of
from okienko.actions.keeper import Unavailable
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.submit import NoKeeper
from okienko.core.hall.picture import STAFF, Picture
from okienko.core.office import Office
from okienko.records.office import Office as OfficeRow


@dataclass(frozen=True, slots=True)
class Shown:
    """The office, the committed staff picture with the number of its last entry, and the hall's own time."""

    office: Office
    seq: int
    picture: Picture
    at: datetime


def described(row: OfficeRow) -> Office:
    """The office as described now; a 404 when it has no description yet."""
    try:
        return current_office(row.slug)
    except NoSuchOffice:
        raise Http404 from None


def shown(row: OfficeRow) -> Shown | None:
    """The hall as it is; None while no hall answers."""
    office = described(row)
    try:
        seq, picture = picture_of(row.slug, STAFF)
        return Shown(office, seq, picture, now())
    except (NoKeeper, Unavailable):
        return None


def moment() -> datetime:
    """The hall's own time, or that of the wall where no hall runs."""
    try:
        return now()
    except NoKeeper:
        return timezone.now()


def no_hall(request: HttpRequest, row: OfficeRow) -> HttpResponse:
    """Says that the hall does not answer, and what to do."""
    response = render(request, "manager/no_hall.html", {"office": described(row)}, status=503)
    response["Retry-After"] = "5"
    return response
