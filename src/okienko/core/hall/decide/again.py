"""How a visit comes back to its queue: from aside or away, and from a desk that does not call it.

Who waits for one desk or one person only, and is not called there, waits for whoever serves the matter. A desk that
has closed, or serves the matter no longer, gives up its clients at once; one that stands paused or abandoned, after
`idle_seconds` without a client and without anything done there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import WAITING, Visit


def ready_again(act: Act, number: int) -> dict[str, Any]:
    """When a parked or absent visit's wait (re)starts: time away does not count.

    Who came from a desk returns ahead, from now; who stepped out of the queue
    keeps the wait that was already behind.
    """
    visit = act.hall.visits[number]
    if visit.leg.returning:
        return {"ready_at": act.at.isoformat(), "returning": True}
    waited = visit.since - visit.leg.ready_at
    return {"ready_at": (act.at - waited).isoformat(), "returning": False}


def free_directed(act: Act) -> Decision:
    """Whoever has waited long enough for an idle desk waits on in the queue of the service, with the same wait."""
    for visit, moment in list(_lapsing(act.hall, act.rules)):
        if moment <= act.at:
            yield act.entry("moved", visit=visit.number, service=visit.leg.service, why="desk_idle")


def directions_lapse(hall: Hall, rules: HallRules) -> list[datetime]:
    """The moments from which a direction to an idle desk does not hold any more."""
    return [moment for _, moment in _lapsing(hall, rules)]


def _lapsing(hall: Hall, rules: HallRules) -> Iterator[tuple[Visit, datetime]]:
    for visit in hall.present.values():
        leg = visit.leg
        if visit.state != WAITING or (leg.desk is None and leg.person is None):
            continue
        desk = hall.desks.get(leg.desk) if leg.desk is not None else hall.desk_of(leg.person or "")
        if desk is None or desk.visit is None:
            since = visit.since if desk is None else max(visit.since, desk.acted_at)
            yield visit, since + timedelta(seconds=rules.idle_seconds)
