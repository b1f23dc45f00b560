"""What every page of the kiosk knows: the office, the hall now, who stands here, what was chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.dateformat import format as format_date

from okienko.actions import hall
from okienko.actions.office import current_office
from okienko.actions.printing import PrinterState, troubles_of
from okienko.core.hall.hall import OPENED, STOPPED
from okienko.core.hall.picture import PUBLIC, Row
from okienko.core.hall.refusals import Refusal
from okienko.core.office import Office
from okienko.core.people.roles import TAKE_TICKETS, permissions_of
from okienko.core.people.throttle import Throttle
from okienko.core.people.who import ANYBODY, DEVICE, Who
from okienko.faces.kiosk.choice import Choice
from okienko.faces.kiosk.ways import Ways
from okienko.records.devices import Device
from okienko.records.office import Office as OfficeRow
from okienko.ui.refusals import said

#: The open kiosk of a demonstration is braked for each address.
_open_kiosk = Throttle(burst=30, per_minute=20, now=time.monotonic)
#: How far ahead the next opening is looked for.
DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A kiosk in front of somebody. `who` gives the tickets; ANYBODY where the kiosk was not let in."""

    office: Office
    choice: Choice
    who: Who
    device: str
    now: datetime
    state: Row
    queues: dict[str, Row]

    @property
    def slug(self) -> str:
        return self.office.slug

    @property
    def is_let_in(self) -> bool:
        return self.who is not ANYBODY

    @property
    def gives_tickets(self) -> bool:
        return self.is_let_in and self.state["phase"] == OPENED

    @property
    def has_stopped(self) -> bool:
        return bool(self.state["phase"] == STOPPED)

    @property
    def regime(self) -> Any:
        """The rules of limited contact that hold now, or None."""
        return self.office.regimes.get(self.state["regime"] or "")

    @property
    def clock(self) -> str:
        return self.now.astimezone(self.office.zone).strftime("%H:%M")

    @property
    def troubles(self) -> list[PrinterState]:
        """What is wrong with the printer of this very kiosk."""
        printer = self.office.printer_for(self.device)
        return [state for state in troubles_of(self.office) if printer and state.id == printer.id and state.trouble]

    @property
    def regime_name(self) -> str:
        return str(self.regime.name.spoken(self.choice.language))

    @property
    def regime_outside(self) -> str:
        return str(self.regime.outside.spoken(self.choice.language))

    @property
    def sites(self) -> Iterable[Any]:
        return self.office.sites.values()

    def next_opening(self) -> str:
        """When the office opens next: "Tuesday, 24 November, 8:00"; empty when that is not known."""
        today = self.now.astimezone(self.office.zone).date()
        for day in range(DAYS_AHEAD):
            hours = self.office.opening(today + timedelta(days=day))
            if hours is not None and hours.opens_at > self.now:
                told = str(format_date(hours.opens_at.astimezone(self.office.zone), "l, j E, G:i"))
                # English writes the names of days with a capital letter, the other languages do not.
                return told if self.choice.language == "en" else told[0].lower() + told[1:]
        return ""

    def reason_today(self) -> str:
        """Why today's hours differ, if they do."""
        return self.office.calendar.hours_on(self.now.astimezone(self.office.zone).date())[1]


def kiosk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the kiosk: in the language of whoever stands there, never kept by the browser."""

    @wraps(view)
    def page(request: HttpRequest, office: OfficeRow, **parts: Any) -> HttpResponse:
        who = request.who  # type: ignore[attr-defined]
        if who.office not in ("", office.slug):
            raise Http404
        described = current_office(office.slug)
        choice = Choice.of(request, described, kind=who.kind)
        with translation.override(choice.language):
            try:
                response = view(request, _place(described, choice, who), **parts)
            except Refusal as refusal:
                response = refused(request, _place(described, choice, who), refusal)
        response["Cache-Control"] = "no-store"
        response["Content-Language"] = choice.language
        return response

    return page


def _place(office: Office, choice: Choice, who: Who) -> Place:
    _seq, picture = hall.picture_of(office.slug, PUBLIC)
    giver, device = _giver(office, who)
    return Place(office=office, choice=choice, who=giver, device=device, now=hall.now(),
                 state=picture["hall"]["now"], queues=picture["queues"])


def _giver(office: Office, who: Who) -> tuple[Who, str]:
    """In whose name tickets are given here: this device or person; on a demonstration, an open kiosk."""
    if who.may(TAKE_TICKETS):
        name = Device.objects.filter(pk=who.id).values_list("name", flat=True).first() if who.kind == DEVICE else ""
        return who, name or ""
    if settings.OKIENKO_DEMO and office.identity.demonstration:
        return Who(kind=DEVICE, office=office.slug, role="kiosk", permissions=permissions_of(["kiosk"])), ""
    return ANYBODY, ""


def is_braked(request: HttpRequest, place: Place) -> bool:
    """Does this address take too many tickets from an open kiosk?"""
    return place.who.id == 0 and not _open_kiosk.take(request.META.get("REMOTE_ADDR", ""))


def refused(request: HttpRequest, place: Place, refusal: Refusal) -> HttpResponse:
    """The hall said no: what happened and what to do next."""
    response = show(request, place, "refused", {"what": said(refusal)}, status=refusal.status)
    if hasattr(refusal, "retry_after"):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def show(request: HttpRequest, place: Place, page: str, more: dict[str, Any] | None = None, *,
         status: int = 200) -> HttpResponse:
    """One page of the kiosk."""
    ways = Ways(place.slug, place.choice, place.office.languages, path=request.path, rest=_rest(request))
    context = {"place": place, "office": place.office, "choice": place.choice, "q": place.choice.query, "ways": ways,
               "is_demonstration": place.office.identity.demonstration, **(more or {})}
    return render(request, f"kiosk/{page}.html", context, status=status)


def _rest(request: HttpRequest) -> str:
    """What the address says beyond the choices, for links that lead to this very page."""
    kept = [(name, value) for name in ("q", "back") for value in request.GET.getlist(name)[:1]]
    return f"&{urlencode(kept)}" if kept else ""
