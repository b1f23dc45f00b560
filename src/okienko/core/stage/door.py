"""The door of a played day: under rules of limited contact a place is found for a visitor of the stage.

Those of the play who wait inside step out with their phones, one after another, as
many as have to, and come back by the door some minutes later; their places are
kept. So a visitor who finds the hall full is called as soon as on any other day,
and nobody is sent away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from okienko.core.hall.commands import StepOut
from okienko.core.hall.door.room import Room, area_of, in_turn, outside_of, room_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import SERVING, WAITING, Visit
from okienko.core.stage.cast import Cast, Doing

STAYS_OUT = timedelta(minutes=10)
#: They go one after another, so that one sees it: the first so soon after the visitor came, the last so much later.
FIRST = timedelta(seconds=3)
APART = timedelta(seconds=0.5)
AT_MOST = 24


def make_room(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    """Who steps out for a visitor who waits outside."""
    if not hall.outside:
        return
    visitor = next((hall.visits[number] for number in cast.visitors(hall) if _is_outside(hall.visits[number])), None)
    if visitor is None:
        return
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


def way_given(hall: Hall, cast: Cast, rules: HallRules, called: Mapping[str, Visit]) -> dict[str, Visit]:
    """The desk that concludes in time where all inside are at desks or posts, so that a free one may call nobody."""
    for desk, visitor in called.items():
        if hall.desks[desk].visit is not None or room_of(hall, rules).may_be_called(visitor):
            continue
        served = [visit for visit in hall.present.values()
                  if visit.state == SERVING and visit.number in cast.clients and visit.desk not in called]
        if served and not any(not visit.outside for visit in hall.waiting()):
            first = min(served, key=lambda visit: (visit.since, visit.number))
            return {first.desk or "": visitor}
    return {}


def _is_outside(visit: Visit) -> bool:
    return visit.outside and visit.state == WAITING


def _comes_in(visitor: Visit, room: Room, hall: Hall, rules: HallRules) -> bool:
    """Would the visitor be called in, or let in in turn where whoever stands before comes in first?"""
    if room.limit is None:
        return room.has_place(visitor)
    as_it_is = replace(room, areas=Counter(room.areas))
    return visitor in in_turn(as_it_is, [(visit, area_of(visit, rules)) for visit in outside_of(hall)])
