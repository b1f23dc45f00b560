"""Where things are: departments with their rooms and ways of contact, hours, the building and its ways in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from okienko.actions.hall import moment
from okienko.actions.office import current_office
from okienko.core.calendar.hours import WEEKDAYS, clock
from okienko.core.calendar.outlook import days, exceptions
from okienko.core.contact.wish import DIRECT, MET, NEW, WISH_LIFE, WITHDRAWN
from okienko.core.office import Office
from okienko.core.office.staff import Department
from okienko.core.office.waiting import desks_of
from okienko.faces.site.frame import hall_of, language, page
from okienko.faces.site.words import EQUIPMENT, KINDS_OF_ENTRY, WEEKDAY_NAMES, WISH_STATES
from okienko.records.office import Office as OfficeRow
from okienko.ui.states import MODE

TWO_WEEKS, YEAR = 14, 365


def departments(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """Every department: floor, room, telephone, desks that take its matters in, how to meet its officers."""
    found = current_office(office.slug)
    hall = hall_of(found)
    regime = hall.picture["hall"]["now"]["regime"] if hall is not None else None
    regime = regime if regime in found.regimes else None
    rows = [_department(found, department, regime) for department in found.departments.values()]
    return page(request, "site/departments.html", found, rows=rows,
                regime_name=found.regimes[regime].name.spoken(language()) if regime else "")


def _department(office: Office, department: Department, regime: str | None) -> dict[str, Any]:
    floor = office.floors.get(department.floor or "")
    shut = office.regimes[regime].closed_desks if regime else ()
    return {
        "id": department.id,
        "name": department.name.spoken(language()),
        "floor": floor.name.spoken(language()) if floor else "",
        "room": department.room,
        "phone": department.phone or next(iter(office.sites.values())).phone,
        "step_free": floor is None or floor.is_step_free,
        "desks": [desk.label for desk in desks_of(office, department.id) if desk.id not in shut],
        "modes": [MODE[mode] for mode in office.contact_modes(department.id, regime)],
        "services": [service for service in office.services.values() if service.department == department.id],
    }


def hours(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The usual week, two weeks by date, every day that differs, the cash desks, complaints and motions."""
    found = current_office(office.slug)
    calendar, today = found.calendar, moment().astimezone(found.zone).date()
    period = next((each for each in calendar.periods.values() if each.holds_on(today)), None)
    complaints = calendar.complaints
    return page(
        request, "site/hours.html", found,
        today=today,
        usual=_week(period.hours) if period else [],
        note=period.note if period else "",
        fortnight=days(calendar, today, count=TWO_WEEKS),
        exceptions=exceptions(calendar, today, count=YEAR),
        complaints=complaints,
        received=_week(complaints.hours) if complaints else [],
    )


def _week(hours: Any) -> list[tuple[Any, str]]:
    """Weekday names with the hours, in the order of the week; days without hours are left out."""
    return [(WEEKDAY_NAMES[day], f"{clock(span.opens)}–{clock(span.closes)}")
            for day in range(len(WEEKDAYS)) for among, span in hours.items() if day in among]


def rule(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """Why a wish to talk to an officer cannot be refused: the very table by which the program works."""
    found = current_office(office.slug)
    rows = [(WISH_STATES[state], [(KINDS_OF_ENTRY[kind], [WISH_STATES[each] for each in sorted(to)])
                                  for kind, to in edges.items()])
            for state, edges in WISH_LIFE.items() if state != NEW]
    ends = [WISH_STATES[MET], WISH_STATES[WITHDRAWN]]
    modes = [(look, mode in DIRECT) for mode, look in MODE.items()]
    return page(request, "site/rule.html", found, rows=rows, ends=ends, modes=modes)


def accessibility(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The statement of accessibility, from the facts of the description."""
    found = current_office(office.slug)
    equipment: dict[str, list[str]] = {}
    for desk in found.desks.values():
        for thing in desk.equipment:
            if thing in EQUIPMENT:
                equipment.setdefault(thing, []).append(desk.label)
    floors = [(floor.name.spoken(language()), floor, office_departments(found, floor.id))
              for floor in found.floors.values()]
    return page(
        request, "site/accessibility.html", found,
        entrances=[(each.name.spoken(language()), each) for each in found.entrances.values()],
        buildings=list(found.buildings.values()),
        floors=floors,
        equipment=[(EQUIPMENT[thing], labels) for thing, labels in equipment.items()],
        has_signer=any(person.pjm for person in found.people.values()),
        areas=[(area.name.spoken(language()), area) for area in found.areas.values() if area.step_free],
    )


def office_departments(office: Office, floor: str) -> list[str]:
    """The names of the departments on a floor."""
    return [each.name.spoken(language()) for each in office.departments.values() if each.floor == floor]
