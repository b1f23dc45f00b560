"""How many go before each waiting visit, and how long it is likely to wait: a plain walk through the open desks.

Nobody else comes, every matter takes its usual minutes, and whichever desk is free
soonest calls whoever is next there by the rules of `order`: its rows, its classes,
and what it leaves to a more specialised desk, with the waits as they are now. Those
called meanwhile at desks that may call a visit are the people ahead of it. Where no
desk is open, those of the same queue go as at one desk, and nothing is said of the
wait.

Under rules of limited contact the walk goes through the door as well (`door.passage`):
who stands outside a full hall is called once there is a place, and before that go all
whom any desk calls, or at least the one who has to leave. Nobody who may not be let in
is told to be next.

It is a pure function of the hall and its rules at the moment of the hall's last
entry, so that every screen shows the same figure and a test can recompute it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from okienko.core.hall.door.passage import Passage
from okienko.core.hall.hall import Hall
from okienko.core.hall.order import Rank, class_next, count_class, is_attended, rank_of, takes
from okienko.core.hall.rules import HallRules
from okienko.core.hall.told.band import NEAR, Place, band_of, is_enough, place_of, until_close
from okienko.core.hall.visit import Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.hall.waiting.lanes import CLASSES, LaneKey, class_of, lane_of

#: A desk with a client who is past the usual time is expected free in this many minutes.
AT_LEAST = 2.0
#: For so long a walk through the waiting serves for the promises given at the door.
ONE_WALK = timedelta(seconds=1)


def forecast(hall: Hall, *, rules: HallRules, at: datetime | None = None) -> dict[int, Place]:
    """The place of each waiting visit, by number. `at` is the hall's last moment unless given."""
    moment = at or hall.at
    if moment is None:
        return {}
    free, till = _free_in(hall, rules, moment), until_close(rules, moment)
    walk = _Walk.begin(hall, rules=rules, at=moment, free=free)
    barred = walk.door.barred if walk.door is not None else frozenset()
    called = dict.fromkeys(free, 0)
    places: dict[int, Place] = {}
    for visit, desk, wait in walk.calls():
        ahead = sum(called[able] for able in walk.able[lane_of(visit)])
        if visit.number in barred:
            ahead = max(1, len(places))
        called[desk] += 1
        places[visit.number] = place_of(ahead, wait, is_enough(hall, walk.able[lane_of(visit)], ahead), till)
    for left in walk.left_over().values():
        places.update({visit.number: Place(max(ahead, int(visit.number in barred)), None, None)
                       for ahead, visit in enumerate(left)})
    return places


def promise(hall: Hall, *, rules: HallRules, service: str, at: datetime, outside: bool = False) -> list[int] | None:
    """The band, in minutes, told to somebody who takes a ticket for this service now; None when nothing can be said.

    Nothing is promised to somebody who waits `outside` under rules of limited contact: who comes in when is not known.
    """
    if outside:
        return None
    free, called = _laden(hall, rules, at)
    present = hall.desks
    desks = [desk for desk in free if desk in present and service in present[desk].serves]
    if not desks:
        return None
    ahead = sum([called[desk] for desk in desks])
    wait = _assign(free, called, desks, rules.services[service].minutes)
    if not is_enough(hall, desks, ahead):
        return None
    low, high = band_of(wait)
    till = until_close(rules, at) if high > NEAR else None
    return [low, high] if till is None or high <= till else None


def _laden(hall: Hall, rules: HallRules, at: datetime) -> tuple[dict[str, float], dict[str, int]]:
    """Minutes until each desk has done with all who wait now, and how many it calls; whoever was promised included.

    The walk is made at most once a second; within that second each ticket is added to it.
    """
    if hall.laden is None or not hall.laden[0] <= at < hall.laden[0] + ONE_WALK:
        free = _free_in(hall, rules, at)
        called = dict.fromkeys(free, 0)
        for _, desk, _ in _Walk.begin(hall, rules=rules, at=at, free=free).calls():
            called[desk] += 1
        hall.laden = (at, free, called)
    return hall.laden[1], hall.laden[2]


def _free_in(hall: Hall, rules: HallRules, at: datetime) -> dict[str, float]:
    """Minutes until each desk that takes clients is free."""
    return {desk.id: _busy_for(hall, desk, rules, at) for desk in hall.desks.values() if not desk.paused or desk.visit}


def _busy_for(hall: Hall, desk: Desk, rules: HallRules, at: datetime) -> float:
    if desk.visit is None:
        return 0.0
    visit = hall.visits[desk.visit]
    spent = (at - (visit.started_at or at)).total_seconds() / 60
    return max(AT_LEAST, rules.services[visit.leg.service].minutes - spent)


#: The waiting of a lane by class, each class in order of rank, whoever is next the last.
Line = dict[str, list[tuple[Rank, Visit]]]


