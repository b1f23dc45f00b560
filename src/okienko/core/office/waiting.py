"""Where a client waits for a service, and what may be said aloud of it."""

from collections.abc import Iterator
from typing import Final

from okienko.core.office.office import Office
from okienko.core.office.place import Area, Desk, Text

#: Areas with seats for whoever waits, in the order in which they fill; not the chairs at a post or a writing table.
SEATED: Final = ("hall", "waiting", "overflow")


def site_of(office: Office, area_id: str) -> str | None:
    """The site in which an area lies; None where the description does not lead there."""
    area = office.areas.get(area_id)
    floor = office.floors.get(area.floor) if area is not None else None
    building = office.buildings.get(floor.building) if floor is not None else None
    return building.site if building is not None and building.site in office.sites else None


def seated_areas(office: Office) -> Iterator[Area]:
    """Where who waits for a call finds a seat, in the order in which it is offered: the hall first (row L12)."""
    for kind in SEATED:
        yield from (area for area in office.areas.values() if area.kind == kind and area.seats)


def waiting_area(office: Office, service_id: str) -> Area | None:
    """The room in which one waits for this service: that of a desk which takes it, else the first hall."""
    service = office.services.get(service_id)
    department = service.department if service is not None else ""
    areas = (office.areas[desk.area] for desk in office.desks.values()
             if desk.kind != "meeting" and department in desk.departments and desk.area in office.areas)
    near = next((area for area in areas if area.kind in ("hall", "waiting")), None)
    return near or next((area for area in office.areas.values() if area.kind == "hall"), None)


def public_name(office: Office, service_id: str) -> Text:
    """What a ticket and a screen say of a service: its name, or the queue's neutral one where that tells too much."""
    service = office.services[service_id]
    queue = office.queues[service.queue]
    if queue.label == "full":
        return service.name
    return queue.board_name or queue.name


def first_service_of(office: Office, department_id: str) -> str | None:
    """A service with which somebody who seeks this department may be taken in: its own, else one of all departments."""
    own = (s.id for s in office.services.values() if s.department == department_id and not s.guarantee)
    common = (s.id for s in office.services.values() if s.department == "*" and not s.guarantee)
    return next(own, None) or next(common, None)


def meeting_service(office: Office) -> str | None:
    """The service that is the conversation with the officer itself; None where the office names none."""
    return next((service.id for service in office.services.values() if service.guarantee), None)


def information_service(office: Office) -> str | None:
    """What somebody takes who does not know: the first service of the departments at the information desk."""
    at_desk = {department for desk in office.desks.values() if desk.kind == "information"
               for department in desk.departments}
    found = [s for s in office.services.values() if s.department in at_desk and not s.guarantee]
    named = next((service.id for service in found if "informac" in service.id), None)
    return named or (found[0].id if found else None)


def desks_of(office: Office, department_id: str) -> list[Desk]:
    """The desks to which somebody with a matter of the department is called: its own, then those of everybody.

    Cash desks belong to them: what is paid there is taken nowhere else (row L19). Whether one may walk in without
    having been taken in elsewhere is another question, and the check's.
    """
    calling = [desk for desk in office.desks.values() if desk.calls_clients]
    own = [desk for desk in calling if department_id in desk.departments]
    return own + [desk for desk in calling if "*" in desk.departments and desk not in own]
