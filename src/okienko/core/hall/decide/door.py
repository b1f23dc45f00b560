"""How many people may be inside, and who comes in next.

A regime of limited contact throttles the door and never shuts anybody out: who
finds the hall full gets a ticket all the same and waits outside with the phone
page, and is admitted in turn (row L09). It may bound the hall as a whole, by
open desks, and each area by itself; and it may keep a share of the places for
those who came without a phone: of the others only so many are inside at once.

Those outside come in in the order of their tickets. When the whole is full
nobody does; when one area is full, or the places of phones are, those after go
first who are for elsewhere. Into an empty hall or area, and as the only one with
a phone, somebody always may, however large the family.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol, TypeVar

from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules, RegimeRule
from okienko.core.hall.visit import AT_DESK, AWAY, WAITING, Visit

POCKET = "pocket"
#: What bars the way, beside the name of an area that is full; no area is called so.
WHOLE, PHONES = "*whole", "*phones"


class Comer(Protocol):
    """Somebody at the door."""

    @property
    def persons(self) -> int: ...

    @property
    def channel(self) -> str: ...


Someone = TypeVar("Someone", bound=Comer)


@dataclass(slots=True)
class Room:
    """Who is inside now and what the regime allows; None where there is no bound."""

    limit: int | None = None
    limits: dict[str, int] = field(default_factory=dict)
    for_phones: int | None = None
    inside: int = 0
    phones: int = 0
    areas: Counter[str] = field(default_factory=Counter)

    def bar(self, comer: Comer, area: str) -> str | None:
        """What keeps this one outside; None when there is room."""
        if self.limit is not None and self.inside and self.inside + comer.persons > self.limit:
            return WHOLE
        if area in self.limits and self.areas[area] and self.areas[area] + comer.persons > self.limits[area]:
            return area
        by_phone = self.for_phones is not None and comer.channel == POCKET
        if by_phone and self.phones and self.phones + comer.persons > (self.for_phones or 0):
            return PHONES
        return None

    def let_in(self, comer: Comer, area: str) -> None:
        self.inside += comer.persons
        self.areas[area] += comer.persons
        self.phones += comer.persons if comer.channel == POCKET else 0


def limit_of(regime: RegimeRule | None, *, open_desks: int) -> int | None:
    """How many persons a regime lets in with so many desks open; None when there is no limit. Never less than one."""
    if regime is None:
        return None
    limits = []
    if regime.persons is not None:
        limits.append(regime.persons)
    if regime.persons_per_desk is not None:
        limits.append(int(regime.persons_per_desk * open_desks))
    return max(1, min(limits)) if limits else None


def capacity(hall: Hall, rules: HallRules) -> int | None:
    """How many persons may be in the hall now; None when there is no limit."""
    return limit_of(rules.regimes.get(hall.regime or ""), open_desks=len(hall.desks))


def room_of(hall: Hall, rules: HallRules) -> Room:
    """The room as it is now under the present regime."""
    regime = rules.regimes.get(hall.regime or "")
    limit = capacity(hall, rules)
    room = Room(limit=limit, inside=hall.inside)
    if regime is None:
        return room
    if limit is not None and regime.walk_in_share:
        room.for_phones = max(1, limit - ceil(regime.walk_in_share * limit))
    room.limits = dict(regime.areas)
    if room.limits or room.for_phones is not None:
        for visit in hall.present.values():
            if not visit.outside and (visit.state == WAITING or visit.state == AWAY or visit.state in AT_DESK):
                room.areas[area_of(visit, rules)] += visit.persons
                room.phones += visit.persons if visit.channel == POCKET else 0
    return room


def area_of(visit: Visit, rules: HallRules) -> str:
    """Where a visit is: at its desk or post, else where one waits for its service."""
    desk = visit.desk or visit.place
    if desk is not None and desk in rules.desks:
        return rules.desks[desk].area
    return rules.services[visit.leg.service].area


def is_full(hall: Hall, rules: HallRules, comer: Comer, *, service: str) -> bool:
    """Must this one wait outside? Whoever waits there already for the same room goes first."""
    if hall.regime is None:
        return False
    queue: list[tuple[Comer, str]] = [(visit, area_of(visit, rules)) for visit in _outside(hall)]
    queue.append((comer, rules.services[service].area))
    return all(each is not comer for each in _in_turn(room_of(hall, rules), queue))


def admissions(act: Act) -> Decision:
    """Whoever waits outside comes in as soon as there is room, in the order of the tickets."""
    hall = act.hall
    if not hall.outside:
        return
    queue = [(visit, area_of(visit, act.rules)) for visit in _outside(hall)]
    for visit in list(_in_turn(room_of(hall, act.rules), queue)):
        yield act.entry("admitted", visit=visit.number)


def _outside(hall: Hall) -> list[Visit]:
    return sorted((visit for visit in hall.present.values() if visit.outside and visit.state == WAITING),
                  key=lambda visit: (visit.taken_at, visit.number))


def _in_turn(room: Room, queue: Iterable[tuple[Someone, str]]) -> Iterator[Someone]:
    """Those of the queue who may come in now."""
    barred: set[str] = set()
    for comer, area in queue:
        if area in barred or (comer.channel == POCKET and PHONES in barred):
            continue
        bar = room.bar(comer, area)
        if bar == WHOLE:
            return
        if bar is not None:
            barred.add(bar)
            continue
        room.let_in(comer, area)
        yield comer
