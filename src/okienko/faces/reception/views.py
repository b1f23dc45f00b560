"""The screen of reception: give a ticket, find one, help; each act is a form, with or without a script."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.actions.contact import dates_offered, leave_number
from okienko.actions.hall import give, now, picture_of
from okienko.actions.office import current_office
from okienko.actions.printing import the_print_room, troubles_of
from okienko.actions.tickets import code_of, find_visits, give_ticket, visit_numbered
from okienko.core.hall.commands import (
    AddMatter,
    AgreeDate,
    AskOfficer,
    LapseWish,
    Leave,
    Move,
    Reinstate,
    Resume,
    SeekAgain,
    StepOut,
    Take,
    WithdrawWish,
    command_name,
)
from okienko.core.hall.decide.take import MAX_PERSONS
from okienko.core.hall.decide.take import NEEDS as KNOWN_NEEDS
from okienko.core.hall.picture import PUBLIC, STAFF
from okienko.core.hall.refusals import FieldMissing, NotOneOf, NotWhole, Refusal, UnknownThing
from okienko.core.office import Office
from okienko.faces.reception import scene
from okienko.records.office import Office as OfficeRow
from okienko.ui.posts import read_command, read_key
from okienko.ui.refusals import tell
from okienko.ui.slips import slip_of
from okienko.ui.workplace.clients import NEEDS
from okienko.ui.workplace.found import found

#: The device name under which reception's printer is written in the office's files.
DEVICE = "reception"
ACTS = (AddMatter, AgreeDate, AskOfficer, SeekAgain, Leave, LapseWish, Move, Reinstate, Resume, StepOut, WithdrawWish)
#: What the form for a new ticket carries beside the words.
OPTIONS = ("need", "persons", "priority", "lang")


def reception(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The page; a post does one act and shows what has become of it."""
    described = current_office(office.slug)
    if request.method != "POST":
        return render(request, "reception/page.html", _context(request, described))
    address = reverse("reception", kwargs={"office": office.slug})
    shown = request.POST.get("visit", "")
    try:
        shown = _act(request, described)
    except Refusal as refusal:
        tell(request, refusal, office=described)
    tail = {"visit": shown} if shown.isascii() and shown.isdecimal() else {}
    return redirect(f"{address}?{urlencode(tail)}" if tail else address)


def _act(request: HttpRequest, office: Office) -> str:
    """Do what was asked; the number of the visit to show afterwards."""
    act = request.POST.get("do", "")
    if act == "take":
        return _take(request, office)
    if act == "print":
        return _print_again(request, office)
    if act == "leave_number":
        return _leave_number(request, office)
    command = read_command(request.POST, zone=office.zone)
    if not isinstance(command, ACTS):
        raise NotOneOf("do", expected=", ".join(command_name(each) for each in ACTS))
    answer = give(office.slug, command, who=request.who, key=read_key(request.POST))  # type: ignore[attr-defined]
    done = _("Done: ticket %(ticket)s.") % {"ticket": answer.ticket} if answer.ticket else _("Done.")
    messages.success(request, done)
    return str(answer.visit or "")


def _leave_number(request: HttpRequest, office: Office) -> str:
    """The client wishes to be called; the number goes to the officers who are asked, and not into the journal."""
    wish = request.POST.get("wish", "")
    if not (wish.isascii() and wish.isdecimal() and len(wish) < 10):
        raise UnknownThing(wish=wish[:20])
    leave_number(office.slug, wish=int(wish), phone=request.POST.get("phone", ""),
                 who=request.who, key=read_key(request.POST))  # type: ignore[attr-defined]
    messages.success(request, _("The number has been passed on; it is erased with the wish."))
    return ""


def _take(request: HttpRequest, office: Office) -> str:
    posted = request.POST
    key = read_key(posted)
    persons = posted.get("persons") or "1"
    if key is None:
        raise FieldMissing("key")
    if not (persons.isascii() and persons.isdecimal()):
        raise NotWhole("persons", least=1, most=MAX_PERSONS)
    service = posted.get("service", "")
    if service not in office.services:
        raise UnknownThing(service=service[:60])
    language = posted.get("lang") if posted.get("lang") in office.languages else office.languages[0]
    wanted = Take(matters=(service,), persons=int(persons[:4]), language=str(language),
                  needs=tuple(need for need in KNOWN_NEEDS if need in posted.getlist("need")),
                  priority=posted.get("priority") or office.services[service].priority)
    given = give_ticket(office, wanted, who=request.who, channel="reception", key=key)  # type: ignore[attr-defined]
    if not given.is_repeated:
        _print(request, office, given.visit, code=given.code)
        messages.success(request, _("Ticket %(ticket)s has been given.") % {"ticket": given.ticket})
    return str(given.visit)


