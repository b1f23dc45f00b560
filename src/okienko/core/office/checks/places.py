"""Can everybody get in: halls, steps, overflow; and do the plans hold together?"""

from collections.abc import Iterator
from unicodedata import normalize

from okienko.core.description.fault import Fault, Place, fault
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
    """Nobody sits where nobody may be."""
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


def check_plans(office: Office) -> Iterator[Fault]:
    """Positions on the plans of the floors have as many numbers as they need."""
    for floor in office.floors.values():
        yield from _count(floor.size, 2, ("floors", floor.id, "size"), "[40.0, 25.0]")
    for area in office.areas.values():
        yield from _count(area.plan, 4, ("areas", area.id, "plan"), "[0.0, 0.0, 20.0, 12.5]")
    for desk in office.desks.values():
        yield from _count(desk.at, 2, ("desks", desk.id, "at"), "[3.5, 8.0]")


def check_labels(office: Office) -> Iterator[Fault]:
    """No two desks carry the same label."""
    first: dict[str, str] = {}
    for desk in office.desks.values():
        seen = " ".join(normalize("NFKC", desk.label).casefold().split())
        other = first.setdefault(seen, desk.id)
        if desk.label and other != desk.id:
            yield fault("desk-label-twice", ("desks", desk.id, "label"), other=other, label=desk.label)


def _count(numbers: tuple[float, ...], wanted: int, place: Place, example: str) -> Iterator[Fault]:
    if numbers and len(numbers) != wanted:
        yield fault("wrong-count", place, wanted=wanted, count=len(numbers), example=example)
