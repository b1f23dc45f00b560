"""Without a ticket: the state of the hall, and a ticket taken on the phone."""

from __future__ import annotations

import time
from hashlib import blake2b
from secrets import token_hex
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from okienko.actions.hall import now as moment
from okienko.actions.hall import picture_of
from okienko.actions.office import current_office
from okienko.actions.ticket import take
from okienko.core.calendar.door import CLOSED, door
from okienko.core.catalogue.search import find
from okienko.core.hall.commands import Take
from okienko.core.hall.hall import CLOSED as NOT_OPENED
from okienko.core.hall.hall import OPENED
from okienko.core.hall.picture import PUBLIC, Row
from okienko.core.hall.refusals import Malformed, Refusal
from okienko.core.office import Office
from okienko.core.office.service import Queue, Service
from okienko.core.people.throttle import PHONE_COOKIE, TicketBrake
from okienko.faces.pocket.holder import codes, language, page
from okienko.faces.pocket.wording import clock_words, end_words, hall_words, queue_wait, waiting_words
from okienko.records.office import Office as OfficeRow
from okienko.ui.templatetags.office import lines, named, tongue

_takes = TicketBrake(per_minute=settings.OKIENKO_TICKETS_PER_MINUTE, now=time.monotonic)
LEAST_KEY, MAX_KEY = 20, 120
#: So many matters on one page; whoever comes for another one finds it by its words.
SHOWN = 8


def hall(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """What a phone without a ticket sees: is it open, how long does it take, where to go."""
    described = current_office(office.slug)
    _seq, picture = picture_of(office.slug, PUBLIC)
    now, lang = picture["hall"]["now"], language()
    stands, regime = _door(described, now["phase"]), described.regimes.get(now["regime"] or "")
    queues = [(described.queues[queue], row) for queue, row in picture["queues"].items() if queue in described.queues]
    return page(request, "pocket/hall.html", {
        "office": described, "door": stands, "hall": now,
        "opens": clock_words(now["opens_at"], described), "closes": end_words(now["closes_at"], described),
        "last": end_words(now["last_ticket_at"], described),
        "regime": named(regime.name, lang) if regime is not None else "",
        "outside": named(regime.outside, lang) if regime is not None else "",
        "queues": [_queue(queue, row, described, lang) for queue, row in queues],
        "words": {**hall_words(), "office": described.slug, "phase": now["phase"], "regime": now["regime"],
                  "early": stands == CLOSED and now["phase"] != NOT_OPENED},
        "sites": list(described.sites.values()), "may_take": _may_take(described, now["phase"]),
    })


def take_ticket(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """GET: find the matter. POST: take a ticket for it; its page opens."""
    described = current_office(office.slug)
    if request.method != "POST":
        return _known(request, _choose(request, described))
    address, phone = request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(PHONE_COOKIE)
    if not _takes.take(address, phone=phone):
        response = page(request, "pocket/slowly.html", {"office": described}, status=429)
        response["Retry-After"] = str(_takes.seconds_to_wait(address, phone=phone))
        return response
    try:
        code = take(described, _wanted(request, described), codes=codes(), key=_key(request))
    except Refusal as refusal:
        return _choose(request, described, refused=_(refusal.message), status=refusal.status)
    return redirect("pocket", office=described.slug, code=code)


def _known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the phone a number of its own, so that it is not taken for the others behind the same address."""
    if PHONE_COOKIE not in request.COOKIES:
        response.set_cookie(PHONE_COOKIE, token_hex(16), httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def _key(request: HttpRequest) -> str | None:
    """The key of the form, in a space of this browser's own: a stranger's key never opens another one's ticket.

    The browser is known by the secret in its cookie for forms, without which no form is accepted.
    """
    key = request.POST.get("key", "")
    if not key:
        return None
    if not LEAST_KEY <= len(key) <= MAX_KEY:
        raise Malformed(key=key[:LEAST_KEY])
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return blake2b(key.encode(), key=secret.encode()[:64], digest_size=24).hexdigest()


def _door(office: Office, phase: str) -> str:
    at = moment()
    return door(office.opening(at.astimezone(office.zone).date()), phase=phase, at=at)


def _may_take(office: Office, phase: str) -> bool:
    return office.hall_rules.phone_tickets and phase == OPENED


def _wanted(request: HttpRequest, office: Office) -> Take:
    """What is asked for, in the language of the page, or the office's first where it does not serve in that one."""
    spoken = language() if language() in office.languages else office.languages[0]
    persons = request.POST.get("persons", "1")
    return Take(matters=tuple(request.POST.getlist("service")) or ("",), channel="pocket", language=spoken,
                department=request.POST.get("department") or None,
                persons=int(persons) if persons.isascii() and persons.isdecimal() and len(persons) < 3 else 0)


def _choose(request: HttpRequest, office: Office, *, refused: str = "", status: int = 200) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    _seq, picture = picture_of(office.slug, PUBLIC)
    phase = picture["hall"]["now"]["phase"]
    lang = language()
    return page(request, "pocket/take.html", {
        "office": office, "refused": refused, "asked": asked,
        "door": _door(office, phase), "may_take": _may_take(office, phase),
        "allowed": office.hall_rules.phone_tickets, "key": uuid4().hex,
        "services": [_service(each, office, lang) for each in _services(office, asked)],
        "meetings": [each.id for each in office.services.values() if each.guarantee][:1],
        "departments": [{"id": each.id, "name": each.name.spoken(lang), "lang": tongue(each.name, lang)}
                        for each in office.departments.values()],
    }, status=status)


def _services(office: Office, asked: str) -> list[Service]:
    """What fits the words; without any, what people come for most."""
    if asked:
        return [office.services[row.id] for row in find(office, asked, most=SHOWN) if not row.is_referral]
    usual = [each for each in office.services.values() if not each.guarantee]
    return sorted(usual, key=lambda each: (-each.share, each.id))[:SHOWN]


def _service(service: Service, office: Office, lang: str) -> dict[str, Any]:
    return {"id": service.id, "name": named(service.name, lang), "fee": lines(service.fee, office, lang),
            "documents": [lines(line, office, lang) for line in service.documents]}


def _queue(queue: Queue, row: Row, office: Office, lang: str) -> dict[str, Any]:
    """A queue as everybody may see it: by a neutral name where the true one would tell too much."""
    name = queue.name if queue.label == "full" else queue.board_name
    return {"name": named(name, lang) if name is not None else "", "letter": office.letter(queue.id),
            "waiting": waiting_words(row["waiting"]), "wait": queue_wait(row),
            "idle": not row["desks"] and not row["waiting"]}
