"""Clerks and cashiers of a played day: sign in by the roster, call, serve, send to pay, hand over at the end.

A visitor of the stage is served within moments: a desk that may take the
visitor's matter concludes with its client and calls the visitor, out of order
and saying so; a desk at which the visitor works is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from okienko.core.hall.commands import (
    AskOfficer,
    CallNext,
    CallVisit,
    Command,
    Finish,
    LeaveDesk,
    Miss,
    OpenDesk,
    Recall,
    ResumeDesk,
    Send,
    Start,
)
from okienko.core.hall.decide.door import next_to_call
from okienko.core.hall.door.room import room_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.order import next_for
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import CALLED, SERVING, WAITING, Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.stage.cast import Cast, Doing
from okienko.core.stage.door import way_given
from okienko.core.stage.plan import Client, Shift

BEFORE_OPENING = timedelta(minutes=5)
TURN = timedelta(seconds=20)
RECALL_AFTER = timedelta(seconds=45)
VISITOR_WITHIN = timedelta(seconds=25)
VISITOR_WALKS = timedelta(seconds=12)
VISITOR_IS_SERVED = timedelta(seconds=75)
PAY_AT = 0.7  # of the service has passed when the client is sent to pay
#: The reason that a call out of order for a visitor of the stage carries.
REASON = "agreed_time"


def sign_ins(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    """Who comes to a desk, and who leaves it when the shift is over."""
    regime = rules.regimes.get(hall.regime or "")
    closed = regime.closed_desks if regime else frozenset()
    for shift in cast.plan.shifts:
        if shift.desk in cast.visitors_desks:
            continue
        desk = hall.desks.get(shift.desk)
        if desk is not None and desk.person == shift.person:
            yield from _sign_out(hall, cast, desk, shift, rules)
        elif desk is None and shift.desk not in closed and _is_due(hall, cast, shift):
            early = shift.starts_at - BEFORE_OPENING
            at = max(early, cast.free_since.get(shift.desk, early))
            yield Doing(
                at=at, command=OpenDesk(desk=shift.desk, person=shift.person), by=f"person:{shift.person}"
            )


def _is_due(hall: Hall, cast: Cast, shift: Shift) -> bool:
    """Has the shift not ended, and is its person not at another desk?"""
    over = hall.at is not None and hall.at >= shift.ends_at
    return not over and hall.desk_of(shift.person) is None and not cast.holds(shift.person, hall)


def _sign_out(hall: Hall, cast: Cast, desk: Desk, shift: Shift, rules: HallRules) -> Iterator[Doing]:
    """Leave at the end of the shift, the last one only when nobody waits for the desk."""
    if desk.visit is not None:
        return
    last = all(other.starts_at < shift.ends_at for other in cast.plan.shifts if other.desk == shift.desk)
    at_close = shift.ends_at >= cast.plan.opening.closes_at
    if last and at_close and hall.open_visits:
        return
    at = max(shift.ends_at, cast.free_since.get(desk.id, shift.ends_at))
    if hall.at is None or next_for(hall, desk, at=hall.at, rules=rules) is None or not at_close:
        yield Doing(at=at, command=LeaveDesk(desk=desk.id), by=f"person:{shift.person}")


def at_desks(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    """What is done next at each desk that the stage plays."""
    visitors = _calls_for_visitors(hall, cast)
    visitors |= way_given(hall, cast, rules, visitors)
    for desk in hall.desks.values():
        if desk.id in cast.visitors_desks:
            continue
        by = f"person:{desk.person}"
        if desk.paused:
            yield Doing(at=_free_since(cast, desk), command=ResumeDesk(desk=desk.id), by=by)
        elif desk.visit is None:
            yield from _idle(hall, cast, desk, rules, visitors.get(desk.id))
        else:
            visit = hall.visits[desk.visit]
            step = _called(cast, desk, visit, rules) if visit.state == CALLED else _serving(hall, cast, desk, visit)
            at, command = step
            if desk.id in visitors and visit.state == SERVING:
                at, command = _concluded(desk, visitors[desk.id], hall, at)
            yield Doing(at=at, command=command, by=by)


def _free_since(cast: Cast, desk: Desk) -> datetime:
    return max(desk.since, cast.free_since.get(desk.id, desk.since))


def _idle(hall: Hall, cast: Cast, desk: Desk, rules: HallRules, visitor: Visit | None) -> Iterator[Doing]:
    by = f"person:{desk.person}"
    if visitor is not None:
        if not room_of(hall, rules).may_be_called(visitor):
            return
        at = max(_free_since(cast, desk), visitor.leg.ready_at) + timedelta(seconds=5)
        yield Doing(at=at, command=CallVisit(desk=desk.id, visit=visitor.number, reason=REASON), by=by)
        return
    now = hall.at or desk.since
    choice = next_to_call(hall, desk, at=now, rules=rules)
    if choice is None or now < cast.plan.opening.opens_at:
        return
    ready_at = hall.visits[choice.visit].leg.ready_at
    at = max(_free_since(cast, desk) + TURN, ready_at + timedelta(seconds=4))
    yield Doing(at=at, command=CallNext(desk=desk.id), by=by)


def _called(cast: Cast, desk: Desk, visit: Visit, rules: HallRules) -> tuple[datetime, Command]:
    client = cast.clients.get(visit.number)
    if client is None:
        return visit.since + VISITOR_WALKS, Start(desk=desk.id)
    if client.comes or visit.number in cast.missed:
        return visit.since + timedelta(seconds=client.walk), Start(desk=desk.id)
    due_at = visit.since + max(RECALL_AFTER, rules.time_to_come(visit.needs))
    if visit.calls < rules.calls_before_missed:
        return due_at, Recall(desk=desk.id)
    return due_at, Miss(desk=desk.id)


def _serving(hall: Hall, cast: Cast, desk: Desk, visit: Visit) -> tuple[datetime, Command]:
    """Conclude after the planned time; before, send the client to pay, if a till is open, or ask the officer."""
    client = cast.clients.get(visit.number)
    if client is None:
        return visit.since + VISITOR_IS_SERVED, Finish(desk=desk.id, outcome="helped")
    seconds = _seconds(client, visit)
    sent_to_pay = visit.number in cast.paid
    to_pay = client.pays and not sent_to_pay and visit.current == 0
    if to_pay and cast.plan.cash is not None and any(cast.plan.cash in other.serves for other in hall.desks.values()):
        return visit.since + timedelta(seconds=PAY_AT * seconds), Send(desk=desk.id, service=cast.plan.cash)
    if client.consulted and visit.number not in cast.asked and visit.wish is None:
        return visit.since + timedelta(seconds=PAY_AT * seconds), AskOfficer(
            visit=visit.number, asked_by="clerk"
        )
    rest = 1 - PAY_AT if sent_to_pay and visit.leg.returning else 1.0
    return visit.since + timedelta(seconds=rest * seconds), Finish(desk=desk.id, outcome=_outcome(visit))


def _seconds(client: Client, visit: Visit) -> float:
    """The planned time of the matter in hand; what was added on the way takes three minutes."""
    return client.seconds[visit.current] if visit.current < len(client.seconds) else 180.0


def _outcome(visit: Visit) -> str:
    if visit.errands:
        return "paid"
    return ("performed", "accepted", "informed", "issued", "accepted", "helped")[visit.number % 6]


def _calls_for_visitors(hall: Hall, cast: Cast) -> dict[str, Visit]:
    """For each waiting visitor the desk that takes the matter: a free one, or the one that has served longest."""
    found: dict[str, Visit] = {}
    for number in cast.visitors(hall):
        visit = hall.visits[number]
        if visit.state != WAITING:
            continue
        able = [
            desk
            for desk in hall.desks.values()
            if visit.leg.service in desk.serves
            and not desk.paused
            and desk.id not in cast.visitors_desks
            and desk.id not in found
            and _is_played(desk, cast)
        ]
        if able:
            best = min(able, key=lambda desk: _effort(hall, desk))
            found[best.id] = visit
    return found


def _is_played(desk: Desk, cast: Cast) -> bool:
    return desk.visit is None or desk.visit in cast.clients


def _effort(hall: Hall, desk: Desk) -> tuple[int, datetime, str]:
    if desk.visit is None:
        return (0, desk.since, desk.id)
    visit = hall.visits[desk.visit]
    return (1 if visit.state == SERVING else 2, visit.since, desk.id)


def _concluded(desk: Desk, visitor: Visit, hall: Hall, planned: datetime) -> tuple[datetime, Command]:
    """The client before the visitor is done in time."""
    at = min(planned, max(visitor.leg.ready_at + VISITOR_WITHIN, hall.visits[desk.visit or 0].since))
    return at, Finish(desk=desk.id, outcome=_outcome(hall.visits[desk.visit or 0]))
