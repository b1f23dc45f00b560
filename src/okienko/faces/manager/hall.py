"""The hall as the manager's pages read it; a hall that does not answer is said, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from okienko.actions.hall import now, seen
from okienko.actions.office import current_office
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


def shown(row: OfficeRow) -> Shown | None:
    """The hall as it is; None while no hall answers."""
    told = seen(row.slug, STAFF)
    return Shown(current_office(row.slug), *told, now()) if told else None


def no_hall(request: HttpRequest, row: OfficeRow) -> HttpResponse:
    """Says that the hall does not answer, and what to do."""
    response = render(request, "manager/no_hall.html", {"office": current_office(row.slug)}, status=503)
    response["Retry-After"] = "5"
    return response
