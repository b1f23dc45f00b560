"""How many people may be inside under rules of limited contact, and who comes in next.

A regime throttles the door and never shuts anybody out: who finds the hall full
gets a ticket all the same and waits outside with the phone page, and is admitted
in turn (row L09). It may bound the persons in the hall as a whole, the clients by
open desks, and each area by itself; and it may keep a share of the places for
those who came without a phone: of the others only so many are inside at once.

By open desks clients are counted, each with whoever has to come along: "one for
each open desk" means one client at each. Every open desk keeps one place for the
client whom it calls, so that with one for each desk nobody waits inside and one
comes in when called. Who goes on to another desk waits inside and has a place.

Who had stepped out and comes back finds the door as it is then; the place in the queue is
kept. Nobody is sent out: where a regime begins with more inside than it allows, they are
served, and from outside nobody comes in until fewer are inside than the bound. So
it is with whoever is called: a desk calls those who are inside, and from outside as
long as there is a place. Where none of those inside is at a desk or waits for one
that is open, somebody always may be called: whoever waits for a desk that is not
open shuts the door for nobody.

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

from okienko.core.hall.hall import Hall
from okienko.core.hall.order import may_call
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
    """Who is inside now and what the regime allows; None where there is no bound.

    `limit` and `inside` are persons, `by_desks`, `clients` and those of them who are at no desk (`between`) are visits.
    """

    limit: int | None = None
    by_desks: int | None = None
    open_desks: int = 0
    clients: int = 0
    between: int = 0
    #: Is somebody inside at a desk, or will an open desk call one of them?
    goes_on: bool = False
    limits: dict[str, int] = field(default_factory=dict)
    for_phones: int | None = None
    inside: int = 0
    phones: int = 0
    areas: Counter[str] = field(default_factory=Counter)

    def bar(self, comer: Comer, area: str) -> str | None:
        """What keeps this one outside; None when there is room."""
        if self.limit is not None and self.inside and self.inside + comer.persons > self.limit:
            return WHOLE
        if self.by_desks is not None and self.between >= self.by_desks - self.open_desks:
            return WHOLE
        if area in self.limits and self.areas[area] and self.areas[area] + comer.persons > self.limits[area]:
            return area
        by_phone = self.for_phones is not None and comer.channel == POCKET
        if by_phone and self.phones and self.phones + comer.persons > (self.for_phones or 0):
            return PHONES
        return None

    def has_place(self, comer: Comer) -> bool:
        """Is there a place in the whole for one more who is called in now?"""
        by_desks = self.by_desks is None or self.clients < self.by_desks
        return by_desks and (self.limit is None or self.inside + comer.persons <= self.limit)

    def may_be_called(self, visit: Visit) -> bool:
        """May a desk call this one now? Whoever is inside, and from outside while there is a place."""
        return not visit.outside or not self.goes_on or self.has_place(visit)

    @property
    def told(self) -> tuple[int, int | None]:
        """How many are inside, and how many may be: by the bound that leaves fewer places, by persons without one."""
        if self.by_desks is None:
            return self.inside, self.limit
        if self.limit is not None and self.limit - self.inside <= self.by_desks - self.clients:
            return self.inside, self.limit
        return self.clients, self.by_desks

    def seats_free(self, hall: Hall, rules: HallRules) -> int:
        """Seats on which somebody may sit down: under rules of limited contact no more than may still come in."""
        free = rules.seats - sum(visit.persons for visit in hall.waiting() if not visit.outside)
        inside, allowed = self.told
        return max(0, free if allowed is None else min(free, allowed - inside))

    def let_in(self, comer: Comer, area: str) -> None:
        self._count(comer, area, 1)
        self.between += 1

    def let_out(self, comer: Comer, area: str) -> None:
        """Somebody who was at a desk goes."""
        self._count(comer, area, -1)

    def _count(self, comer: Comer, area: str, step: int) -> None:
        self.clients += step
        self.inside += step * comer.persons
        self.areas[area] += step * comer.persons
        self.phones += step * comer.persons if comer.channel == POCKET else 0


def limit_of(regime: RegimeRule | None, *, open_desks: int) -> int | None:
    """How many a regime lets in with so many desks open; None when there is no limit. Never less than one."""
    if regime is None:
        return None
    limits = []
    if regime.persons is not None:
        limits.append(regime.persons)
    if regime.persons_per_desk is not None:
        limits.append(int(regime.persons_per_desk * open_desks))
    return max(1, min(limits)) if limits else None


def room_of(hall: Hall, rules: HallRules) -> Room:
    """The room as it is now under the present regime."""
    regime = rules.regimes.get(hall.regime or "")
    room = Room(inside=hall.inside)
    if regime is None:
        return room
    limit = room.limit = regime.persons
    if regime.persons_per_desk is not None:
        room.open_desks = len(hall.desks)
        room.by_desks = max(1, int(regime.persons_per_desk * room.open_desks))
    if limit is not None and regime.walk_in_share:
        room.for_phones = max(1, limit - ceil(regime.walk_in_share * limit))
    room.limits = dict(regime.areas)
    if room.limits or limit is not None or room.by_desks is not None:
        for visit in hall.present.values():
            if not visit.outside and (visit.state == WAITING or visit.state == AWAY or visit.state in AT_DESK):
                room.clients += 1
                room.between += visit.state not in AT_DESK
                room.goes_on = room.goes_on or visit.state in AT_DESK or _is_awaited(hall, visit)
                room.areas[area_of(visit, rules)] += visit.persons
                room.phones += visit.persons if visit.channel == POCKET else 0
    return room


def _is_awaited(hall: Hall, visit: Visit) -> bool:
    return visit.state == WAITING and any(may_call(desk, visit) for desk in hall.desks.values() if not desk.paused)


def area_of(visit: Visit, rules: HallRules) -> str:
    """Where a visit is: at its desk or post, else where one waits for its service."""
    desk = visit.desk or visit.place
    if desk is not None and desk in rules.desks:
        return rules.desks[desk].area
    return rules.services[visit.leg.service].area


def outside_of(hall: Hall) -> list[Visit]:
    return sorted((visit for visit in hall.present.values() if visit.outside and visit.state == WAITING),
                  key=lambda visit: (visit.taken_at, visit.number))


def in_turn(room: Room, queue: Iterable[tuple[Someone, str]]) -> Iterator[Someone]:
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
