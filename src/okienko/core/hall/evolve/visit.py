"""How entries about a visit change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from okienko.core.hall.entries import Entry, read_moment
from okienko.core.hall.evolve.broken import BrokenJournal
from okienko.core.hall.evolve.calls import count_served, forget_call, mark_changed, note_call
from okienko.core.hall.hall import Hall, same_ticket
from okienko.core.hall.visit import (
    AWAY,
    CALLED,
    EXPIRED,
    FINISHED,
    LEFT,
    MISSED,
    PARKED,
    SERVING,
    VISIT_LIFE,
    WAITING,
    Errand,
    Leg,
    Matter,
    Visit,
)

Body = dict[str, Any]
#: What happens to a visit at a desk without anybody there doing anything.
_NOT_OF_THE_DESK = frozenset({"left", "expired"})

def taken(hall: Hall, entry: Entry) -> None:
    body = entry.body
    parked = body.get("event")
    visit = Visit(
        number=entry.visit or 0,
        ticket=body["ticket"],
        channel=body["channel"],
        taken_at=entry.at,
        matters=[Matter(service) for service in body["matters"]],
        leg=Leg(service=body["matters"][0], ready_at=entry.at, desk=body.get("to_desk"), person=body.get("to_person")),
        series=body["series"],
        state=PARKED if parked else WAITING,
        persons=body.get("persons", 1),
        priority=bool(body.get("priority")),
        language=body.get("language", "pl"),
        outside=body.get("outside", False),
        promised=tuple(body["promised"]) if body.get("promised") else None,
        event=parked,
        since=entry.at,
        changed=entry.seq,
    )
    hall.visits[visit.number] = visit
    hall.touched.visits.add(visit.number)
    hall.touched.taken.add(visit.number)
    hall.last_visit = visit.number
    hall.series[body["series"]] = body["ticket_number"]
    hall.tickets.add(same_ticket(visit.ticket))
    hall.put_in(visit)


def evolve_visit(hall: Hall, entry: Entry) -> None:
    visit, kind = hall.visits[entry.visit or 0], entry.kind
    allowed = VISIT_LIFE[visit.state].get(kind)
    if allowed is None:
        raise BrokenJournal(f"{kind} of visit {visit.number}, which is {visit.state}")
    hall.take_out(visit)
    before = visit.called_at
    VISIT[kind](visit, entry, entry.body)
    if visit.state not in allowed:
        raise BrokenJournal(f"{kind} led visit {visit.number} to {visit.state}")
    if visit.state == WAITING and (visit.leg.desk is not None or visit.leg.person is not None):
        visit.leg = hall.directed(visit.leg)
    if visit.needs:
        hall.note_needs(visit)
    mark_changed(hall, visit, entry)
    hall.put_in(visit)
    desk = hall.desks.get(entry.desk) if entry.desk is not None else None
    if desk is not None and kind not in _NOT_OF_THE_DESK:
        desk.acted_at = entry.at
    if kind == "called":
        note_call(hall, visit, entry)
    elif kind == "call_undone":
        forget_call(hall, visit, entry, called=before)
    elif kind == "expired" and "why" in entry.body:
        hall.cut_short.append(visit.number)
    elif desk is not None:
        count_served(hall, visit, entry, desk=desk.id)


def _end(visit: Visit, state: str, at: datetime) -> None:
    """Nobody calls or serves this one any more: why the client went first is forgotten."""
    visit.become(state, at)
    visit.ground = None


def _admitted(visit: Visit, entry: Entry, body: Body) -> None:
    del entry, body
    visit.outside = False


def _matter_added(visit: Visit, entry: Entry, body: Body) -> None:
    del entry
    visit.matters.append(Matter(body["service"]))


def _moved(visit: Visit, entry: Entry, body: Body) -> None:
    del entry
    if body.get("why") is None:
        visit.matter.service = body["service"]
    visit.leg = replace(visit.leg, service=body["service"], desk=None, person=None)


def _called(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.remember(entry.at)
    visit.become(CALLED, entry.at)
    visit.desk, visit.called_at, visit.calls, visit.outside = entry.desk, entry.at, 1, False


def _recalled(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.calls += 1
    visit.since = entry.at


def _started(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.started_at = entry.at
    visit.become(SERVING, entry.at)


def _undone(visit: Visit, entry: Entry, body: Body) -> None:
    del entry, body
    visit.restore()


def _missed(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.misses += 1
    visit.become(MISSED, entry.at)


def _to_waiting(visit: Visit, entry: Entry, body: Body) -> None:
    """Wait (again) from `ready_at`, ahead of the queue if returning; or for the `next` matter when one is over."""
    if visit.state == EXPIRED:
        visit.before = None
    if "next" in body:
        visit.matter.outcome = visit.matter.outcome or body["outcome"]
        visit.current = body["next"]
        visit.leg = Leg(service=visit.matter.service, ready_at=entry.at)
    ready_at = read_moment(body.get("ready_at")) or entry.at
    visit.leg = replace(visit.leg, ready_at=ready_at, returning=body.get("returning", visit.leg.returning))
    visit.outside = body.get("outside", visit.outside)
    visit.become(WAITING, entry.at)


def _settled(visit: Visit, entry: Entry, body: Body) -> None:
    visit.remember(entry.at)
    visit.matter.outcome = body["outcome"]
    if body.get("errand_over"):
        errand = visit.errands.pop()
        visit.current = errand.matter
        visit.leg = replace(errand.leg, ready_at=entry.at, returning=True)
        visit.become(WAITING, entry.at)
        return
    visit.current = body["next"]
    visit.leg = Leg(service=visit.matter.service, ready_at=entry.at)
    if body["stays"]:
        visit.started_at = visit.since = entry.at
    else:
        visit.become(WAITING, entry.at)


def _finished(visit: Visit, entry: Entry, body: Body) -> None:
    visit.remember(entry.at)
    visit.matter.outcome = visit.matter.outcome or body["outcome"]
    _end(visit, FINISHED, entry.at)


def _parked(visit: Visit, entry: Entry, body: Body) -> None:
    if visit.state == SERVING:
        visit.leg = replace(visit.leg, returning=True)
    if entry.by.startswith("visit:"):
        visit.stepped_out += 1
    if "outcome" in body:
        visit.remember(entry.at)
        visit.matter.outcome = body["outcome"]
    elif visit.state == SERVING:
        visit.before = None
    visit.become(PARKED, entry.at)
    visit.until, visit.event = read_moment(body.get("until")), body.get("event")


def _sent(visit: Visit, entry: Entry, body: Body) -> None:
    visit.before = None
    visit.errands.append(Errand(leg=visit.leg, matter=visit.current))
    visit.matters.append(Matter(body["service"]))
    visit.current = len(visit.matters) - 1
    visit.leg = Leg(service=body["service"], ready_at=entry.at)
    visit.become(WAITING, entry.at)


def _went_away(visit: Visit, entry: Entry, body: Body) -> None:
    if visit.state in (CALLED, SERVING):
        visit.leg = replace(visit.leg, returning=True)
        visit.before = None
    elif visit.state == PARKED:
        # What was waited before is kept; the time put aside does not count.
        visit.leg = replace(visit.leg, ready_at=visit.leg.ready_at + (entry.at - visit.since))
    visit.become(AWAY, entry.at)
    visit.place = body["place"]
    visit.outside = False


def _handed(visit: Visit, entry: Entry, body: Body) -> None:
    visit.before = None
    visit.matter.service = body["service"]
    visit.leg = Leg(service=body["service"], ready_at=entry.at, returning=True,
                    desk=body.get("to_desk"), person=body.get("to_person"))
    visit.become(WAITING, entry.at)


def _left(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.misses += 1
    _end(visit, LEFT, entry.at)


def _expired(visit: Visit, entry: Entry, body: Body) -> None:
    """Only a day that was closed by mistake takes it back, and that day's close erases all needs by itself."""
    if "why" in body:
        visit.remember(entry.at)
    visit.needs = ()
    _end(visit, EXPIRED, entry.at)


VISIT: dict[str, Callable[[Visit, Entry, Body], None]] = {
    "admitted": _admitted,
    "matter_added": _matter_added,
    "moved": _moved,
    "called": _called,
    "recalled": _recalled,
    "call_undone": _undone,
    "started": _started,
    "missed": _missed,
    "reinstated": _to_waiting,
    "settled": _settled,
    "finished": _finished,
    "finish_undone": _undone,
    "parked": _parked,
    "resumed": _to_waiting,
    "sent": _sent,
    "went_away": _went_away,
    "came_back": _to_waiting,
    "handed": _handed,
    "left": _left,
    "expired": _expired,
}
