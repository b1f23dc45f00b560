"""How each kind of journal entry changes the picture of a hall.

`evolve` is the only way in which a hall changes. It decides nothing: what an
entry says has happened. An entry that the tables do not allow is a broken
journal, not a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.entries import DESK_KINDS, WISH_KINDS, Entry, read_moment
from okienko.core.hall.hall import CLOSED, OPENED, STOPPED, Desk, Hall
from okienko.core.hall.order import ORDINARY, OUT_OF_ORDER, PRIORITY, RETURNING
from okienko.core.hall.visit import (
    AWAY,
    CALLED,
    EXPIRED,
    FINISHED,
    LEFT,
    MISSED,
    PARKED,
    SERVING,
    WAITING,
    Errand,
    Leg,
    Matter,
    Visit,
    next_states,
)


class BrokenJournal(Exception):
    """An entry of the journal does not follow from those before it."""


def evolve(hall: Hall, entry: Entry) -> None:
    """Change the hall by one entry; entries must come in order and without a gap."""
    if entry.seq != hall.seq + 1:
        raise BrokenJournal(f"entry {entry.seq} after {hall.seq}")
    if entry.kind in _VISIT:
        _evolve_visit(hall, entry)
    elif entry.kind == "taken":
        _taken(hall, entry)
    elif entry.kind in WISH_KINDS:
        _evolve_wish(hall, entry)
    elif entry.kind in DESK_KINDS:
        _DESK[entry.kind](hall, entry)
        hall.touched.desks.add(entry.desk or "")
    else:
        _DAY[entry.kind](hall, entry)
        hall.touched.hall = True
    hall.seq = entry.seq
    hall.at = entry.at


def _evolve_visit(hall: Hall, entry: Entry) -> None:
    visit = hall.visits[entry.visit or 0]
    allowed = next_states(visit.state, entry.kind)
    if not allowed:
        raise BrokenJournal(f"{entry.kind} of visit {visit.number}, which is {visit.state}")
    hall.take_out(visit)
    _VISIT[entry.kind](visit, entry, entry.body)
    if visit.state not in allowed:
        raise BrokenJournal(f"{entry.kind} led visit {visit.number} to {visit.state}")
    _changed(hall, visit, entry)
    hall.put_in(visit)
    if entry.kind == "called":
        _note_call(hall, visit, entry)


def _changed(hall: Hall, visit: Visit, entry: Entry) -> None:
    visit.changed = entry.seq
    hall.touched.visits.add(visit.number)


def _note_call(hall: Hall, visit: Visit, entry: Entry) -> None:
    """Count the class at the desk, and tell whoever was overtaken by which kind of call."""
    desk = hall.desks[entry.desk or ""]
    name = entry.body["class"]
    _count_class(desk, name)
    kind = OUT_OF_ORDER if "reason" in entry.body else name
    for number in hall.lanes.earlier(desk, visit.leg.ready_at):
        hall.visits[number].overtaken.append((kind, entry.at))


def _taken(hall: Hall, entry: Entry) -> None:
    body = entry.body
    parked = body.get("event")
    visit = Visit(
        number=entry.visit or 0,
        ticket=body["ticket"],
        channel=body["channel"],
        taken_at=entry.at,
        matters=[Matter(service) for service in body["matters"]],
        leg=Leg(service=body["matters"][0], ready_at=entry.at, desk=body.get("to_desk"), person=body.get("to_person")),
        state=PARKED if parked else WAITING,
        persons=body.get("persons", 1),
        priority=body.get("priority"),
        language=body.get("language", "pl"),
        outside=body.get("outside", False),
        promised=tuple(body["promised"]) if body.get("promised") else None,
        event=parked,
        since=entry.at,
        changed=entry.seq,
    )
    hall.visits[visit.number] = visit
    hall.touched.visits.add(visit.number)
    hall.last_visit = visit.number
    hall.series[body["series"]] = body["ticket_number"]
    hall.put_in(visit)


def _count_class(desk: Desk, name: str) -> None:
    if name == RETURNING:
        desk.returners_in_row += 1
        return
    desk.returners_in_row = 0
    if name == PRIORITY:
        desk.priority_in_row += 1
    elif name == ORDINARY:
        desk.priority_in_row = 0


def _become(visit: Visit, state: str, at: datetime) -> None:
    visit.state = state
    visit.since = at
    if state not in (CALLED, SERVING):
        visit.desk = None
        visit.calls = 0
        visit.called_at = visit.started_at = None
    if state != PARKED:
        visit.until = visit.event = None
    if state != AWAY:
        visit.place = None


Body = dict[str, Any]


def _admitted(visit: Visit, entry: Entry, body: Body) -> None:
    del entry, body
    visit.outside = False


def _matter_added(visit: Visit, entry: Entry, body: Body) -> None:
    del entry
    visit.matters.append(Matter(body["service"]))


def _moved(visit: Visit, entry: Entry, body: Body) -> None:
    del entry
    visit.matter.service = body["service"]
    visit.leg = replace(visit.leg, service=body["service"], desk=None, person=None)


def _called(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.remember()
    _become(visit, CALLED, entry.at)
    visit.desk, visit.called_at, visit.calls, visit.outside = entry.desk, entry.at, 1, False


def _recalled(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.calls += 1
    visit.since = entry.at


def _started(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    visit.started_at = entry.at
    _become(visit, SERVING, entry.at)


def _undone(visit: Visit, entry: Entry, body: Body) -> None:
    del entry, body
    visit.restore()


def _missed(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    _become(visit, MISSED, entry.at)


def _to_waiting(visit: Visit, entry: Entry, body: Body) -> None:
    """Wait (again) from `ready_at`, ahead of the queue if returning."""
    ready_at = read_moment(body.get("ready_at")) or entry.at
    visit.leg = replace(visit.leg, ready_at=ready_at, returning=body.get("returning", visit.leg.returning))
    _become(visit, WAITING, entry.at)


def _settled(visit: Visit, entry: Entry, body: Body) -> None:
    visit.remember()
    visit.matter.outcome = body["outcome"]
    if body.get("errand_over"):
        errand = visit.errands.pop()
        visit.current = errand.matter
        visit.leg = replace(errand.leg, ready_at=entry.at, returning=True)
        _become(visit, WAITING, entry.at)
        return
    visit.current = body["next"]
    visit.leg = Leg(service=visit.matter.service, ready_at=entry.at)
    if body["stays"]:
        visit.started_at = visit.since = entry.at
    else:
        _become(visit, WAITING, entry.at)


def _finished(visit: Visit, entry: Entry, body: Body) -> None:
    visit.remember()
    visit.matter.outcome = visit.matter.outcome or body["outcome"]
    _become(visit, FINISHED, entry.at)


def _parked(visit: Visit, entry: Entry, body: Body) -> None:
    if visit.state == SERVING:
        visit.leg = replace(visit.leg, returning=True)
    visit.matter.outcome = body.get("outcome")
    _become(visit, PARKED, entry.at)
    visit.until, visit.event = read_moment(body.get("until")), body.get("event")


def _sent(visit: Visit, entry: Entry, body: Body) -> None:
    visit.errands.append(Errand(leg=visit.leg, matter=visit.current))
    visit.matters.append(Matter(body["service"]))
    visit.current = len(visit.matters) - 1
    visit.leg = Leg(service=body["service"], ready_at=entry.at)
    _become(visit, WAITING, entry.at)


def _went_away(visit: Visit, entry: Entry, body: Body) -> None:
    if visit.state in (CALLED, SERVING):
        visit.leg = replace(visit.leg, returning=True)
    _become(visit, AWAY, entry.at)
    visit.place = body["place"]
    visit.outside = False


def _handed(visit: Visit, entry: Entry, body: Body) -> None:
    visit.matter.service = body["service"]
    visit.leg = Leg(service=body["service"], ready_at=entry.at, returning=True,
                    desk=body.get("to_desk"), person=body.get("to_person"))
    _become(visit, WAITING, entry.at)


def _left(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    _become(visit, LEFT, entry.at)


def _expired(visit: Visit, entry: Entry, body: Body) -> None:
    del body
    _become(visit, EXPIRED, entry.at)


_VISIT: dict[str, Callable[[Visit, Entry, Body], None]] = {
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


def _evolve_wish(hall: Hall, entry: Entry) -> None:
    body = entry.body
    number = body["wish"]
    if entry.kind == "wish_asked":
        wish = Wish(number=number, visit=entry.visit, department=body["department"], asked_at=entry.at,
                    asked_by=body["asked_by"], service=body.get("service"), named=body.get("named"),
                    prefers=body.get("prefers", contact.MODES[0]))
        hall.last_wish = number
    else:
        wish = contact.after(hall.wishes[number], kind=entry.kind, at=entry.at, body=body)
    hall.wishes[number] = replace(wish, changed=entry.seq)
    hall.touched.wishes.add(number)
    visit = hall.visits.get(wish.visit or 0)
    if visit is not None:
        visit.wish = number if wish.is_open else None
        _changed(hall, visit, entry)


def _desk_opened(hall: Hall, entry: Entry) -> None:
    desk = entry.desk or ""
    hall.desks[desk] = Desk(id=desk, person=entry.body["person"], serves=frozenset(entry.body["serves"]),
                            since=entry.at, changed=entry.seq)


def _desk_paused(hall: Hall, entry: Entry) -> None:
    desk = hall.desks[entry.desk or ""]
    desk.paused, desk.changed = True, entry.seq


def _desk_resumed(hall: Hall, entry: Entry) -> None:
    desk = hall.desks[entry.desk or ""]
    desk.paused, desk.changed = False, entry.seq


def _desk_closed(hall: Hall, entry: Entry) -> None:
    """Who waited for this desk or its person waits for whoever serves the matter."""
    desk = hall.desks.pop(entry.desk or "")
    for visit in hall.waiting():
        if visit.leg.desk == desk.id or visit.leg.person == desk.person:
            hall.take_out(visit)
            visit.leg = replace(visit.leg, desk=None, person=None)
            _changed(hall, visit, entry)
            hall.put_in(visit)


_DESK: dict[str, Callable[[Hall, Entry], None]] = {
    "desk_opened": _desk_opened,
    "desk_paused": _desk_paused,
    "desk_resumed": _desk_resumed,
    "desk_closed": _desk_closed,
}


def _day_opened(hall: Hall, entry: Entry) -> None:
    """A new day: tickets from the first number, open wishes carried over."""
    hall.day = date.fromisoformat(entry.body["day"])
    hall.phase, hall.day_from = OPENED, entry.seq
    hall.regime, hall.revision = entry.body.get("regime"), entry.body.get("revision", "")
    hall.last_visit = entry.body.get("last_visit", hall.last_visit)
    hall.last_wish = entry.body.get("last_wish", hall.last_wish)
    hall.series.clear()
    hall.visits.clear()
    hall.desks.clear()
    hall.presence.clear()
    hall.lanes.lanes.clear()
    hall.inside = hall.open_visits = hall.outside = 0
    hall.wishes = {row["number"]: read_wish(row) for row in entry.body.get("wishes", [])}


def _tickets_stopped(hall: Hall, entry: Entry) -> None:
    del entry
    hall.phase = STOPPED


def _tickets_resumed(hall: Hall, entry: Entry) -> None:
    del entry
    hall.phase = OPENED


def _day_closed(hall: Hall, entry: Entry) -> None:
    """The day is over, and with it what it had to know of anybody's needs."""
    hall.phase = CLOSED
    hall.desks.clear()
    for visit in hall.visits.values():
        if visit.needs:
            visit.needs = ()
            _changed(hall, visit, entry)


