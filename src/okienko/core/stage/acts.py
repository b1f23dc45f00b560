"""What people do next in a played hall.

`doings` looks at the hall as it is and says, for everybody who has something to
do, what and when: the next client comes in, a clerk calls, a client walks up, a
matter is concluded, an officer answers and comes down. It is asked again after
each doing, so that the same rule plays the morning, lives on at any speed, and
takes in whatever a visitor of the stage does meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from okienko.core.hall.commands import Leave, Reinstate, Resume, StepOut, Take, Tick
from okienko.core.hall.hall import CLOSED, OPENED, Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import AWAY, MISSED, PARKED, WAITING, Visit
from okienko.core.stage.cast import Cast, Doing
from okienko.core.stage.desks import at_desks, sign_ins
from okienko.core.stage.door import make_room
from okienko.core.stage.officers import officers, wishes

TICK = timedelta(seconds=30)
OUTSIDE_FOR = timedelta(minutes=8)
COMES_BACK_AFTER = timedelta(minutes=2)


def next_acts(hall: Hall, cast: Cast, *, rules: HallRules, at: datetime) -> list[Doing]:
    """What is due by this moment, the earliest first."""
    due = [doing for doing in doings(hall, cast, rules=rules) if doing.at <= at]
    return sorted(due, key=lambda doing: doing.at)


def next_act(hall: Hall, cast: Cast, *, rules: HallRules) -> Doing | None:
    """The very next thing that anybody does; None when the day is over."""
    return min(doings(hall, cast, rules=rules), key=lambda doing: doing.at, default=None)


def doings(hall: Hall, cast: Cast, *, rules: HallRules) -> Iterator[Doing]:
    """One doing for each person who has something to do, at the moment when it is due."""
    for doing in _all(hall, cast, rules):
        if cast.may_try(doing):
            yield doing


def _all(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    yield from _clock(hall, cast)
    if hall.phase == CLOSED:
        return
    yield from sign_ins(hall, cast, rules)
    yield from _door(hall, cast)
    yield from make_room(hall, cast, rules)
    yield from at_desks(hall, cast, rules)
    yield from wishes(hall, cast, rules)
    yield from officers(hall, cast)
    for visit in hall.visits.values():
        yield from _clients(cast, visit)


def _clock(hall: Hall, cast: Cast) -> Iterator[Doing]:
    """The clock looks in twice a minute until the day is over."""
    before_day = hall.day != cast.plan.day
    if hall.phase == CLOSED and not before_day:
        return
    last = cast.ticked_at
    at = cast.plan.opening.opens_at - timedelta(minutes=30) if last is None or before_day else last + TICK
    yield Doing(at=at, command=Tick(), by="system")


def _door(hall: Hall, cast: Cast) -> Iterator[Doing]:
    if cast.came >= len(cast.plan.clients) or hall.phase != OPENED:
        return
    client = cast.plan.clients[cast.came]
    take = Take(
        matters=client.matters,
        persons=client.persons,
        priority=client.priority,
        language=client.language,
        needs=client.needs,
        department=client.department,
        prefers=client.prefers,
    )
    yield Doing(at=client.arrives_at, command=take, by="kiosk:stage", client=client)


def _clients(cast: Cast, visit: Visit) -> Iterator[Doing]:
    """What a client does of his or her own accord."""
    client = cast.clients.get(visit.number)
    if client is None:
        return
    by = f"visit:{visit.number}"
    if visit.state == WAITING and not visit.leg.returning:
        if client.steps_out_after is not None and visit.leg.ready_at == visit.taken_at:
            at = visit.taken_at + timedelta(seconds=client.steps_out_after)
            yield Doing(at=at, command=StepOut(visit=visit.number, until=at + OUTSIDE_FOR), by=by)
        if client.leaves_after is not None and not visit.errands:
            at = visit.leg.ready_at + timedelta(seconds=client.leaves_after)
            yield Doing(at=at, command=Leave(visit=visit.number), by=by)
    elif visit.state == MISSED and visit.number % 2 == 0:
        yield Doing(at=visit.since + COMES_BACK_AFTER, command=Reinstate(visit=visit.number), by="system")
    elif _waits_for_nobody(visit):
        yield Doing(at=visit.since + OUTSIDE_FOR, command=Resume(visit=visit.number), by=by)


def _waits_for_nobody(visit: Visit) -> bool:
    parked = visit.state == PARKED and visit.until is None and visit.wish is None
    return parked or (visit.state == AWAY and visit.wish is None)
