"""The door of a played day: under rules of limited contact a place is found for a visitor of the stage.

The stage plays rules that leave about as many inside as come at that hour, so that
the door throttles and the hall stays full. Where a few more are inside than the
rules allow, those of the play who came last step out with their phones, no more
than the rules demand, and keep their places. They stand at the door at once, wait and
are counted like everybody outside, and come in when called, in their turn, or when the rules end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from okienko.core.hall.commands import Resume, StepOut
from okienko.core.hall.door.room import Room, area_of, in_turn, outside_of, room_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import PARKED, SERVING, WAITING, Visit
from okienko.core.stage.cast import Cast, Doing

STAYS_OUT = timedelta(minutes=10)
#: They go one after another, so that one sees it: the first so soon after the visitor came, the last so much later.
FIRST = timedelta(seconds=3)
APART = timedelta(seconds=0.5)
AT_MOST = 24
#: So soon whoever has stepped out stands at the door.
AT_THE_DOOR = timedelta(seconds=1)


def make_room(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    """Who steps out for a visitor who waits outside, and who is back at the door."""
    visitor = None
    if hall.outside:
        theirs = (hall.visits[number] for number in cast.visitors(hall))
        visitor = next((visit for visit in theirs if _is_outside(visit)), None)
    if visitor is not None:
        yield from _step_out(hall, cast, rules, visitor)
    if visitor is None or room_of(hall, rules).limit is None:
        yield from _come_back(hall, cast)


def _step_out(hall: Hall, cast: Cast, rules: HallRules, visitor: Visit) -> Iterator[Doing]:
    room = room_of(hall, rules)
    inside = [visit for visit in hall.waiting() if not visit.outside and visit.number in cast.clients]
    for visit in sorted(inside, key=lambda visit: (visit.leg.returning, -visit.number)):
        if _comes_in(visitor, room, hall, rules):
            return
        at = visitor.leg.ready_at + FIRST + APART * (visit.number % AT_MOST)
        step_out = StepOut(visit=visit.number, until=visitor.leg.ready_at + STAYS_OUT)
        yield Doing(at=at, command=step_out, by="system")
        room.let_out(visit, area_of(visit, rules))
        room.between -= 1


def _come_back(hall: Hall, cast: Cast) -> Iterator[Doing]:
    """To the door, where they wait and are counted; by bounds on persons not before the visitor is in, ahead of whom
    they would be let in.
    """
    for number in sorted(cast.gave_way):
        visit = hall.visits[number]
        if visit.state == PARKED:
            yield Doing(at=visit.since + AT_THE_DOOR, command=Resume(visit=number), by=f"visit:{number}")


def way_given(hall: Hall, cast: Cast, rules: HallRules, called: Mapping[str, Visit]) -> dict[str, Visit]:
    """The desk that concludes in time where the hall is full, so that a free one may call nobody from outside."""
    for desk, visitor in called.items():
        if hall.desks[desk].visit is not None or room_of(hall, rules).may_be_called(visitor):
            continue
        served = [visit for visit in hall.present.values()
                  if visit.state == SERVING and visit.number in cast.clients and visit.desk not in called]
        if served:
            first = min(served, key=lambda visit: (visit.since, visit.number))
            return {first.desk or "": visitor}
    return {}


def _is_outside(visit: Visit) -> bool:
    return visit.outside and visit.state == WAITING


def _comes_in(visitor: Visit, room: Room, hall: Hall, rules: HallRules) -> bool:
    """Would the visitor be called in by the next desk that is done, or let in where whoever is before comes first?"""
    if room.limit is None:
        return room.by_desks is None or room.clients <= room.by_desks
    as_it_is = replace(room, areas=Counter(room.areas))
    return visitor in in_turn(as_it_is, [(visit, area_of(visit, rules)) for visit in outside_of(hall)])
