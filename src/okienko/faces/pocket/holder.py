"""Who holds the code of a ticket sees its page; a wrong code gets a friendly page, and slowly."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from okienko.actions.office import current_office
from okienko.actions.ticket import Held, held
from okienko.core.office import Office
from okienko.core.people.codes import Codes
from okienko.core.people.throttle import Throttle
from okienko.records.office import Office as OfficeRow
from okienko.ui.inline import with_own_icons

#: A right code is never braked: two hundred phones share one address in the hall's network.
_guesses = Throttle(burst=20, per_minute=10, now=time.monotonic)


@dataclass(frozen=True, slots=True)
class Holding:
    """A ticket in the hand of its holder: the office, the code in the address, the visit."""

    office: Office
    code: str
    held: Held
    language: str


def holding(view: Callable[[HttpRequest, Holding], HttpResponse]) -> Callable[..., HttpResponse]:
    """The view for the holder of a right code; the friendly page for anybody else."""

    @wraps(view)
    def door(request: HttpRequest, office: OfficeRow, code: str) -> HttpResponse:
        described = current_office(office.slug)
        found = held(described, code, codes=codes())
        if found is not None:
            return view(request, Holding(described, code, found, language()))
        address = request.META.get("REMOTE_ADDR", "")
        if _guesses.take(address):
            return page(request, "pocket/unknown.html", {"office": described}, status=404)
        response = page(request, "pocket/slowly.html", {"office": described}, status=429)
        response["Retry-After"] = str(_guesses.seconds_to_wait(address))
        return response

    return door


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A small page that brings its icons along and is kept nowhere."""
    html = render_to_string(template, {"refused": "", "told": "", **context}, request=request)
    response = HttpResponse(with_own_icons(html), status=status)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def codes() -> Codes:
    """The codes of this installation."""
    return Codes.of(settings.SECRET_KEY.encode())


def language() -> str:
    """The language of the page."""
    return get_language() or "pl"
