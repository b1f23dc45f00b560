"""The plan of a played day: who comes when, with what, and who sits where.

A plan is made from the description of an office, a profile of arrivals and a
source of draws (numbers from 0 to 1), and is the same for the same draws. It
says what people intend; what happens follows from the hall.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from okienko.core.hall.rules import HallRules, Opening
from okienko.core.office.office import Office
from okienko.core.office.service import Service
from okienko.core.stage.load import expected_visits, has_fee, shares_of
from okienko.core.stage.profile import Behaviour, Profile

#: A number from 0 (included) to 1 (excluded), a new one at each call.
Draw = Callable[[], float]

HALF_HOUR = timedelta(minutes=30)
ONE_OUT_OF = 4


class OfficeDoesNotOpen(Exception):
    """The office is closed on this day, so there is nothing to play."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What one client intends; `seconds` is the time each matter takes, `walk` the way to a desk.

    Spans are seconds: from the ticket until asking for the officer, stepping out
    or giving up, None where the client will not.
    """

    number: int
    arrives_at: datetime
    matters: tuple[str, ...]
    seconds: tuple[float, ...]
    persons: int = 1
    priority: str | None = None
    language: str = "pl"
    needs: tuple[str, ...] = ()
    department: str | None = None
    prefers: str = "comes-down"
    walk: float = 15.0
    pays: bool = False
    comes: bool = True
    asks_after: float | None = None
    consulted: bool = False
    steps_out_after: float | None = None
    leaves_after: float | None = None
    talk: float = 480.0
    not_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A person at a desk from one moment to another."""

    desk: str
    person: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A day: its hours, clients in the order of arrival, shifts, the service of paying, officers who are out."""

    day: date
    opening: Opening
    clients: tuple[Client, ...]
    shifts: tuple[Shift, ...]
    cash: str | None
    out: tuple[str, ...] = ()


def plan_day(office: Office, *, rules: HallRules, draw: Draw, profile: Profile | None = None) -> Plan:
    """The plan of the day for which the rules were compiled. Raises OfficeDoesNotOpen."""
    opening = rules.opening
    if opening is None:
        raise OfficeDoesNotOpen
    chosen = profile or Profile()
    weekday = rules.day.weekday()
    casting = _Casting(office=office, rules=rules, draw=draw, behaviour=chosen.behaviour)
    wanted = expected_visits(
        office, rules.day, visits=chosen.visits(weekday), behaviour=chosen.behaviour
    )
    arrivals = _arrivals(chosen.shares(weekday), opening, wanted, draw)
    return Plan(
        day=rules.day,
        opening=opening,
        clients=tuple(
            casting.client(number, at, office.services[service])
            for number, (at, service) in enumerate(arrivals)
        ),
        shifts=_shifts(office, rules.day),
        cash=next((service.id for service in rules.services.values() if service.is_cash), None),
        out=_out(rules),
    )


def _arrivals(
    shares: Sequence[float], opening: Opening, wanted: Mapping[str, float], draw: Draw
) -> list[tuple[datetime, str]]:
    """Who comes when with what: in each half hour as many as its share says, spread by chance within it."""
    arrivals = []
    owed = {service: draw() for service in wanted}
    for index, share in enumerate(shares):
        begins = opening.opens_at + index * HALF_HOUR
        for service, visits in wanted.items():
            owed[service] += visits * share
            moments = [begins + draw() * HALF_HOUR for _ in range(int(owed[service]))]
            owed[service] -= len(moments)
            arrivals += [(at, service) for at in moments if at < opening.last_ticket_at]
    return sorted(arrivals)


def _out(rules: HallRules) -> tuple[str, ...]:
    """Each so many officers one is out of the office, never all of a department."""
    officers = sorted(
        {
            person
            for department in rules.departments.values()
            for name, people in department.steps
            for person in people[1:]
            if name == "officers"
        }
    )
    return tuple(officers[::ONE_OUT_OF])


def _shifts(office: Office, day: date) -> tuple[Shift, ...]:
    def at(minutes: int) -> datetime:
        hour, minute = divmod(minutes, 60)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=office.zone).astimezone(UTC)

    return tuple(
        Shift(desk=desk, person=duty.person, starts_at=at(duty.hours.opens), ends_at=at(duty.hours.closes))
        for desk, duty in office.duties(day.weekday())
    )


@dataclass(frozen=True, slots=True)
class _Casting:
    """Draws clients for one office."""

    office: Office
    rules: HallRules
    draw: Draw
    behaviour: Behaviour

    def client(self, number: int, at: datetime, service: Service) -> Client:
        behaviour = self.behaviour
        matters = [service]
        if not service.guarantee and self._is(behaviour.two_matters):
            matters.append(self._another(service))
        upstairs = (
            tuple(self.rules.departments[service.department].steps) if service.department != "*" else ()
        )
        needs = self._needs()
        return Client(
            number=number,
            arrives_at=at,
            matters=tuple(matter.id for matter in matters),
            seconds=tuple(self._seconds(matter) for matter in matters),
            persons=2 if self._is(behaviour.in_company) else 1,
            priority=self._priority(),
            language=self._one_of(behaviour.languages),
            needs=needs,
            department=self._department() if service.guarantee else None,
            prefers="goes-up"
            if "step_free" not in needs and self._is(behaviour.prefers_upstairs)
            else "comes-down",
            walk=8 + 14 * self.draw(),
            pays=not self._is_cash(service) and has_fee(service) and self._is(behaviour.pays),
            comes=not self._is(behaviour.absent),
            asks_after=self._span(60, 300) if upstairs and self._is(behaviour.asks_for_officer) else None,
            consulted=bool(upstairs) and self._is(behaviour.consulted),
            steps_out_after=self._span(120, 400) if self._is(behaviour.steps_out) else None,
            leaves_after=self._patience(),
            talk=self._span(180, 720),
            not_now=self._is(behaviour.officer_says_not_now),
        )

    def _is(self, share: float) -> bool:
        return self.draw() < share

    def _span(self, shortest: float, longest: float) -> float:
        return shortest + (longest - shortest) * self.draw()

    def _one_of(self, shares: Sequence[tuple[str, float]]) -> str:
        edges = list(accumulate(share for _, share in shares))
        index = bisect_left(edges, self.draw() * edges[-1])
        return shares[min(index, len(shares) - 1)][0]

    def _service(self) -> Service:
        return self.office.services[self._one_of(list(shares_of(self.office).items()))]

    def _another(self, first: Service) -> Service:
        """A second matter, more often in the same department than by chance."""
        near = [
            s
            for s in self.office.services.values()
            if s.department == first.department and s.id != first.id and not s.guarantee
        ]
        if near and self._is(0.5):
            return near[int(self.draw() * len(near))]
        other = self._service()
        return other if not other.guarantee else first

    def _department(self) -> str:
        """Whom a client wishes to meet who came for nothing else: as often as the department has visits."""
        service = self._service()
        while service.department == "*" or not self.rules.departments[service.department].steps:
            service = self._service()
        return service.department

    def _seconds(self, service: Service) -> float:
        """A time between the shortest and the longest whose mean is the usual one."""
        usual = service.minutes * 60.0
        shortest = min((service.shortest or service.minutes) * 60.0, usual * 0.9)
        longest = max((service.longest or service.minutes) * 60.0, usual * 1.2)
        power = (longest - shortest) / (usual - shortest) - 1
        return shortest + (longest - shortest) * math.pow(self.draw(), power)

    def _patience(self) -> float:
        """Log-normal about the median; few give up, because few must wait that long."""
        bell = math.sqrt(-2 * math.log(1 - self.draw())) * math.cos(2 * math.pi * self.draw())
        return self.behaviour.patience * 60 * math.exp(0.35 * bell)

    def _priority(self) -> str | None:
        known = list(self.rules.priorities)
        return known[int(self.draw() * len(known))] if known and self._is(self.behaviour.priority) else None

    def _needs(self) -> tuple[str, ...]:
        if self._is(self.behaviour.step_free):
            return ("step_free",)
        return ("more_time",) if self._is(self.behaviour.more_time) else ()

    def _is_cash(self, service: Service) -> bool:
        return self.rules.services[service.id].is_cash
