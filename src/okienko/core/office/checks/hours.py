"""Are the hours in order: weekly hours, exceptions, swaps, the hours for complaints?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from okienko.core.calendar.calendar import Period
from okienko.core.calendar.hours import WEEKDAYS, Span, Validity, Week, on_weekday
from okienko.core.calendar.outlook import HORIZON
from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office

#: An office that is closed longer is closed; between Christmas and the New Year, and for a move, there is time enough.
MOST_CLOSED: Final = timedelta(days=14)
#: So far ahead what runs out is told: hours without a later period, skills.
AHEAD: Final = timedelta(days=14)
#: Days beyond are looked at when they come nearer.
FARTHEST: Final = timedelta(days=400)


def open_weekdays(office: Office) -> list[int]:
    """The weekdays with opening hours in some period."""
    periods = office.calendar.periods.values()
    return [day for day in range(7) if any(on_weekday(period.hours, day) for period in periods)]


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
    """Dated exceptions."""
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


def check_swaps(office: Office) -> Iterator[Fault]:
    """What is worked in exchange is worked on a day that is closed, for one day off each."""
    calendar = office.calendar
    off: dict[date, date] = {}
    for day, swap in calendar.swaps.items():
        place: Place = ("calendar", "swaps", day.isoformat())
        if swap.instead_of == day:
            yield fault("swap-with-itself", (*place, "instead_of"), on=day)
        elif swap.instead_of in calendar.swaps:
            yield fault("swap-of-worked-day", (*place, "instead_of"), on=day, off=swap.instead_of)
        elif calendar.usual(day) is not None:
            yield fault("swap-of-open-day", place, on=day, off=swap.instead_of)
        other = off.setdefault(swap.instead_of, day)
        if other != day:
            yield fault("swap-off-twice", (*place, "instead_of"), off=swap.instead_of, other=other)
        yield from _last_ticket(swap.hours, calendar.last_ticket_minutes, day, place)


def _last_ticket(hours: Span, minutes: int, day: date, place: Place) -> Iterator[Fault]:
    if minutes >= hours.minutes:
        yield fault("last-ticket-before-opening", place, days=day)


def check_cash_hours(office: Office) -> Iterator[Fault]:
    """A cash desk with somebody at it takes money for a part of the day."""
    calendar = office.calendar
    cash = {desk.id for desk in office.desks.values() if desk.kind == "cash"}
    weekdays = {day: {desk for desk, _ in office.duties(day)} & cash for day in range(7)}
    for key, code in (("cash_minutes", "cash-before-opening"), ("card_minutes", "card-before-opening")):
        minutes = getattr(calendar, key)
        late = [str(days) for period in calendar.periods.values() for days, span in period.hours.items()
                if minutes >= span.minutes and any(weekdays[day] for day in days)]
        if late:
            yield fault(code, ("calendar", key), days=dict.fromkeys(late))
        else:
            yield from _short_days(office, minutes, code, cash)


def _short_days(office: Office, minutes: int, code: str, cash: set[str]) -> Iterator[Fault]:
    """Exceptions and swaps of which nothing is left once the minutes are taken away."""
    for section, days in (("exceptions", office.calendar.exceptions), ("swaps", office.calendar.swaps)):
        short = [day for day, special in days.items() if special.hours is not None and minutes >= special.hours.minutes]
        for day in short:
            if cash & {desk for desk, _ in office.duties_on(day)}:
                yield fault(code, ("calendar", section, day.isoformat()), days=day)


def check_hours_to_come(office: Office, on: date) -> Iterator[Fault]:
    """The weekly hours hold now or later: an office whose last period is over would never open again."""
    periods = [period for period in office.calendar.periods.values() if period.hours]
    if periods and all(period.until is not None and period.until < on + AHEAD for period in periods):
        last = max(period.until for period in periods if period.until is not None)
        yield fault("hours-are-over" if last < on else "hours-end", ("calendar", "periods"), until=last)
    elif periods:
        yield from _long_closed(office, on, periods)


def _long_closed(office: Office, on: date, periods: list[Period]) -> Iterator[Fault]:
    """No two weeks in a row without an open day, as far as the hours are written.

    Until its very first day an office may take longer, but not so long that nobody can be told when it opens.
    """
    ends = [period.until for period in periods]
    written = on + FARTHEST if None in ends else max(each for each in ends if each is not None)
    opens_first = min(period.since or on for period in periods)
    closed_since = on
    for day in (on + timedelta(days=number) for number in range(FARTHEST.days)):
        if day > written:
            return
        if office.calendar.hours_on(day)[0] is not None:
            closed_since = day + timedelta(days=1)
        most = HORIZON if closed_since == on < opens_first else MOST_CLOSED
        if day - closed_since >= most:
            yield fault("long-closed", ("calendar",), since=closed_since, days=most.days)
            return


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
    for days in complaints.hours:
        shut = [weekday_name(day) for day in days if day not in open_weekdays(office)]
        if shut:
            yield fault("complaints-on-closed-day", (*place, "hours", str(days)), days=shut)
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
