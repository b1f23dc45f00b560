"""The answers when a page cannot be shown: in the person's language and the house's design, JSON for programs.

An error inside an office keeps the office's head and leads back to the face it
happened at. A database that does not answer is said as 503, without asking it
for anything more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okienko.actions.keeper import NotNow
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.submit import NoKeeper
from okienko.config.pages import NOT_ARRIVED
from okienko.core.office import Office
from okienko.records.journal import StoreError
from okienko.ui.errors import BY_CODE, BY_STATUS, Told

#: Addresses at which programs ask: they get JSON, whatever goes wrong.
FOR_PROGRAMS = ("/api/", "/live/")
PROBLEM_TYPE = "application/problem+json"
#: What happens while the database or the hall cannot be reached.
OUTAGES = (NoKeeper, NotNow, StoreError, OperationalError, InterfaceError)
RETRY_SECONDS = 5
#: A screen that nobody touches looks again by itself after so many seconds.
SCREENS, SCREEN_SECONDS = ("board", "kiosk"), 15
#: The second part of an address → the page to go back to, and what its button says.
_BACK: dict[str, tuple[str, str | Promise]] = {
    "kiosk": ("kiosk", _("To the first screen")),
    "board": ("board", _("Show the calls")),
    "hall": ("hall", _("The state of the hall")),
    "ticket": ("hall", _("The state of the hall")),
    "t": ("hall", _("The state of the hall")),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when too much was sent."""
    return answer(request, BY_STATUS[413 if isinstance(exception, RequestDataTooBig) else 400])


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    del exception
    return answer(request, BY_CODE["forbidden"])


def revoked(request: HttpRequest) -> HttpResponse:
    """403: the browser was a device of the office and was sent away."""
    return answer(request, BY_CODE["device_revoked"])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not made by this program for this browser; 405 where no form could be sent in this way.

    The check of forms comes before the door of the address, which otherwise says what it takes.
    """
    del reason
    allowed = getattr(request.resolver_match and request.resolver_match.func, "methods", None)
    if allowed is not None and request.method not in allowed:
        return method_not_allowed(request, allowed)
    return answer(request, BY_CODE["form_expired"])


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    del exception
    return answer(request, BY_STATUS[404])


def method_not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405, with the methods that the address takes."""
    response = answer(request, BY_STATUS[405])
    response["Allow"] = ", ".join(sorted(allowed))
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429."""
    return answer(request, BY_STATUS[429])


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database or the hall does not answer."""
    return answer(request, BY_STATUS[503 if isinstance(sys.exception(), OUTAGES) else 500])


class WholeRequests:
    """Says why a request was not read: too large, or too slow; `config.pages` reads it before a thread is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        status = request.META.get("asgi.scope", {}).get(NOT_ARRIVED, 0)
        if not announced.isdecimal():
            return answer(request, BY_STATUS[400])
        if limit is not None and (len(announced) > 18 or int(announced) > limit):
            status = 413
        if not status:
            return self.get_response(request)
        response = answer(request, BY_STATUS[status])
        response["Connection"] = "close"
        return response


def answer(request: HttpRequest, told: Told) -> HttpResponse:
    """The error as a page, or as problem details where programs ask."""
    translation.activate(translation.get_language_from_request(request))
    response = _json(told) if request.path.startswith(FOR_PROGRAMS) else _page(request, told)
    response["Cache-Control"] = "no-store"
    if told.status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    if told.status == 429:
        response["Retry-After"] = "60"
    return response


def _json(told: Told) -> HttpResponse:
    said = {"type": "about:blank", "code": told.code, "title": str(told.title), "status": told.status,
            "detail": f"{told.happened} {told.mend}", "errors": []}
    return JsonResponse(said, status=told.status, content_type=PROBLEM_TYPE,
                        json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest, told: Told) -> HttpResponse:
    first, _rest, rest = request.path.strip("/").partition("/")
    face = rest.partition("/")[0]
    # While the database does not answer, or before it is known who asks, the page is made without it.
    is_whole = told.status < 500 and hasattr(request, "user") and hasattr(request, "session")
    office = None if told.status == 503 else _office(first)
    back, back_text = _way_back(first if office or told.status == 503 else "", face)
    context: dict[str, Any] = {"told": told, "office": office, "home": _home(office), "back": back,
                               "back_text": back_text}
    if not is_whole:
        context |= {"is_demo": settings.OKIENKO_DEMO, "places": [], "request": request}
    html = render_to_string("ui/error.html", context, request=request if is_whole else None)
    response = HttpResponse(html, status=told.status)
    if told.status >= 500 and face in SCREENS and request.method == "GET":
        response["Refresh"] = str(SCREEN_SECONDS)
    return response


def _office(slug: str) -> Office | None:
    """The office whose page it would have been, where its description can be read."""
    with suppress(NoSuchOffice, DatabaseError, ValueError):
        return current_office(slug)
    return None


def _home(office: Office | None) -> str:
    with suppress(NoReverseMatch):
        return reverse("site", kwargs={"office": office.slug}) if office else "/"
    return "/"


def _way_back(slug: str, face: str) -> tuple[str, str | Promise]:
    if slug:
        name, text = _BACK.get(face, ("site", _("To the first page")))
        with suppress(NoReverseMatch):
            return reverse(name, kwargs={"office": slug}), text
    return "/", _("To the first page")
