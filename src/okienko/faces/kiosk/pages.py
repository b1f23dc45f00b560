"""The pages that lead to a ticket: start, group, card, another office's matter, search, needs and persons."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from okienko.core.hall.decide.take import MAX_PERSONS
from okienko.core.office.waiting import information_service
from okienko.faces.kiosk.place import Place, kiosk, show
from okienko.faces.kiosk.shelf import (
    Tile,
    found_tiles,
    help_tiles,
    officer_tile,
    service_tile,
    shelf_of,
    shelves,
    start_tiles,
    waiting_words,
)
from okienko.faces.kiosk.words import NEEDS, keyboard

MAX_QUERY = 60


@kiosk
def start(request: HttpRequest, place: Place) -> HttpResponse:
    """The first screen: what brings you here? Or, when no tickets are given, why and what can be done."""
    tiles = start_tiles(place)
    if place.gives_tickets:
        tiles.append(officer_tile(place))
    tiles += help_tiles(place)
    tiles.append(Tile(_("Search by words"), f"/{place.slug}/kiosk/search{place.choice.query}", "search",
                      _("In your own words")))
    return show(request, place, "start", {"tiles": tiles, "needs": _needs(place)})


@kiosk
def group(request: HttpRequest, place: Place, group: str) -> HttpResponse:
    """The services of one group."""
    shelf = next((shelf for shelf in shelves(place) if shelf.id == group), None)
    if shelf is None:
        raise Http404
    return show(request, place, "group", {"shelf": shelf, "tiles": [service_tile(place, s) for s in shelf.services]})


@kiosk
def service(request: HttpRequest, place: Place, service: str) -> HttpResponse:
    """The card before the ticket: what to bring, what it costs, how long it takes, where."""
    found = place.office.services.get(service)
    if found is None:
        raise Http404
    chosen = [need for need in NEEDS if need.id in place.choice.needs]
    return show(request, place, "service", {
        "service": found, "name": found.name.spoken(place.choice.language), "key": uuid4().hex, "chosen": chosen,
        "waiting": waiting_words(place, (found,)), "shelf": shelf_of(place, found),
        "priority": place.office.priorities.get(place.choice.priority or ""),
        "has_department": found.department in place.office.departments})


@kiosk
def referral(request: HttpRequest, place: Place, referral: str) -> HttpResponse:
    """A matter of another authority: where to go and why."""
    found = place.office.referrals.get(referral)
    if found is None:
        raise Http404
    information = information_service(place.office)
    return show(request, place, "referral", {"referral": found, "name": found.name.spoken(place.choice.language),
                                             "information": information})


@kiosk
def search(request: HttpRequest, place: Place) -> HttpResponse:
    """Search by words; without a script each letter that is touched is a request of its own."""
    typed = request.GET.get("q", "")[:MAX_QUERY]
    added = request.GET.get("add", "")
    words = typed[:-1] if added == "back" else (typed + added[:1] if added else typed)
    return show(request, place, "search", {
        "words": words, "tiles": found_tiles(place, words), "rows": keyboard(place.choice.language),
        "help": help_tiles(place),
        "is_short": len(words.strip()) < 3})


@kiosk
def options(request: HttpRequest, place: Place) -> HttpResponse:
    """Several persons, priority on a lawful ground, needs; then back to where one was."""
    back = request.GET.get("back", "")
    path = f"/{place.slug}/kiosk/service/{back}" if back in place.office.services else f"/{place.slug}/kiosk/"
    persons = place.choice.persons
    return show(request, place, "options", {
        "needs": _needs(place), "back": f"{path}{place.choice.query}", "from": f"&back={back}" if back else "",
        "fewer": place.choice.but(persons=max(1, persons - 1)),
        "more": place.choice.but(persons=min(MAX_PERSONS, persons + 1)),
        "priorities": [(p, p.name.spoken(place.choice.language), p.id == place.choice.priority,
                        place.choice.but(priority=None if p.id == place.choice.priority else p.id))
                       for p in place.office.priorities.values()]})


def _needs(place: Place) -> list[tuple[object, bool, str]]:
    """Each need, whether it is chosen, and the address that turns it on or off."""
    return [(need, need.id in place.choice.needs, place.choice.toggled(need.id)) for need in NEEDS]
