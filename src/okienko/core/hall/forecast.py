"""How long each waiting visit is likely to wait: a plain walk through the desks that are open now.

Each waiting visit, in the order in which it would be called now, is given to the
desk that may call it and is free soonest. It is a pure function of the hall and
its rules at the moment of the hall's last entry, so that every screen shows the
same figure and a test can recompute it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from okienko.core.hall.hall import Desk, Hall
from okienko.core.hall.order import CLASSES, class_of, may_call
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import Visit

#: The band that is told: from half of the likely wait to one and a half times it and so many minutes more. How often
#: it was kept on a real log stands in docs/domain/measures.md.
LOW, HIGH, MORE = 0.5, 1.5, 5
#: A desk with a client who is past the usual time is expected free in this many minutes.
AT_LEAST = 2.0
#: For so long a walk through the waiting serves for the promises given at the door.
ONE_WALK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A visit's place: visits that go before it, and the likely wait in minutes (None when no desk is open for it)."""

    ahead: int
    low: int | None
    high: int | None


def forecast(hall: Hall, *, rules: HallRules, at: datetime | None = None) -> dict[int, Place]:
    """The place of each waiting visit, by number. `at` is the hall's last moment unless given."""
    moment = at or hall.at
    if moment is None:
        return {}
    free = _free_in(hall, rules, moment)
    groups: dict[frozenset[str], int] = {}
    places: dict[int, Place] = {}
    for visit in _in_order(hall, rules, moment):
        desks = _desks_for(hall, visit, free)
        ahead = sum(count for group, count in groups.items() if group & desks) if desks else 0
        groups[desks] = groups.get(desks, 0) + 1
        places[visit.number] = _place(ahead, _assign(free, desks, rules.services[visit.leg.service].minutes))
    return places


def promise(hall: Hall, *, rules: HallRules, service: str, at: datetime) -> list[int] | None:
    """The band, in minutes, told to somebody who takes a ticket for this service now; None when nothing can be said."""
    free = _laden(hall, rules, at)
    desks = frozenset(desk for desk in free if desk in hall.desks and service in hall.desks[desk].serves)
    wait = _assign(free, desks, rules.services[service].minutes)
    if wait is None:
        return None
    low, high = _band(wait)
    return [low, high]


def _laden(hall: Hall, rules: HallRules, at: datetime) -> dict[str, float]:
    """Minutes until each desk has done with all who wait now, whoever was promised something included.

    The walk is made at most once a second; within that second each ticket is added to it.
    """
    if hall.laden is None or not hall.laden[0] <= at < hall.laden[0] + ONE_WALK:
        free = _free_in(hall, rules, at)
        for visit in _in_order(hall, rules, at):
            _assign(free, _desks_for(hall, visit, free), rules.services[visit.leg.service].minutes)
        hall.laden = (at, free)
    return hall.laden[1]


def _free_in(hall: Hall, rules: HallRules, at: datetime) -> dict[str, float]:
    """Minutes until each desk that takes clients is free."""
    return {desk.id: _busy_for(hall, desk, rules, at) for desk in hall.desks.values() if not desk.paused or desk.visit}


def _busy_for(hall: Hall, desk: Desk, rules: HallRules, at: datetime) -> float:
    if desk.visit is None:
        return 0.0
    visit = hall.visits[desk.visit]
    spent = (at - (visit.started_at or at)).total_seconds() / 60
    return max(AT_LEAST, rules.services[visit.leg.service].minutes - spent)


def _in_order(hall: Hall, rules: HallRules, at: datetime) -> list[Visit]:
    def rank(visit: Visit) -> tuple[int, float, int]:
        ratio = (at - visit.leg.ready_at).total_seconds() / rules.services[visit.leg.service].target
        return (CLASSES.index(class_of(visit)), -ratio, visit.number)

    return sorted(hall.waiting(), key=rank)


def _desks_for(hall: Hall, visit: Visit, free: dict[str, float]) -> frozenset[str]:
    return frozenset(desk for desk in free if may_call(hall.desks[desk], visit))


def _assign(free: dict[str, float], desks: frozenset[str], minutes: float) -> float | None:
    """Give the visit to the desk that is free soonest; the wait in minutes, or None when there is no desk."""
    if not desks:
        return None
    desk = min(desks, key=lambda name: (free[name], name))
    wait = free[desk]
    free[desk] += minutes
    return wait


def _place(ahead: int, wait: float | None) -> Place:
    if wait is None:
        return Place(ahead=ahead, low=None, high=None)
    low, high = _band(wait)
    return Place(ahead=ahead, low=low, high=high)


def _band(wait: float) -> tuple[int, int]:
    return int(wait * LOW), round(wait * HIGH + MORE)
