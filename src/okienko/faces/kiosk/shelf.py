"""What lies on the kiosk's first screen: groups of services, and how many people wait for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okienko.core.catalogue.search import Found, find, fold
from okienko.core.office.service import Service
from okienko.core.office.waiting import information_service
from okienko.faces.kiosk.place import Place
from okienko.ui.icons import icon_names
from okienko.ui.waits import wait_words_short


@dataclass(frozen=True, slots=True)
class Tile:
    """Something to touch: words, a drawing, a hint, and where it leads."""

    text: str
    href: str
    icon: str = "document"
    hint: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One group of services; `id` stands in its address."""

    id: str
    name: str
    icon: str
    services: tuple[Service, ...]


def shelves(place: Place) -> list[Shelf]:
    """The groups, those first with which most people come; the conversation with an officer has its own tile."""
    grouped: dict[str, list[Service]] = {}
    for service in place.office.services.values():
        if not service.guarantee:
            grouped.setdefault(service.group, []).append(service)
    told = {group.name.pl: group for group in place.office.groups.values()}
    found = []
    for name, services in grouped.items():
        group = told.get(name)
        spoken = group.name.spoken(place.choice.language) if group else name
        icon = group.icon if group and group.icon in icon_names() else "document"
        by_share = sorted(services, key=lambda service: (-service.share, service.id))
        found.append(Shelf(slugify(fold(name)) or "-", spoken or _("Matters"), icon, tuple(by_share)))
    return sorted(found, key=lambda shelf: (-sum(service.share for service in shelf.services), shelf.id))


def waiting_words(place: Place, services: tuple[Service, ...]) -> str:
    """How many wait for these services and how long; nothing while no tickets are given."""
    if not place.gives_tickets:
        return ""
    queues = [place.queues[queue] for queue in {service.queue for service in services} if queue in place.queues]
    count = sum(queue["waiting"] for queue in queues)
    if count == 0:
        return _("Nobody is waiting")
    words = ngettext("%(count)d person waiting", "%(count)d people waiting", count) % {"count": count}
    if any(not queue["enough"] for queue in queues):
        return f"{words}, {wait_words_short(None, None, enough=False)}"
    longest: Any = max(queues, key=lambda queue: queue["low"] or 0)
    if longest["low"] is None:
        return words
    return f"{words}, {wait_words_short(longest['low'], longest['high'])}"


def service_tile(place: Place, service: Service) -> Tile:
    href = f"/{place.slug}/kiosk/service/{service.id}{place.choice.query}"
    return Tile(service.name.spoken(place.choice.language), href, hint=waiting_words(place, (service,)))


def start_tiles(place: Place) -> list[Tile]:
    """The first screen; a group of one service leads straight to its card, and a single group is no choice."""
    tiles, groups = [], shelves(place)
    if len(groups) == 1:
        return [replace(service_tile(place, service), icon=groups[0].icon) for service in groups[0].services]
    for shelf in groups:
        alone = len(shelf.services) == 1
        path = f"service/{shelf.services[0].id}" if alone else f"group/{shelf.id}"
        tiles.append(Tile(shelf.name, f"/{place.slug}/kiosk/{path}{place.choice.query}", shelf.icon,
                          waiting_words(place, shelf.services)))
    return tiles


def shelf_of(place: Place, service: Service) -> Shelf | None:
    """The group whose page leads to this card; None where the first screen does."""
    known = shelves(place)
    found = next((shelf for shelf in known if service in shelf.services), None)
    return found if found and len(known) > 1 and len(found.services) > 1 else None


def help_tiles(place: Place) -> list[Tile]:
    """Whoever finds nothing of these is helped at the information desk."""
    information = information_service(place.office)
    if information is None:
        return []
    card = f"/{place.slug}/kiosk/service/{information}{place.choice.query}"
    return [Tile(_("Something else, or I am not sure"), card, "info", _("The information desk will help you."))]


def found_tiles(place: Place, query: str) -> list[Tile]:
    """What the words that somebody typed may mean; another authority's matter says so."""
    return [_found_tile(place, found) for found in find(place.office, query)]


def _found_tile(place: Place, found: Found) -> Tile:
    if not found.is_referral:
        service = place.office.services[found.id]
        if service.guarantee:
            return officer_tile(place)
        return service_tile(place, service)
    referral = place.office.referrals[found.id]
    return Tile(referral.name.spoken(place.choice.language),
                f"/{place.slug}/kiosk/referral/{referral.id}{place.choice.query}", "away",
                _("Another office settles this: see where to go"))


def officer_tile(place: Place) -> Tile:
    return Tile(_("I want to talk to an officer"), f"/{place.slug}/kiosk/officer{place.choice.query}", "officer",
                _("The officer comes down to you."), "pine")