def _print_again(request: HttpRequest, office: Office) -> str:
    """The same ticket once more, never a second one."""
    number = request.POST.get("visit", "")
    view = visit_numbered(office, int(number)) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    if view is None:
        raise UnknownThing(visit=number[:20])
    if _print(request, office, view["visit"], code=code_of(office, view["visit"]), again=True):
        messages.success(request, _("Ticket %(ticket)s is being printed again.") % {"ticket": view["ticket"]})
    else:
        messages.info(request, _("There is no printer for reception; open the sheet and print it from the browser."))
    return number


def _print(request: HttpRequest, office: Office, number: int, *, code: str, again: bool = False) -> bool:
    view = visit_numbered(office, number)
    if view is None:
        return False
    path = f"/{office.slug}/t/{code}/"
    url = f"{settings.OKIENKO_PUBLIC_URL}{path}" if settings.OKIENKO_PUBLIC_URL else request.build_absolute_uri(path)
    regime = picture_of(office.slug, PUBLIC)[1]["hall"]["now"]["regime"]
    with translation.override(view["language"]):
        slip = slip_of(office, view, url=url, code=code, regime=regime)
    return the_print_room().print_once(office, slip, device=DEVICE, key=code, again=again) is not None


def _context(request: HttpRequest, office: Office) -> dict[str, Any]:
    language = get_language() or "pl"
    at, (_seq, picture) = now(), picture_of(office.slug, STAFF)
    wishes = scene.wishes(office, picture, dates=dates_offered(office.slug), language=language, now=at)
    return {
        "office": office,
        "clock": at.astimezone(office.zone).strftime("%H:%M"),
        "doors": scene.doors(office, picture, language=language),
        "helped": scene.helped(office, picture, now=at),
        "wishes": wishes,
        "awaited": [wish for wish in wishes if wish["dates"] and str(wish["visit"]) not in picture["visits"]],
        "troubles": troubles_of(office),
        "key": uuid4().hex,
        **_giving(request, office, picture, language=language),
        **_finding(request, office, language=language),
        "services": sorted(((s.id, s.name.spoken(language)) for s in office.services.values() if not s.guarantee),
                           key=lambda row: row[1].casefold()),
        "departments": list(scene.people_by_department(office, language=language)),
    }


def _giving(request: HttpRequest, office: Office, picture: Any, *, language: str) -> dict[str, Any]:
    words = request.GET.get("q", "")[:60]
    hits = found(office, words, language=language) if words.strip() else [
        {"name": service.name.spoken(language), "service": service, "referral": None}
        for service in scene.usual_services(office)]
    rows = [{**hit, "hint": scene.queue_words(office, picture, hit["service"]) if hit["service"] else ""}
            for hit in hits if hit["referral"] or not hit["service"].guarantee]
    chosen = {name: request.GET.getlist(name) for name in OPTIONS}
    return {
        "words": words, "rows": rows, "chosen": [(name, value) for name, values in chosen.items() for value in values],
        "needs": [(need, sign, need in chosen["need"]) for need, sign in NEEDS.items()],
        "persons": (chosen["persons"] or ["1"])[0],
        "priorities": [(p.id, p.name.spoken(language), p.id in chosen["priority"]) for p in office.priorities.values()],
        "languages": [(code, name, code in (chosen["lang"] or office.languages[:1]))
                      for code, name in settings.LANGUAGES if code in office.languages],
    }


def _finding(request: HttpRequest, office: Office, *, language: str) -> dict[str, Any]:
    """The visit that is shown, or those that may be meant."""
    asked, number = request.GET.get("ticket", "")[:40], request.GET.get("visit", "")
    numbers = [int(number)] if number.isascii() and number.isdecimal() and len(number) < 10 else []
    numbers = numbers or (find_visits(office, asked) if asked.strip() else [])
    views = [view for view in (visit_numbered(office, each) for each in numbers) if view is not None]
    shown = views[0] if len(views) == 1 else None
    return {
        "asked": asked, "not_found": bool(asked.strip()) and not views,
        "meant": [(view["visit"], view["ticket"], view["state"]) for view in views] if len(views) > 1 else [],
        "visit": scene.visit_scene(office, shown, language=language, now=now()) if shown else None,
        "code": code_of(office, shown["visit"]) if shown else "",
    }
