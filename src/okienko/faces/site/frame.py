"""What every public page needs: the office as described, the language, the hall if one answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from okienko.actions.hall import now, picture_of
from okienko.actions.keeper import Unavailable
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.submit import NoKeeper
from okienko.core.hall.picture import PUBLIC, Picture
from okienko.core.office import Office
from okienko.records.office import Office as OfficeRow


@dataclass(frozen=True, slots=True)
class Hall:
    """The public picture and the number of its last entry; a page without it says so and shows the rest."""

    seq: int
    picture: Picture


def described(row: OfficeRow) -> Office:
    """The office as described now; a 404 when it has no description yet."""
    try:
        return current_office(row.slug)
    except NoSuchOffice:
        raise Http404 from None


def hall_of(office: Office) -> Hall | None:
    """The hall as everybody may see it; None while none answers."""
    try:
        return Hall(*picture_of(office.slug, PUBLIC))
    except (NoKeeper, Unavailable):
        return None


def moment() -> datetime:
    """The hall's own time, or the wall's where no hall runs."""
    try:
        return now()
    except NoKeeper:
        return timezone.now()


def language() -> str:
    """The language of the page."""
    return get_language() or "pl"


def page(request: HttpRequest, template: str, office: Office, **context: Any) -> HttpResponse:
    """A public page; nothing on it is about whoever asks."""
    return render(request, template, {"office": office, "site": next(iter(office.sites.values())),
                                      "lang": language(), "asked": "", **context})
