"""Desks that call nobody, and what becomes of whoever waits for them.

Who waits for one desk or one person only, and is not called there, waits for whoever serves the matter: a desk that
has closed, or serves the matter no longer, gives up its clients at once; one that stands paused or abandoned, after
`idle_seconds` without a client and without anything done there.

A desk that a regime of limited contact does not use is closed: nobody signs in, a free one closes at once. One with a
client goes on until they are done: it is paused meanwhile and cannot be resumed, and closes when the time is over in
which its last act can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import DeskNotUsed
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import WAITING, Visit
from okienko.core.hall.waiting.desk import Desk


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


def check_used(act: Act, desk: str) -> None:
    """Raise when the present regime closes this desk."""
    if desk in _unused(act.hall, act.rules):
        raise DeskNotUsed(desk=desk)


def close_unused(act: Act) -> Decision:
    """A regime, or what it closes, has changed: free desks close, the others begin to end."""
    for desk in list(_open_but_unused(act.hall, act.rules)):
        if desk.visit is None:
            yield act.entry("desk_closed", desk=desk.id, why="regime")
        elif not desk.paused:
            yield act.entry("desk_paused", desk=desk.id, why="regime")


def close_done(act: Act) -> Decision:
    """Desks that are done with their last client close."""
    for desk, moment in list(_closing(act.hall, act.rules)):
        if moment <= act.at:
            yield act.entry("desk_closed", desk=desk.id, why="regime")


def done_moments(hall: Hall, rules: HallRules) -> list[datetime]:
    """The moments from which such a desk closes."""
    return [moment for _, moment in _closing(hall, rules)]


def _closing(hall: Hall, rules: HallRules) -> Iterator[tuple[Desk, datetime]]:
    for desk in _open_but_unused(hall, rules):
        if desk.visit is None:
            yield desk, desk.acted_at + timedelta(seconds=rules.undo_seconds)


def _open_but_unused(hall: Hall, rules: HallRules) -> Iterator[Desk]:
    return (hall.desks[desk] for desk in sorted(_unused(hall, rules)) if desk in hall.desks)


def _unused(hall: Hall, rules: HallRules) -> frozenset[str]:
    regime = rules.regimes.get(hall.regime or "")
    return regime.closed_desks if regime is not None else frozenset()
