"""Is every department open: a desk to walk in to, and a way to meet its officers, under every regime?

The letter: the office "was not and is not closed", and at no time was the contact of resident and officer
limited. A description that would close a department is refused here, before it can be applied.
"""

from collections.abc import Iterator
from itertools import combinations

from okienko.core.description.fault import Fault, fault
from okienko.core.office.asked import officers_of
from okienko.core.office.checks.hours import open_weekdays, weekday_name
from okienko.core.office.office import Office
from okienko.core.office.place import Desk
from okienko.core.office.staff import ContactMode, Department

IN_PERSON: frozenset[ContactMode] = frozenset({"comes-down", "goes-up", "room"})
UPSTAIRS: frozenset[ContactMode] = frozenset({"goes-up"})


def desks_taking_in(office: Office, department: Department) -> list[Desk]:
    """The desks where somebody may walk in with a matter of the department."""
    wanted = {department.id, "*"}
    return [desk for desk in office.desks.values() if desk.is_way_in and wanted & set(desk.departments)]


def check_ways_in(office: Office) -> Iterator[Fault]:
    """Each department has a walk-in desk or filing point, staffed on every open day."""
    days = open_weekdays(office)
    staffed = {day: {desk for desk, _ in office.duties(day)} for day in days}
    for department in office.departments.values():
        place = ("departments", department.id)
        desks = {desk.id for desk in desks_taking_in(office, department)}
        if not desks:
            yield fault("department-no-way-in", place, department=department.id)
            continue
        shut = [weekday_name(day) for day in days if not desks & staffed[day]]
        if shut:
            in_order = [desk for desk in office.desks if desk in desks]
            yield fault("department-no-way-in-on-day", place, department=department.id, days=shut, desks=in_order)


def check_contact(office: Office) -> Iterator[Fault]:
    """Each department has somebody to meet and a way to meet them, also for who cannot climb."""
    for department in office.departments.values():
        place = ("departments", department.id)
        if not department.contact_modes:
            yield fault("department-no-contact", (*place, "contact_modes"), department=department.id)
        elif _only_stairs(office, department, department.contact_modes):
            yield fault("only-way-is-stairs", (*place, "contact_modes"), department=department.id)
        elif not IN_PERSON & set(department.contact_modes):
            yield fault("contact-not-in-person", (*place, "contact_modes"), department=department.id)
        if department.head is not None and department.head == department.deputy_head:
            yield fault("deputy-is-head", (*place, "deputy_head"), department=department.id)
        if not officers_of(office, department.id):
            yield fault("department-without-officer", place, department=department.id)


def check_meeting_posts(office: Office) -> Iterator[Fault]:
    """Officers who come down have a post to come to, and to each post there is a way without steps."""
    officers = any(officers_of(office, department) for department in office.departments)
    if officers and not any(desk.kind == "meeting" for desk in office.desks.values()):
        yield fault("meeting-post-missing", ("desks",))
    for desk in office.desks.values():
        area = office.areas.get(desk.area)
        floor = office.floors.get(area.floor) if area is not None else None
        if desk.kind != "meeting" or area is None or floor is None:
            continue
        building = office.buildings.get(floor.building)
        has_lift = building is not None and building.lift
        if not (floor.is_step_free or area.step_free.strip() or has_lift):
            yield fault("meeting-post-up-stairs", ("desks", desk.id, "area"), desk=desk.id, floor=floor.id)


def check_regimes(office: Office) -> Iterator[Fault]:
    """No regime closes the last way in or the last contact of a department."""
    for regime in office.regimes.values():
        place = ("regimes", regime.id)
        for area, persons in regime.persons.items():
            if persons < 1:
                yield fault("capacity-below-one", (*place, "persons", area), value=persons)
            elif area in office.areas and persons > office.areas[area].capacity:
                yield fault("regime-over-capacity", (*place, "persons", area), value=persons, area=area,
                            capacity=office.areas[area].capacity)
        for department in office.departments.values():
            modes = regime.modes_of(department.id, department.contact_modes)
            if department.contact_modes and not modes:
                yield fault(
                    "regime-refuses-contact",
                    (*place, "contact_modes"),
                    regime=regime.id,
                    department=department.id,
                    modes=department.contact_modes,
                )
            elif _only_stairs(office, department, modes) and not _only_stairs(
                office, department, department.contact_modes
            ):
                yield fault(
                    "regime-only-stairs",
                    (*place, "contact_modes"),
                    regime=regime.id,
                    department=department.id,
                )
            desks = [desk.id for desk in desks_taking_in(office, department)]
            if desks and not set(desks) - set(regime.closed_desks):
                yield fault(
                    "regime-closes-way-in",
                    (*place, "closed_desks"),
                    regime=regime.id,
                    department=department.id,
                    desks=desks,
                )


def check_posts_under_regimes(office: Office) -> Iterator[Fault]:
    """Where officers come down, a post is left to come to: the way that is offered first has a place."""
    posts = [desk.id for desk in office.desks.values() if desk.kind == "meeting"]
    for regime in office.regimes.values():
        if not posts or set(posts) - set(regime.closed_desks):
            continue
        come_down = [department.id for department in office.departments.values()
                     if "comes-down" in regime.modes_of(department.id, department.contact_modes)]
        if come_down:
            place = ("regimes", regime.id, "closed_desks")
            yield fault("regime-closes-posts", place, regime=regime.id, department=come_down, desks=posts)


def check_regimes_apart(office: Office) -> Iterator[Fault]:
    """Of those that begin and end by the calendar one is in force at a time."""
    dated = [each for each in office.regimes.values() if each.since is not None and each.until is not None]
    for one, other in combinations(dated, 2):
        if not one.is_empty and not other.is_empty and one.overlaps(other):
            yield fault("regimes-overlap", ("regimes", other.id), other=one.id)


def check_services_under_regimes(office: Office) -> Iterator[Fault]:
    """No regime closes the last desk that takes a service."""
    for regime in office.regimes.values():
        closed = set(regime.closed_desks)
        if not closed:
            continue
        for service in office.services.values():
            desks = [desk.id for desk in office.desks.values()
                     if desk.calls_clients and service.department in desk.departments]
            if desks and not set(desks) - closed:
                yield fault(
                    "regime-closes-service",
                    ("regimes", regime.id, "closed_desks"),
                    regime=regime.id,
                    service=service.id,
                    desks=desks,
                )


def _only_stairs(office: Office, department: Department, modes: tuple[ContactMode, ...]) -> bool:
    """Whether every way leads up a floor that has no way without steps."""
    floor = office.floors.get(department.floor or "")
    if not modes or not set(modes) <= UPSTAIRS or floor is None:
        return False
    return not floor.is_step_free
