"""What follows from a change of the description for people, desks and services."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from okienko.core.office.office import Office

CONSEQUENCES: Final[dict[str, str]] = {
    "desk-duties-end": "On the roster here: {people}. They need another desk.",
    "service-loses-desk": "No desk is left for: {services}.",
    "fewer-desks": "Fewer desks are left for: {services}.",
    "open-visit-ends-first": "If somebody is being served here, that visit is finished first.",
    "person-duties-end": "On duty at: {desks}. Somebody else must take over.",
    "person-heads": "Heads or deputises in: {departments}.",
    "skills-lost": "Nobody on the roster is left who knows: {services}.",
    "department-people": "People of the department: {people}.",
    "department-services": "Services of the department: {services}.",
    "tickets-finish-as-taken": "Tickets taken today are served as they were taken.",
    "queue-services": "Services in this queue: {services}.",
    "numbers-go-on":
        "Numbers already given today stay, and none is given twice; the change begins with the next ticket.",
    "hours-change": "The hours change on: {days}. The doors, the kiosk and the public page show it at once.",
    "promise-changes": "What was measured until now stays measured against the earlier promise.",
    "regime-if-in-force": "If it is in force now, the hall follows the change at once.",
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """A consequence as a code and parameters."""

    code: str
    params: Mapping[str, str]

    @property
    def text(self) -> str:
        """The sentence in English."""
        return CONSEQUENCES[self.code].format(**self.params)


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing that differs, and the office before and after."""

    id: str
    before: Office
    after: Office


Follower = Callable[[Touched], Iterator[Consequence]]


def follow(action: str, kind: str, touched: Touched) -> Iterator[Consequence]:
    """What follows from one change; `action` is added, removed or changed."""
    follower = FOLLOWERS.get((kind, action))
    if follower is not None:
        yield from follower(touched)


def _desk_removed(touched: Touched) -> Iterator[Consequence]:
    id, before = touched.id, touched.before
    people = _people_at(before, id)
    if people:
        yield _told("desk-duties-end", people=people)
    yield _told("open-visit-ends-first")
    yield from _desk_changed(touched)


def _desk_changed(touched: Touched) -> Iterator[Consequence]:
    id, before, after = touched.id, touched.before, touched.after
    had = _services_at(before, id)
    has = _services_at(after, id)
    lost = [service for service in had if service not in has and service in after.services]
    none = [service for service in lost if not _desks_for(after, service)]
    if none:
        yield _told("service-loses-desk", services=none)
    if len(none) < len(lost):
        yield _told("fewer-desks", services=[service for service in lost if service not in none])


def _person_removed(touched: Touched) -> Iterator[Consequence]:
    id, before = touched.id, touched.before
    desks = [desk for desk in before.roster if id in _people_at(before, desk)]
    if desks:
        yield _told("person-duties-end", desks=desks)
    heads = [each.id for each in before.departments.values() if id in (each.head, each.deputy_head)]
    if heads:
        yield _told("person-heads", departments=heads)
    yield from _person_changed(touched)


def _person_changed(touched: Touched) -> Iterator[Consequence]:
    id, before, after = touched.id, touched.before, touched.after
    known = _known(after)
    lost = [service for service in _known(before) if service in after.services and service not in known]
    mine = {skill.what for skill in before.people[id].skills}
    lost = [each for each in lost if each in mine or before.services[each].department in mine]
    if lost:
        yield _told("skills-lost", services=lost)


def _department_removed(touched: Touched) -> Iterator[Consequence]:
    id, before = touched.id, touched.before
    people = [person.id for person in before.people.values() if person.department == id]
    services = [service.id for service in before.services.values() if service.department == id]
    if people:
        yield _told("department-people", people=people)
    if services:
        yield _told("department-services", services=services)


def _queue_touched(touched: Touched) -> Iterator[Consequence]:
    id, before = touched.id, touched.before
    yield _told("queue-services", services=[each.id for each in before.services.values() if each.queue == id])
    yield _told("tickets-finish-as-taken")


def _service_touched(touched: Touched) -> Iterator[Consequence]:
    id, before, after = touched.id, touched.before, touched.after
    old, new = before.services[id], after.services.get(id)
    if new is None or (old.queue, old.department) != (new.queue, new.department):
        yield _told("tickets-finish-as-taken")


def _calendar_changed(touched: Touched) -> Iterator[Consequence]:
    before, after = touched.before, touched.after
    old, new = before.calendar, after.calendar
    special = sorted({*old.exceptions, *new.exceptions, *old.swaps, *new.swaps})
    days = [str(day) for day in special if old.hours_on(day) != new.hours_on(day)]
    periods = [each for each in new.periods if old.periods.get(each) != new.periods[each]]
    if days or periods:
        yield _told("hours-change", days=[*periods, *days])


def _only(code: str) -> Follower:
    def always(_: Touched) -> Iterator[Consequence]:
        yield _told(code)

    return always


# Section and action → what follows.
FOLLOWERS: Final[Mapping[tuple[str, str], Follower]] = {
    ("desks", "removed"): _desk_removed,
    ("desks", "changed"): _desk_changed,
    ("people", "removed"): _person_removed,
    ("people", "changed"): _person_changed,
    ("departments", "removed"): _department_removed,
    ("queues", "removed"): _queue_touched,
    ("queues", "changed"): _queue_touched,
    ("services", "removed"): _service_touched,
    ("services", "changed"): _service_touched,
    ("series", "changed"): _only("numbers-go-on"),
    ("series", "removed"): _only("tickets-finish-as-taken"),
    ("calendar", "changed"): _calendar_changed,
    ("standards", "changed"): _only("promise-changes"),
    ("regimes", "changed"): _only("regime-if-in-force"),
    ("regimes", "removed"): _only("regime-if-in-force"),
}


def _people_at(office: Office, desk: str) -> list[str]:
    duties = (duty for week in office.roster.get(desk, {}).values() for duty in week)
    return list(dict.fromkeys(duty.person for duty in duties))


def _services_at(office: Office, desk: str) -> list[str]:
    if desk not in office.desks:
        return []
    departments = office.desks[desk].departments
    return [service.id for service in office.services.values() if service.department in departments]


def _desks_for(office: Office, service: str) -> list[str]:
    department = office.services[service].department
    return [desk.id for desk in office.desks.values() if department in desk.departments]


def _known(office: Office) -> list[str]:
    """Services that somebody on the roster knows, at any time."""
    skills: set[str] = set()
    for desk in office.roster:
        for person in _people_at(office, desk):
            if person in office.people:
                skills |= {skill.what for skill in office.people[person].skills}
    return [each.id for each in office.services.values() if each.id in skills or each.department in skills]


def _told(code: str, **params: list[str]) -> Consequence:
    return Consequence(code, {name: ", ".join(items) for name, items in params.items()})
