"""How entries about a wish to meet the officer change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.entries import Entry, read_moment
from okienko.core.hall.evolve.calls import mark_changed
from okienko.core.hall.hall import Hall

Body = dict[str, Any]

def evolve_wish(hall: Hall, entry: Entry) -> None:
    body = entry.body
    number = body["wish"]
    if entry.kind == "wish_asked":
        wish = Wish(number=number, visit=entry.visit, department=body["department"], asked_at=entry.at,
                    asked_by=body["asked_by"], service=body.get("service"), named=body.get("named"),
                    prefers=body.get("prefers", contact.MODES[0]), first=entry.visit,
                    ticket=_ticket(hall, entry.visit))
        hall.last_wish = number
    else:
        wish = contact.after(hall.wishes[number], kind=entry.kind, at=entry.at, body=body)
        if entry.visit is not None and entry.visit != wish.visit:
            wish = replace(wish, visit=entry.visit, ticket=_ticket(hall, entry.visit))
    hall.wishes[number] = replace(wish, changed=entry.seq)
    hall.touched.wishes.add(number)
    if wish.state == contact.ASKED:
        hall.kept.add(number)
    else:
        hall.kept.discard(number)
    if wish.lacks_post:
        hall.unplaced.add(number)
    else:
        hall.unplaced.discard(number)
    visit = hall.visits.get(wish.visit or 0)
    if visit is not None:
        first = contact.foremost(hall.wishes_of(visit.number))
        visit.wish = first.number if first is not None else None
        mark_changed(hall, visit, entry)


def _ticket(hall: Hall, number: int | None) -> str:
    visit = hall.visits.get(number or 0)
    return visit.ticket if visit is not None else ""


def write_wish(wish: Wish) -> Body:
    """An open wish as the next day's first entry carries it over."""
    return {"number": wish.number, "visit": wish.visit, "first": wish.first, "ticket": wish.ticket,
            "department": wish.department, "asked_at": wish.asked_at.isoformat(),
            "asked_by": wish.asked_by, "service": wish.service, "named": wish.named, "consent": wish.consent,
            "prefers": wish.prefers, "attempts": wish.attempts,
            "due_at": wish.due_at.isoformat() if wish.state == contact.DATED and wish.due_at else None,
            **({"person": wish.person, "mode": wish.mode, "reachable": wish.reachable}
               if wish.state == contact.DATED else {})}


def read_wish(row: Body) -> Wish:
    """The wish that `write_wish` wrote; without an agreed date it is open for a new one, and to be called anew."""
    due_at = read_moment(row["due_at"])
    reachable = bool(row.get("reachable"))
    prefers = row["prefers"] if reachable or row["prefers"] != "phone" else contact.MODES[0]
    return Wish(number=row["number"], visit=row.get("visit"), department=row["department"],
                asked_at=datetime.fromisoformat(row["asked_at"]), asked_by=row["asked_by"], service=row["service"],
                named=row["named"], consent=row["consent"], prefers=prefers, attempts=row["attempts"],
                due_at=due_at, person=row.get("person"), mode=row.get("mode"), reachable=reachable,
                first=row.get("first"), ticket=row.get("ticket", ""),
                state=contact.DATED if due_at else contact.OFFERING)
