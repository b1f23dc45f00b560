"""Can everybody get in: halls, steps, overflow; and does each desk have its label?"""

from collections.abc import Iterator
from unicodedata import normalize

from okienko.core.description.fault import Fault, fault
from okienko.core.office.office import Office
from okienko.core.office.waiting import SEATED, site_of


def check_halls(office: Office) -> Iterator[Fault]:
    """There is a hall, and a way into it without steps for everybody."""
    halls = [area for area in office.areas.values() if area.kind == "hall"]
    if not halls:
        yield fault("hall-missing", ("areas",))
    told: set[str] = set()
    for hall in halls:
        if not hall.step_free.strip():
            yield fault("hall-not-step-free", ("areas", hall.id), area=hall.id)
        floor = office.floors.get(hall.floor)
        if floor is None or floor.building not in office.buildings or floor.building in told:
            continue
        told.add(floor.building)
        doors = [door for door in office.entrances.values() if door.building == floor.building]
        if not any(door.step_free for door in doors):
            yield fault("building-not-step-free", ("buildings", floor.building), building=floor.building)


def check_one_site(office: Office) -> Iterator[Fault]:
    """All who wait here are called by all desks: rooms where one waits and desks are at one site, that of the hall."""
    first: str | None = None
    told: set[str] = set()
    waiting = [("areas", area.id, area.id) for area in office.areas.values() if area.kind in SEATED]
    for section, id, area_id in [*waiting, *(("desks", desk.id, desk.area) for desk in office.desks.values())]:
        site = site_of(office, area_id)
        first = first or site
        if site is not None and site != first and site not in told:
            told.add(site)
            yield fault("two-sites", (section, id), site=site, first=first)


def check_seats(office: Office) -> Iterator[Fault]:
    """Who waits finds a seat, and nobody sits where nobody may be: the letter's people wait seated (row L12)."""
    where_one_waits = [area for area in office.areas.values() if area.kind in SEATED]
    if where_one_waits and not any(area.seats for area in where_one_waits):
        yield fault("nobody-sits", ("areas", where_one_waits[0].id))
    for area in office.areas.values():
        if area.seats > area.capacity > 1:
            yield fault("seats-over-capacity", ("areas", area.id, "seats"), seats=area.seats, capacity=area.capacity)


def check_overflow(office: Office) -> Iterator[Fault]:
    """Following the overflow from area to area comes to an end."""
    for area in office.areas.values():
        seen, here = {area.id}, area.overflow
        while here is not None and here in office.areas and here not in seen:
            seen.add(here)
            here = office.areas[here].overflow
        if here == area.id:
            yield fault("overflow-to-itself", ("areas", area.id, "overflow"), area=area.id)


def check_labels(office: Office) -> Iterator[Fault]:
    """No two desks carry the same label."""
    first: dict[str, str] = {}
    for desk in office.desks.values():
        seen = " ".join(normalize("NFKC", desk.label).casefold().split())
        other = first.setdefault(seen, desk.id)
        if desk.label and other != desk.id:
            yield fault("desk-label-twice", ("desks", desk.id, "label"), other=other, label=desk.label)
