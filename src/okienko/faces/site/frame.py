"""What every public page needs: the office as described, the language, the hall if one answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from okienko.actions.hall import seen
from okienko.core.hall.picture import PUBLIC, Picture
from okienko.core.office import Office


@dataclass(frozen=True, slots=True)
class Hall:
    """The public picture and the number of its last entry; a page without it says so and shows the rest."""

    seq: int
    picture: Picture


def hall_of(office: Office) -> Hall | None:
    """The hall as everybody may see it; None while none answers."""
    told = seen(office.slug, PUBLIC)
    return Hall(*told) if told else None


def language() -> str:
    """The language of the page."""
    return get_language() or "pl"


def page(request: HttpRequest, template: str, office: Office, **context: Any) -> HttpResponse:
    """A public page; nothing on it is about whoever asks."""
    return render(request, template, {"office": office, "site": next(iter(office.sites.values())),
                                      "lang": language(), "asked": "", **context})
