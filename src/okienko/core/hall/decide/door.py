"""Who has to wait outside, who comes in, and whom a desk may call in; the bounds stand in `core.hall.door`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.meeting import OFFICER
from okienko.core.hall.door.room import Comer, area_of, in_turn, outside_of, room_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.order import Choice, next_for, next_plain
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import Visit
from okienko.core.hall.waiting.desk import Desk


def next_to_call(hall: Hall, desk: Desk, *, at: datetime, rules: HallRules) -> Choice | None:
    """Whom this desk calls next: of those for whom there is room when the regime counts by open desks."""
    choice = next_for(hall, desk, at=at, rules=rules)
    if choice is None or not hall.visits[choice.visit].outside:
        return choice
    if room_of(hall, rules).may_be_called(hall.visits[choice.visit]):
        return choice
    return next_plain(hall, desk, at=at, rules=rules, inside=True)


def is_full(hall: Hall, rules: HallRules, comer: Comer, *, service: str) -> bool:
    """Must this one wait outside? Whoever waits there already for the same room goes first."""
    if hall.regime is None:
        return False
    queue: list[tuple[Comer, str]] = [(visit, area_of(visit, rules)) for visit in outside_of(hall)]
    queue.append((comer, rules.services[service].area))
    return all(each is not comer for each in in_turn(room_of(hall, rules), queue))


def back_at_the_door(act: Act, visit: Visit) -> dict[str, Any]:
    """Somebody who had stepped out of the queue waits outside where the hall is full by now; the place is kept."""
    if visit.leg.returning or visit.event == OFFICER or visit.outside:
        return {}
    is_outside = is_full(act.hall, act.rules, visit, service=visit.leg.service)
    return {"outside": True} if is_outside else {}


def admissions(act: Act) -> Decision:
    """Whoever waits outside comes in as soon as there is room, in the order of the tickets.

    When the rules have ended nobody is outside any more, whose ticket waits neither.
    """
    hall = act.hall
    if not hall.outside:
        return
    if hall.regime is None:
        for visit in [visit for visit in hall.present.values() if visit.outside and visit.is_open]:
            yield act.entry("admitted", visit=visit.number)
        return
    queue = [(visit, area_of(visit, act.rules)) for visit in outside_of(hall)]
    for visit in list(in_turn(room_of(hall, act.rules), queue)):
        yield act.entry("admitted", visit=visit.number)