def _regime_set(hall: Hall, entry: Entry) -> None:
    hall.regime = entry.body["regime"]


def _rules_changed(hall: Hall, entry: Entry) -> None:
    hall.revision = entry.body["revision"]


def _presence_set(hall: Hall, entry: Entry) -> None:
    hall.presence[entry.body["person"]] = entry.body["presence"]


_DAY: dict[str, Callable[[Hall, Entry], None]] = {
    "day_opened": _day_opened,
    "tickets_stopped": _tickets_stopped,
    "tickets_resumed": _tickets_resumed,
    "day_closed": _day_closed,
    "regime_set": _regime_set,
    "rules_changed": _rules_changed,
    "presence_set": _presence_set,
}


def write_wish(wish: Wish) -> Body:
    """An open wish as the next day's first entry carries it over."""
    return {"number": wish.number, "department": wish.department, "asked_at": wish.asked_at.isoformat(),
            "asked_by": wish.asked_by, "service": wish.service, "named": wish.named, "consent": wish.consent,
            "prefers": wish.prefers, "attempts": wish.attempts,
            "due_at": wish.due_at.isoformat() if wish.state == contact.DATED and wish.due_at else None}


def read_wish(row: Body) -> Wish:
    """The wish that `write_wish` wrote; without an agreed date it is open for a new one."""
    due_at = read_moment(row["due_at"])
    return Wish(number=row["number"], visit=None, department=row["department"],
                asked_at=datetime.fromisoformat(row["asked_at"]), asked_by=row["asked_by"], service=row["service"],
                named=row["named"], consent=row["consent"], prefers=row["prefers"], attempts=row["attempts"],
                due_at=due_at, state=contact.DATED if due_at else contact.OFFERING)
