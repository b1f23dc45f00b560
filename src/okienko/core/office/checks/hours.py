"""Are the hours in order: weekly hours, exceptions, swaps, the hours for complaints?"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from okienko.core.calendar.hours import WEEKDAYS, Span, Validity, Week
from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office


def check_hours(office: Office) -> Iterator[Fault]:
    """Weekly hours and the periods in which they hold."""
    calendar = office.calendar
    place: Place = ("calendar", "periods")
    if not any(period.hours for period in calendar.periods.values()):
        yield fault("no-hours", place)
    for period in calendar.periods.values():
        here = (*place, period.id)
        yield from _in_order(period, here)
        yield from days_twice(period.hours, (*here, "hours"))
        late = [str(days) for days, span in period.hours.items() if calendar.last_ticket_minutes >= span.minutes]
        if late:
            yield fault("last-ticket-before-opening", ("calendar", "last_ticket_minutes"), days=late)
    for one, other in combinations(calendar.periods.values(), 2):
        if one.overlaps(other):
            yield fault("periods-overlap", (*place, other.id), one=one.id, other=other.id)


def check_special_days(office: Office) -> Iterator[Fault]:
    """Dated exceptions and swaps."""
    calendar = office.calendar
    for day, special in calendar.exceptions.items():
        place: Place = ("calendar", "exceptions", day.isoformat())
        if special.closed and special.hours is not None:
            yield fault("exception-says-both", place, on=day)
        if not special.closed and special.hours is None:
            yield fault("exception-says-nothing", place, on=day)
        if day in calendar.swaps:
            yield fault("swap-and-exception", place, on=day)
        minutes = special.last_ticket_minutes
        if special.hours is not None:
            usual = calendar.last_ticket_minutes
            yield from _last_ticket(special.hours, usual if minutes is None else minutes, day, place)
    for day, swap in calendar.swaps.items():
        place = ("calendar", "swaps", day.isoformat())
        if swap.instead_of == day:
            yield fault("swap-with-itself", (*place, "instead_of"), on=day)
        elif swap.instead_of in calendar.swaps:
            yield fault("swap-of-worked-day", (*place, "instead_of"), on=day, off=swap.instead_of)
        yield from _last_ticket(swap.hours, calendar.last_ticket_minutes, day, place)


def _last_ticket(hours: Span, minutes: int, day: date, place: Place) -> Iterator[Fault]:
    if minutes >= hours.minutes:
        yield fault("last-ticket-before-opening", place, days=day)


def check_hours_to_come(office: Office, on: date) -> Iterator[Fault]:
    """The weekly hours hold now or later: an office whose last period is over would never open again."""
    periods = [period for period in office.calendar.periods.values() if period.hours]
    if periods and all(period.until is not None and period.until < on for period in periods):
        last = max(period.until for period in periods if period.until is not None)
        yield fault("hours-are-over", ("calendar", "periods"), until=last)


def check_complaints(office: Office) -> Iterator[Fault]:
    """KPA art. 253: received at least once a week, and at least once a week after working hours."""
    if office.identity.procedure == "private":
        return
    complaints = office.calendar.complaints
    place: Place = ("calendar", "complaints")
    if complaints is None or not complaints.hours:
        yield fault("complaints-missing", place if complaints else ("calendar",))
        return
    yield from days_twice(complaints.hours, (*place, "hours"))
    if all(span.closes <= complaints.working_hours.closes for span in complaints.hours.values()):
        yield fault("complaints-not-after-hours", (*place, "hours"), working=str(complaints.working_hours))


def check_validity(office: Office) -> Iterator[Fault]:
    """Whatever holds from one date to another ends after it begins."""
    for regime in office.regimes.values():
        yield from _in_order(regime, ("regimes", regime.id))
    for notice in office.notices.values():
        yield from _in_order(notice, ("notices", notice.id))
    for person in office.people.values():
        for at, skill in enumerate(person.skills):
            yield from _in_order(skill, ("people", person.id, "skills", at))


def days_twice(week: Week, place: Place) -> Iterator[Fault]:
    """Weekdays that two keys of one week give."""
    for one, other in combinations(week, 2):
        if set(one) & set(other):
            yield fault("weekday-twice", (*place, str(other)), days=str(other), other=str(one))


def _in_order(validity: Validity, place: Place) -> Iterator[Fault]:
    if validity.is_empty:
        yield fault("ends-before-it-begins", place, since=validity.since, until=validity.until)


def weekday_name(weekday: int) -> str:
    """The weekday as it is written in the files."""
    return WEEKDAYS[weekday]
