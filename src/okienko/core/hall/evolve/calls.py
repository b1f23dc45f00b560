"""What a call, and the end of a visit at a desk, change beyond the visit itself."""

from __future__ import annotations

from datetime import datetime

from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import Hall
from okienko.core.hall.order import OUT_OF_ORDER, count_class
from okienko.core.hall.visit import Visit


def mark_changed(hall: Hall, visit: Visit, entry: Entry) -> None:
    visit.changed = entry.seq
    hall.touched.visits.add(visit.number)


def count_served(hall: Hall, visit: Visit, entry: Entry, *, desk: str) -> None:
    """Keep how many this desk has served today."""
    if entry.kind == "finish_undone":
        hall.served[desk] = hall.served.get(desk, 0) - 1
    elif visit.before is not None and "outcome" in entry.body:
        hall.served[desk] = hall.served.get(desk, 0) + 1


def note_call(hall: Hall, visit: Visit, entry: Entry) -> None:
    """Count the class at the desk, and tell whoever was overtaken by which kind of call.

    A call out of order is nobody's turn: it does not count.
    """
    desk = hall.desks[entry.desk or ""]
    hall.note_call(visit, at=entry.at, desk=desk.id)
    name = entry.body["class"]
    visit.called_by = desk.person
    desk.rows_before = (desk.returners_in_row, desk.priority_in_row)
    kind = OUT_OF_ORDER if "reason" in entry.body else name
    if kind != OUT_OF_ORDER:
        count_class(desk, name)
    for number in hall.lanes.earlier(desk, visit.leg.ready_at):
        hall.visits[number].overtaken.append((kind, entry.at))


def forget_call(hall: Hall, visit: Visit, entry: Entry, *, called: datetime | None) -> None:
    """A mistaken call has overtaken nobody, and does not count at the desk."""
    desk = hall.desks[entry.desk or ""]
    hall.called.pop(visit.number, None)
    desk.returners_in_row, desk.priority_in_row = desk.rows_before
    for number in hall.lanes.earlier(desk, visit.leg.ready_at):
        overtaken = hall.visits[number].overtaken
        mistaken = next((each for each in reversed(overtaken) if each[1] == called), None)
        if mistaken is not None:
            overtaken.remove(mistaken)
            mark_changed(hall, hall.visits[number], entry)
