"""The door as it will be while the desks go on: who leaves when, who comes in then, and who may be called meanwhile.

It is what `forecast` walks through under rules of limited contact; without such rules there is no door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from okienko.core.hall.door.room import Room, area_of, in_turn, outside_of, room_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import Visit

#: Who is at a desk, until which minute, and in which area one is counted.
Leaving = tuple[float, int, Visit, str]


@dataclass(slots=True)
class Passage:
    """The room, those outside in the order in which they come in, and those at desks in the order in which they leave.

    `barred` are the visits that nobody may call in now.
    """

    rules: HallRules
    room: Room
    outside: dict[int, Visit]
    barred: frozenset[int]
    leaving: list[Leaving] = field(default_factory=list)

    @classmethod
    def begin(cls, hall: Hall, *, rules: HallRules, free: Mapping[str, float]) -> Passage | None:
        """The door now, each desk's client leaving when the desk is `free`; None where no rules limit it."""
        if hall.regime is None:
            return None
        room, outside = room_of(hall, rules), outside_of(hall)
        barred = frozenset(visit.number for visit in outside if not room.may_be_called(visit))
        leaving = [(free[desk.id], desk.visit, hall.visits[desk.visit], area_of(hall.visits[desk.visit], rules))
                   for desk in hall.desks.values() if desk.visit is not None]
        heapify(leaving)
        return cls(rules, room, {visit.number: visit for visit in outside}, barred, leaving)

    @property
    def leaves_next(self) -> float | None:
        """In how many minutes the next one leaves; None when nobody is at a desk."""
        return self.leaving[0][0] if self.leaving else None

    def advance(self, minutes: float) -> None:
        """Whoever is done by then leaves, and whoever is next comes in."""
        while self.leaving and self.leaving[0][0] <= minutes:
            _, _, visit, area = heappop(self.leaving)
            self.room.let_out(visit, area)
            for comer in list(in_turn(self.room, [(each, self._area(each)) for each in self.outside.values()])):
                del self.outside[comer.number]

    def lets(self, visit: Visit) -> bool:
        """May this one be called now?"""
        return visit.number not in self.outside or self.room.has_place(visit)

    def is_inside(self, visit: Visit) -> bool:
        return visit.number not in self.outside

    def call(self, visit: Visit, *, until: float) -> None:
        """This one goes to a desk, for so long."""
        area = self._area(visit)
        if self.outside.pop(visit.number, None) is not None:
            self.room.let_in(visit, area)
        self.room.between -= 1
        heappush(self.leaving, (until, visit.number, visit, area))

    def _area(self, visit: Visit) -> str:
        return self.rules.services[visit.leg.service].area