@dataclass(slots=True)
class _Walk:
    """The desks and the waiting as they will be: when each desk is `free`, which desks are `able` to take a lane."""

    rules: HallRules
    at: datetime
    free: dict[str, float]
    lines: dict[LaneKey, Line]
    seats: dict[str, Desk]
    able: dict[LaneKey, list[str]]
    abandoned: set[str]
    door: Passage | None = None

    @classmethod
    def begin(cls, hall: Hall, *, rules: HallRules, at: datetime, free: dict[str, float]) -> _Walk:
        lines: dict[LaneKey, Line] = {}
        for visit in hall.waiting():
            line = lines.setdefault(lane_of(visit), {})
            line.setdefault(class_of(visit), []).append((rank_of(visit, at=at, rules=rules), visit))
        for line in lines.values():
            for spots in line.values():
                spots.sort(key=_by_rank, reverse=True)
        seats = {name: replace(hall.desks[name]) for name in free}
        able = {lane: [seat.id for seat in seats.values() if takes(seat, lane)] for lane in lines}
        abandoned = {seat.id for seat in seats.values()
                     if seat.is_free and not is_attended(seat, at=at, rules=rules)}
        return cls(rules, at, free, lines, seats, able, abandoned, Passage.begin(hall, rules=rules, free=free))

    def calls(self) -> Iterator[tuple[Visit, str, float]]:
        """Who is called, where, and in how many minutes, one after another."""
        of_desk: dict[str, list[Line]] = {}
        for lane, desks in self.able.items():
            for name in desks:
                of_desk.setdefault(name, []).append(self.lines[lane])
        turns = [(self.free[name], name) for name in of_desk]
        heapify(turns)
        kept: list[str] = []
        minutes = 0.0
        while turns or kept:
            # Desks for which nobody may come in, and nobody leaves any more: somebody always may be called.
            is_last = not turns
            minutes, name = (minutes, kept.pop(0)) if is_last else heappop(turns)
            visit = self._let_call(name, of_desk[name], minutes, anybody=is_last)
            if visit is None:
                self._keep(name, of_desk[name], turns, kept)
                continue
            self.free[name] = minutes + self.rules.services[visit.leg.service].minutes
            self.abandoned.discard(name)
            heappush(turns, (self.free[name], name))
            while kept:
                heappush(turns, (self.free[name], kept.pop()))
            yield visit, name, minutes

    def _let_call(self, name: str, lines: list[Line], minutes: float, *, anybody: bool) -> Visit | None:
        """The next at this desk, of those for whom the door lets in somebody then."""
        if self.door is None:
            return self._call(self.seats[name], lines, minutes)
        self.door.advance(minutes)
        visit = self._call(self.seats[name], lines, minutes, door=None if anybody else self.door)
        if visit is not None:
            self.door.call(visit, until=minutes + self.rules.services[visit.leg.service].minutes)
        return visit

    def _keep(self, name: str, lines: list[Line], turns: list[tuple[float, str]], kept: list[str]) -> None:
        """A desk for which somebody waits outside looks again when the next one has left."""
        if self.door is None or not any(spots for line in lines for spots in line.values()):
            return
        if self.door.leaves_next is None:
            kept.append(name)
        else:
            heappush(turns, (self.door.leaves_next, name))

    def left_over(self) -> dict[str, list[Visit]]:
        """Those whom no open desk can call, by queue, as one desk would call them."""
        queues: dict[str, Line] = {}
        for lane in self.lines.values():
            for name, spots in lane.items():
                for spot in spots:
                    leg = spot[1].leg
                    queue = self.rules.services[leg.service].queue or leg.service
                    queues.setdefault(queue, {}).setdefault(name, []).append(spot)
        orders: dict[str, list[Visit]] = {}
        for queue, line in queues.items():
            for spots in line.values():
                spots.sort(key=_by_rank, reverse=True)
            seat = Desk(id="", person="", serves=frozenset(), since=self.at, acted_at=self.at)
            orders[queue] = []
            while (visit := self._call(seat, [line], 0.0)) is not None:
                orders[queue].append(visit)
        return orders

    def _call(self, seat: Desk, lines: list[Line], minutes: float, *, door: Passage | None = None) -> Visit | None:
        """Take the next out of these lines by the rules of the order: of those inside, if that one may not come in."""
        found = self._next(seat, lines, minutes)
        if found is not None and door is not None and not door.lets(found[1][1]):
            found = self._next(seat, [_inside(line, door) for line in lines], minutes)
        if found is None:
            return None
        name, spot, line = found
        count_class(seat, name)
        spots = lines[line][name]
        if spots[-1] is spot:
            spots.pop()
        else:
            spots.remove(spot)
        return spot[1]

    def _next(self, seat: Desk, lines: list[Line], minutes: float) -> tuple[str, tuple[Rank, Visit], int] | None:
        """The class whose turn it is, who is next in it, and in which of the lines."""
        ready = {name for line in lines for name, spots in line.items() if spots}
        name = class_next(seat, [name for name in CLASSES if name in ready], self.rules)
        if name is None:
            return None
        first = [(line[name][-1], number) for number, line in enumerate(lines) if line.get(name)]
        if len(first) == 1:
            return name, *first[0]
        left = self._left_by(seat, minutes)
        return name, *min(first, key=lambda each: _at_this_desk(each[0], left))

    def _left_by(self, seat: Desk, minutes: float) -> set[str]:
        """What this desk leaves to more specialised ones that are free by then."""
        left: set[str] = set()
        for other in self.seats.values():
            if (self.free[other.id] <= minutes and other.id != seat.id and not other.paused
                    and other.id not in self.abandoned and other.serves < seat.serves):
                left |= other.serves
        return left


def _inside(line: Line, door: Passage) -> Line:
    """Those of a line who are inside."""
    return {name: [spot for spot in spots if door.is_inside(spot[1])] for name, spots in line.items()}


def _by_rank(spot: tuple[Rank, Visit]) -> Rank:
    return spot[0]


def _at_this_desk(spot: tuple[Rank, Visit], left: set[str]) -> Rank:
    """The rank at a desk that leaves these services to others."""
    (group, _, order, number), visit = spot
    return (group, int(group == 1 and lane_of(visit) in left), order, number)


def _assign(free: dict[str, float], called: dict[str, int], desks: list[str], minutes: float) -> float:
    """Give the visit to the desk that is free soonest; the wait in minutes."""
    wait, desk = min([(free[name], name) for name in desks])
    free[desk] = wait + minutes
    called[desk] += 1
    return wait
