"""What one person at a desk must see of the hall: the own desk, the client there, what can still be undone.

Plain values, like the rows of a picture; a pure function of the hall, its rules
and the moment. Whoever is signed in at no desk gets the desks to choose from:
only those at which this person may serve something today.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.serve import is_just_called
from okienko.core.hall.decide.ways import dates_for
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.picture import wish_row
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import CALLED, FINISHED, PARKED, SERVING, WAITING, Visit
from okienko.core.hall.waiting.desk import Desk

Row = dict[str, Any]


def workplace(hall: Hall, *, rules: HallRules, person: str, at: datetime) -> Row:
    """The place of this person: `desk` and `client` are None where there is none."""
    desk = hall.desk_of(person)
    client = hall.visits.get(desk.visit) if desk is not None and desk.visit is not None else None
    return {
        "seq": hall.seq,
        "at": at.isoformat(),
        "phase": hall.phase,
        "regime": hall.regime,
        "is_open": hall.phase != CLOSED,
        "desk": _desk(desk, rules) if desk is not None else None,
        "client": _client(hall, client, rules=rules) if client is not None else None,
        "undo": _undo(hall, desk, rules=rules, at=at) if desk is not None else None,
        "desks": [] if desk is not None else _choice(hall, rules=rules, person=person),
        "calls_needed": rules.calls_before_missed,
    }


def _desk(desk: Desk, rules: HallRules) -> Row:
    rule = rules.desks[desk.id]
    return {"id": desk.id, "label": rule.label, "kind": rule.kind, "paused": desk.paused, "person": desk.person,
            "since": desk.since.isoformat(), "serves": sorted(desk.serves)}


def _choice(hall: Hall, *, rules: HallRules, person: str) -> list[Row]:
    regime = rules.regimes.get(hall.regime or "")
    rows = []
    for desk in rules.desks.values():
        serves = rules.may_serve(desk.id, person)
        if not serves:
            continue
        taken = hall.desks.get(desk.id)
        rows.append({"id": desk.id, "label": desk.label, "kind": desk.kind, "area": desk.area,
                     "equipment": sorted(desk.equipment), "serves": sorted(serves),
                     "taken_by": taken.person if taken is not None else None,
                     "closed": regime is not None and desk.id in regime.closed_desks})
    return rows


def _client(hall: Hall, visit: Visit, *, rules: HallRules) -> Row:
    began = visit.called_at or visit.since
    wish = hall.wishes.get(visit.wish or 0)
    errand = visit.errands[-1] if visit.errands else None
    act = Act(hall=hall, at=hall.at or began, rules=rules)
    dates = [moment.isoformat() for moment in dates_for(act, wish)] if wish is not None else []
    return {
        "number": visit.number,
        "ticket": visit.ticket,
        "state": visit.state,
        "since": visit.since.isoformat(),
        "taken_at": visit.taken_at.isoformat(),
        "ready_at": visit.leg.ready_at.isoformat(),
        "waited": max(0, int((began - visit.leg.ready_at).total_seconds())),
        "channel": visit.channel,
        "matters": [[matter.service, matter.outcome] for matter in visit.matters],
        "current": visit.current,
        "service": visit.leg.service,
        "returning": visit.leg.returning,
        "priority": visit.priority,
        "ground": visit.ground,
        "language": visit.language,
        "needs": list(visit.needs),
        "persons": visit.persons,
        "calls": visit.calls,
        "may_miss": visit.state == CALLED and visit.calls >= rules.calls_before_missed,
        "call_ends_at": (visit.since + rules.time_to_come(visit.needs)).isoformat() if visit.state == CALLED else None,
        "goes_back_to": errand.leg.service if errand is not None else None,
        "wish": {"number": wish.number, **wish_row(hall, wish, rules), "dates": dates} if wish is not None else None,
        "overtaken": len(visit.overtaken),
    }


def _undo(hall: Hall, desk: Desk, *, rules: HallRules, at: datetime) -> Row | None:
    """The mistake that this desk may still take back, and until when: the call first, then the finish."""
    limit = timedelta(seconds=rules.undo_seconds)
    if desk.visit is not None:
        visit = hall.visits[desk.visit]
        if _ended_here(visit, desk, since=at - limit):
            return _finish_mistaken(visit, limit)
        since = visit.started_at or visit.called_at
        if not is_just_called(visit) or since is None or at - since > limit:
            return None
        return _mistake("undo_call", visit, until=since + limit)
    finished = [visit for visit in hall.visits.values() if _ended_here(visit, desk, since=at - limit)]
    if not finished:
        return None
    return _finish_mistaken(max(finished, key=lambda visit: (visit.since, visit.number)), limit)


def _ended_here(visit: Visit, desk: Desk, *, since: datetime) -> bool:
    """Was a matter of this visit finished here, not longer ago than that?"""
    before = visit.before
    return (visit.state in (FINISHED, WAITING, PARKED, SERVING) and before is not None and before.state == SERVING
            and before.desk == desk.id and visit.called_by == desk.person and before.changed_at >= since)


def _finish_mistaken(visit: Visit, limit: timedelta) -> Row:
    began = visit.before.changed_at if visit.before is not None else visit.since
    return _mistake("undo_finish", visit, until=began + limit)


def _mistake(name: str, visit: Visit, *, until: datetime) -> Row:
    return {"do": name, "visit": visit.number, "ticket": visit.ticket, "until": until.isoformat()}

