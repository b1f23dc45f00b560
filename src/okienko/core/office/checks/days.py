"""Are the days to come whose hours differ staffed: dated exceptions, and days worked in exchange?

Such a day has the roster of its weekday (of a worked day: that of the day off for it), but for the desks that its own
`roster` names. Its hours may be longer than usual, or on a day that is usually closed.
"""

from collections.abc import Iterator
from datetime import date

from okienko.core.calendar.calendar import SpecialDay, Swap
from okienko.core.calendar.duty import Duty
from okienko.core.calendar.hours import Span, clock
from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.checks.staffing import bare_hours, on_half_hours, overlaps, serves_something
from okienko.core.office.checks.ways import desks_taking_in
from okienko.core.office.office import Office


def check_special_days_staffed(office: Office, on: date) -> Iterator[Fault]:
    """Somebody takes people in as long as the doors are open, and what comes for each department."""
    for day, special, place in _to_come(office, on):
        if special.hours is None:
            continue
        bare = bare_hours(office, special.hours, list(office.duties_on(day)))
        if bare:
            yield fault("day-unstaffed", place, on=day, hours=map(clock, bare))
        else:
            yield from _departments_open(office, day, special.hours, place)


def _departments_open(office: Office, day: date, hours: Span, place: Place) -> Iterator[Fault]:
    staffed = {desk for desk, duty in office.duties_on(day) if duty.hours.overlaps(hours)}
    for department in office.departments.values():
        desks = [desk.id for desk in desks_taking_in(office, department)]
        if desks and not staffed & set(desks):
            yield fault("department-no-way-in-on-day", place, department=department.id, days=day, desks=desks)


def check_special_rosters(office: Office, on: date) -> Iterator[Fault]:
    """The duties of a day of its own are on half hours, within its hours, one at a time, by people who know how."""
    for day, special, place in _to_come(office, on):
        here = (*place, "roster")
        duties = [(desk, at, duty) for desk, on_duty in special.roster.items() for at, duty in enumerate(on_duty)]
        for desk, at, duty in duties:
            yield from _in_its_hours(duty, day, special.hours, (*here, desk, at))
            if desk in office.desks and duty.person in office.people:
                yield from serves_something(office, desk, duty.person, day, (*here, desk))
        for each in overlaps(list(office.duties_on(day)), place=here) if duties else ():
            yield fault(each.code, each.place, **each.params, day=day)


def _in_its_hours(duty: Duty, day: date, hours: Span | None, place: Place) -> Iterator[Fault]:
    yield from on_half_hours(duty, place)
    if hours is None or not hours.holds(duty.hours):
        yield fault("duty-outside-hours", place, hours=str(duty.hours), day=day, open=hours or "–")


def _to_come(office: Office, on: date) -> Iterator[tuple[date, SpecialDay | Swap, Place]]:
    calendar = office.calendar
    for section, days in (("exceptions", calendar.exceptions), ("swaps", calendar.swaps)):
        yield from ((day, days[day], ("calendar", section, day.isoformat())) for day in days if day >= on)
