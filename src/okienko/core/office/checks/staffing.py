"""Can every service be served: by a desk that takes it and a person on duty there who knows how?"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from okienko.core.calendar.duty import Duty
from okienko.core.calendar.hours import Days, Span, clock, on_weekday
from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.checks.hours import AHEAD, days_twice, open_weekdays, weekday_name
from okienko.core.office.office import Office
from okienko.core.office.rules import Regime

UNSTAFFED_KINDS = ("meeting", "self-service", "private")


def check_services(office: Office, on: date) -> Iterator[Fault]:
    """Each service has a desk, and somebody on its roster who has the skill on this day."""
    pairs = pairs_of(office)
    served = {service for desk, person in pairs for service in office.serves(desk, person, on)}
    for service in office.services.values():
        if service.id in served:
            continue
        place = ("services", service.id)
        desks = [desk.id for desk in office.desks.values() if service.department in desk.departments]
        if not desks:
            yield fault("service-no-desk", place, service=service.id, department=service.department)
            continue
        people = [person for desk, person in pairs if desk in desks] or list(office.people)[:5]
        yield fault("service-no-person", place, service=service.id, desks=desks, people=dict.fromkeys(people))


def check_skills_to_come(office: Office, on: date) -> Iterator[Fault]:
    """No service is left without anybody who knows it when a skill ends in the days to come."""
    pairs = pairs_of(office)
    ends = sorted({skill.until for person in office.people.values() for skill in person.skills
                   if skill.until is not None and on <= skill.until < on + AHEAD})
    left = {service for desk, person in pairs for service in office.serves(desk, person, on)}
    for last in ends:
        still = {service for desk, person in pairs
                 for service in office.serves(desk, person, last + timedelta(days=1))}
        for service in (each for each in office.services if each in left - still):
            yield fault("service-skill-ends", ("services", service), service=service, last=last)
        left &= still


def check_services_each_day(office: Office, on: date) -> Iterator[Fault]:
    """On each weekday on which tickets are given somebody on duty can serve each service at some time."""
    served: dict[str, set[int]] = {}
    for day in open_weekdays(office):
        for desk, duty in office.duties(day):
            for service in office.serves(desk, duty.person, on) if _is_known(office, desk, duty) else ():
                served.setdefault(service, set()).add(day)
    for service, days in served.items():
        bare = [day for day in open_weekdays(office) if day not in days]
        if bare:
            department = office.services[service].department
            desks = [desk.id for desk in office.desks.values() if department in desk.departments]
            yield fault("service-no-person-on-day", ("services", service), service=service, desks=desks,
                        days=map(weekday_name, bare))


def _is_known(office: Office, desk: str, duty: Duty) -> bool:
    return desk in office.desks and duty.person in office.people


def check_desks_staffed(office: Office, on: date) -> Iterator[Fault]:
    """Somebody sits at each desk at some time, and can serve something there."""
    for desk in office.desks.values():
        if desk.kind not in UNSTAFFED_KINDS and not any(office.roster.get(desk.id, {}).values()):
            yield fault("desk-never-staffed", ("desks", desk.id), desk=desk.id)
    for desk_id, person in pairs_of(office):
        yield from serves_something(office, desk_id, person, on, ("roster", desk_id))


def serves_something(office: Office, desk: str, person: str, on: date, place: Place) -> Iterator[Fault]:
    """Whether this person knows anything that is taken at this desk."""
    departments = office.desks[desk].departments
    if departments and not office.serves(desk, person, on):
        yield fault("duty-serves-nothing", place, person=person, desk=desk, departments=departments)


def check_cash_apart(office: Office, on: date) -> Iterator[Fault]:
    """What is paid at a cash desk is paid there only: the letter has separate cash desks (row L19)."""
    served = [(desk, person, service) for desk, person in pairs_of(office)
              for service in sorted(office.serves(desk, person, on))]
    cash = {service: desk for desk, _, service in reversed(served) if office.desks[desk].kind == "cash"}
    for desk, person, service in served:
        if service in cash and office.desks[desk].kind != "cash":
            yield fault("cash-elsewhere", ("people", person, "skills"), service=service, desk=desk, person=person,
                        cash=cash[service])


def check_roster_hours(office: Office) -> Iterator[Fault]:
    """Duties lie on half hours, inside the opening hours, each weekday given once."""
    for desk_id, week in office.roster.items():
        yield from days_twice({days: Span(0, 1) for days in week}, ("roster", desk_id))
        placed = ((days, at, duty) for days, duties in week.items() for at, duty in enumerate(duties))
        for days, at, duty in placed:
            place: Place = ("roster", desk_id, str(days), at)
            yield from on_half_hours(duty, place)
            yield from _inside_opening(office, duty, days, place)


def on_half_hours(duty: Duty, place: Place) -> Iterator[Fault]:
    """Duties begin and end with the half hours in which staffing is reckoned."""
    if duty.hours.opens % 30 or duty.hours.closes % 30:
        yield fault("duty-off-half-hour", place, hours=str(duty.hours))


def check_roster_overlaps(office: Office) -> Iterator[Fault]:
    """One person at a desk at a time, and a person at one desk at a time."""
    at_once: dict[Fault, list[str]] = {}
    for day in range(7):
        for each in overlaps(list(office.duties(day)), place=("roster",)):
            at_once.setdefault(each, []).append(weekday_name(day))
    for each, days in at_once.items():
        yield fault(each.code, each.place, **each.params, day=days)


def overlaps(duties: list[tuple[str, Duty]], *, place: Place) -> Iterator[Fault]:
    """Duties of one day that cannot both be done, at their desk in the roster at `place`; the day is left to say."""
    for (desk, one), (second, other) in combinations(duties, 2):
        if not one.hours.overlaps(other.hours):
            continue
        if desk == second:
            both = {"one": f"{one.person} {one.hours}", "other": f"{other.person} {other.hours}"}
            yield fault("duty-overlap-desk", (*place, desk), desk=desk, **both)
        elif one.person == other.person:
            both = {"one": f"{desk} {one.hours}", "other": f"{second} {other.hours}"}
            yield fault("duty-overlap-person", (*place, second), person=one.person, **both)


def check_hall_staffed(office: Office) -> Iterator[Fault]:
    """Whenever the doors are open, somebody takes people in."""
    bare = [(day, tuple(bare_hours(office, span, list(office.duties(day)))))
            for day in open_weekdays(office) for span in _spans_open(office, day)]
    for hours, days in _alike(bare):
        yield fault("hall-unstaffed", ("roster",), day=days, hours=map(clock, hours))


def _alike(bare: Iterable[tuple[int, tuple[int, ...]]]) -> Iterator[tuple[tuple[int, ...], list[str]]]:
    """The same hours on several days are one fault: hours, names of the days."""
    days: dict[tuple[int, ...], list[str]] = {}
    for day, hours in bare:
        days.setdefault(hours, []).append(weekday_name(day))
    return ((hours, list(dict.fromkeys(names))) for hours, names in days.items() if hours)


def check_staffed_under_regimes(office: Office, on: date) -> Iterator[Fault]:
    """A regime that closes desks leaves somebody who takes people in, and somebody who knows each service."""
    pairs = pairs_of(office)
    for regime in office.regimes.values():
        closed = set(regime.closed_desks)
        if not closed or (regime.until is not None and regime.until < on):
            continue
        place = ("regimes", regime.id, "closed_desks")
        bare = ((day, _bare_without(office, day, closed)) for day in open_weekdays(office))
        for hours, days in _alike(bare):
            yield fault("regime-unstaffed", place, regime=regime.id, day=days, hours=map(clock, hours))
        yield from _skills_closed(office, regime, pairs, on)


def _bare_without(office: Office, day: int, closed: set[str]) -> tuple[int, ...]:
    """Half hours in which nobody takes people in only because these desks are closed."""
    duties = list(office.duties(day))
    left = [(desk, duty) for desk, duty in duties if desk not in closed]
    return tuple(at for span in _spans_open(office, day)
                 for at in sorted(set(bare_hours(office, span, left)) - set(bare_hours(office, span, duties))))


def _skills_closed(office: Office, regime: Regime, pairs: list[tuple[str, str]], on: date) -> Iterator[Fault]:
    closed = set(regime.closed_desks)
    served = [(service, desk) for desk, person in pairs for service in sorted(office.serves(desk, person, on))]
    left = {service for service, desk in served if desk not in closed}
    for service in dict.fromkeys(service for service, _ in served if service not in left):
        desks = dict.fromkeys(desk for each, desk in served if each == service)
        yield fault("regime-closes-skill", ("regimes", regime.id, "closed_desks"), regime=regime.id, service=service,
                    desks=desks)


def bare_hours(office: Office, span: Span, duties: list[tuple[str, Duty]]) -> list[int]:
    """The half hours of a span in which nobody takes people in."""
    ways = [duty.hours for desk, duty in duties if desk in office.desks and office.desks[desk].is_way_in]
    return [at for at in span.half_hours() if not any(way.opens <= at < way.closes for way in ways)]


def pairs_of(office: Office) -> list[tuple[str, str]]:
    """Who is on duty at which desk, at any time of the week."""
    found = {
        (desk, duty.person): None
        for desk, week in office.roster.items()
        for duties in week.values()
        for duty in duties
        if desk in office.desks and duty.person in office.people
    }
    return list(found)


def _spans_open(office: Office, day: int) -> list[Span]:
    spans = (on_weekday(period.hours, day) for period in office.calendar.periods.values())
    return list(dict.fromkeys(span for span in spans if span is not None))


def _inside_opening(office: Office, duty: Duty, days: Days, place: Place) -> Iterator[Fault]:
    """One fault for all days on which nobody comes while the duty lasts."""
    opened = {day: _spans_open(office, day) for day in days}
    outside = [day for day, spans in opened.items() if not any(span.holds(duty.hours) for span in spans)]
    if outside:
        told = dict.fromkeys(str(span) for day in outside for span in opened[day])
        names = map(weekday_name, outside)
        yield fault("duty-outside-hours", place, hours=str(duty.hours), day=names, open=list(told) or "–")
