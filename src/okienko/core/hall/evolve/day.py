"""How entries about desks and the day change the hall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.hall.entries import Entry
from okienko.core.hall.evolve.calls import mark_changed
from okienko.core.hall.evolve.contact import read_wish
from okienko.core.hall.hall import CLOSED, OPENED, STOPPED, Hall
from okienko.core.hall.waiting.desk import Desk

Body = dict[str, Any]

def _desk_opened(hall: Hall, entry: Entry) -> None:
    """Whoever signs in goes on with the rows of the desk: signing out and in begins no turn anew."""
    desk = entry.desk or ""
    returners, priority = hall.rows.pop(desk, (0, 0))
    hall.desks[desk] = Desk(id=desk, person=entry.body["person"], serves=frozenset(entry.body["serves"]),
                            since=entry.at, acted_at=entry.at, changed=entry.seq,
                            returners_in_row=returners, priority_in_row=priority)


def _desk_paused(hall: Hall, entry: Entry) -> None:
    desk = hall.desks[entry.desk or ""]
    desk.paused, desk.changed, desk.acted_at = True, entry.seq, entry.at


def _desk_resumed(hall: Hall, entry: Entry) -> None:
    desk = hall.desks[entry.desk or ""]
    desk.paused, desk.changed, desk.acted_at = False, entry.seq, entry.at


def _desk_closed(hall: Hall, entry: Entry) -> None:
    """Who waited for this desk or its person waits for whoever serves the matter."""
    desk = hall.desks.pop(entry.desk or "")
    if desk.returners_in_row or desk.priority_in_row:
        hall.rows[desk.id] = (desk.returners_in_row, desk.priority_in_row)
    hall.desk_closed_at = entry.at
    _release_directed(hall, entry)


def _release_directed(hall: Hall, entry: Entry) -> None:
    for visit in hall.waiting():
        if visit.leg.desk is None and visit.leg.person is None:
            continue
        leg = hall.directed(visit.leg)
        if leg is not visit.leg:
            hall.take_out(visit)
            visit.leg = leg
            mark_changed(hall, visit, entry)
            hall.put_in(visit)


DESK: dict[str, Callable[[Hall, Entry], None]] = {
    "desk_opened": _desk_opened,
    "desk_paused": _desk_paused,
    "desk_resumed": _desk_resumed,
    "desk_closed": _desk_closed,
}


def _day_opened(hall: Hall, entry: Entry) -> None:
    """A new day: tickets from the first number, open wishes carried over. The same day again goes on where it was."""
    hall.closed_at = None
    hall.cut_short.clear()
    if hall.day == date.fromisoformat(entry.body["day"]):
        hall.phase, hall.regime, hall.revision = OPENED, entry.body.get("regime"), entry.body.get("revision", "")
        return
    _keep_touched(hall)
    hall.day = date.fromisoformat(entry.body["day"])
    hall.phase, hall.day_from = OPENED, entry.seq
    hall.regime, hall.revision = entry.body.get("regime"), entry.body.get("revision", "")
    hall.last_visit = entry.body.get("last_visit", hall.last_visit)
    hall.last_wish = entry.body.get("last_wish", hall.last_wish)
    hall.series.clear()
    hall.tickets.clear()
    hall.visits.clear()
    hall.present.clear()
    hall.called.clear()
    hall.desks.clear()
    hall.presence.clear()
    hall.kept.clear()
    hall.unplaced.clear()
    hall.desk_closed_at = None
    hall.rows.clear()
    hall.leaving.clear()
    hall.erased_by = None
    hall.served.clear()
    hall.lanes.lanes.clear()
    hall.inside = hall.open_visits = hall.outside = 0
    carried = [replace(read_wish(row), changed=entry.seq) for row in entry.body.get("wishes", [])]
    hall.wishes = {wish.number: wish for wish in carried}
    hall.touched.wishes.update(hall.wishes)


def _keep_touched(hall: Hall) -> None:
    """What has changed and is not stored yet outlives the day in the hall's memory."""
    touched = hall.touched
    touched.gone += [(hall.day, hall.visits[number]) for number in sorted(touched.visits)]
    touched.gone_wishes += [hall.wishes[number] for number in sorted(touched.wishes)
                            if not hall.wishes[number].is_open]
    touched.visits.clear()
    touched.taken.clear()
    touched.wishes.clear()


def _tickets_stopped(hall: Hall, entry: Entry) -> None:
    del entry
    hall.phase = STOPPED


def _tickets_resumed(hall: Hall, entry: Entry) -> None:
    del entry
    hall.phase = OPENED


def _day_closed(hall: Hall, entry: Entry) -> None:
    """The day is over, and with it what stood beside it: needs and grounds, and how to call whoever has no date."""
    hall.phase = CLOSED
    hall.closed_at = entry.at
    hall.desks.clear()
    for wish in hall.wishes.values():
        if wish.reachable and wish.state != contact.DATED:
            hall.wishes[wish.number] = replace(wish, reachable=False, prefers=contact.MODES[0], changed=entry.seq)
            hall.touched.wishes.add(wish.number)
    hall.leaving.clear()
    for visit in hall.visits.values():
        if visit.needs or visit.ground:
            visit.needs, visit.ground = (), None
            hall.touched.visits.add(visit.number)


def _needs_erased(hall: Hall, entry: Entry) -> None:
    """Whoever had gone by then is not taken back any more: what changed how they were served is forgotten."""
    hall.erased_by = ended_by = datetime.fromisoformat(entry.body["ended_by"])
    for visit in [hall.visits[number] for number in sorted(hall.leaving)]:
        if hall.is_over(visit, ended_by=ended_by):
            visit.needs = ()
            hall.leaving.discard(visit.number)
            hall.touched.visits.add(visit.number)


def _regime_set(hall: Hall, entry: Entry) -> None:
    hall.regime = entry.body["regime"]


def _rules_changed(hall: Hall, entry: Entry) -> None:
    hall.revision = entry.body["revision"]
    for desk_id, serves in entry.body.get("serves", {}).items():
        desk = hall.desks[desk_id]
        desk.serves, desk.changed = frozenset(serves), entry.seq
        hall.touched.desks.add(desk_id)
    _release_directed(hall, entry)


def _presence_set(hall: Hall, entry: Entry) -> None:
    hall.presence[entry.body["person"]] = entry.body["presence"]


DAY: dict[str, Callable[[Hall, Entry], None]] = {
    "day_opened": _day_opened,
    "tickets_stopped": _tickets_stopped,
    "tickets_resumed": _tickets_resumed,
    "day_closed": _day_closed,
    "regime_set": _regime_set,
    "rules_changed": _rules_changed,
    "presence_set": _presence_set,
    "needs_erased": _needs_erased,
}


