"""Taking the ticket, and the screen that shows it."""

from __future__ import annotations

import time
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from okienko.actions.keeper import Overloaded
from okienko.actions.printing import FAILED, prints_in_browser, the_print_room
from okienko.actions.tickets import give_ticket, visit_of
from okienko.core.hall.commands import Take
from okienko.core.hall.refusals import Malformed, UnknownThing
from okienko.core.office.waiting import first_service_of, meeting_service, public_name
from okienko.core.people import roles as may
from okienko.core.people.duties import NotAllowed
from okienko.core.people.throttle import Throttle
from okienko.faces.kiosk.place import Place, is_braked, kiosk, show
from okienko.ui.slips import expected, slip_of, where_to_wait

MAX_KEY = 64
#: So long the screen waits for the printer before it is shown; it says "printing" after that.
PRINT_SECONDS = 1.2
_guesses = Throttle(burst=20, per_minute=10, now=time.monotonic)


@kiosk
def take(request: HttpRequest, place: Place) -> HttpResponse:
    """Give the ticket; the key makes a double touch one ticket. Then the screen that shows it."""
    if not place.is_let_in:
        raise NotAllowed
    if is_braked(request, place):
        raise Overloaded
    key = request.POST.get("key", "")
    if not (8 <= len(key) <= MAX_KEY and key.isascii() and key.isalnum()):
        raise Malformed(key=key[:MAX_KEY])
    given = give_ticket(place.office, _command(place, request.POST), who=place.who, channel="kiosk", key=key)
    _print(request, place, given.code)
    return redirect(f"/{place.slug}/kiosk/ticket/{given.code}{place.choice.query}")


def _command(place: Place, posted: Any) -> Take:
    """From what was touched to the command: a service, or an officer of a department or by name."""
    service, named = posted.get("service", ""), posted.get("named") or None
    department = posted.get("department") or None
    if named is not None and named in place.office.people:
        department = place.office.people[named].department
    if department is not None:
        service = meeting_service(place.office) or first_service_of(place.office, department) or service
    if service not in place.office.services:
        raise UnknownThing(service=service[:60])
    choice = place.choice
    return Take(matters=(service,), persons=choice.persons, language=choice.language, needs=choice.needs,
                priority=choice.priority or place.office.services[service].priority, department=department, named=named)


@kiosk
def ticket(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """The number, the wait, where to wait, the QR picture; POST prints what could not be printed before."""
    view = _held(request, place, code)
    room = the_print_room()
    order = room.order_of(place.office, code)
    if request.method == "POST" and place.is_let_in:
        if order is None or order.state == FAILED:
            _print(request, place, code, again=True)
        return redirect(request.get_full_path())
    if order is not None:
        order.wait(PRINT_SECONDS)
    url = _phone_page(request, place, code)
    is_meeting = view["event"] == "officer" or view["wish"] is not None
    return show(request, place, "ticket", {
        "view": view, "code": code, "order": order, "url": url, "is_meeting": is_meeting,
        "name": public_name(place.office, view["service"]).spoken(get_language() or "pl"),
        "expected": expected(view), "where": where_to_wait(place.office, view, regime=place.state["regime"]),
        "qr": _picture(url), "in_browser": prints_in_browser(place.office, place.device),
        "has_printer": place.office.printer_for(place.device) is not None})


@kiosk
def paper(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """The ticket as the browser prints it on a roll of 80 mm."""
    view = _held(request, place, code)
    url = _phone_page(request, place, code)
    slip = slip_of(place.office, view, url=url, code=code, regime=place.state["regime"])
    return show(request, place, "paper", {"slip": slip, "qr": _picture(url)})


def _held(request: HttpRequest, place: Place, code: str) -> dict[str, Any]:
    view = visit_of(place.office, code)
    if view is None:
        if not _guesses.take(request.META.get("REMOTE_ADDR", "")):
            raise Overloaded
        raise Http404
    return view


def _print(request: HttpRequest, place: Place, code: str, *, again: bool = False) -> None:
    view = visit_of(place.office, code)
    if view is not None and (place.who.may(may.PRINT_TICKETS) or place.who.may(may.HELP_AT_DOOR)):
        url = _phone_page(request, place, code)
        slip = slip_of(place.office, view, url=url, code=code, regime=place.state["regime"])
        the_print_room().print_once(place.office, slip, device=place.device, key=code, again=again)


def _phone_page(request: HttpRequest, place: Place, code: str) -> str:
    """The address of the phone page, as a phone in the hall reaches it."""
    path = f"/{place.slug}/t/{code}/"
    return f"{settings.OKIENKO_PUBLIC_URL}{path}" if settings.OKIENKO_PUBLIC_URL else request.build_absolute_uri(path)


def _picture(url: str) -> str:
    return mark_safe(segno.make(url, error="m", micro=False).svg_inline(border=2, omitsize=True))
