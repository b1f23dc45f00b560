"""What a department sees of the hall: who wishes to talk, who is asked next, and who waits for its services.

Plain values, a pure function of the hall, its rules and the moment. A wish is
shown with every way to say yes, and with "not now", which leads to the next
step; there is nothing in it that refuses (row L08).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from okienko.core.contact.search import HERE, next_step
from okienko.core.contact.wish import DATED, MEETING, OFFERING, PROMISED, SEEKING, WISH_LIFE, Wish
from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.post import free_posts, posts_in_use
from okienko.core.hall.decide.ways import dates_for, officers_modes
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.picture import wish_row
from okienko.core.hall.rules import HallRules

Row = dict[str, Any]
#: What rings, what is under way, what has a date: the order in which a department reads its wishes.
_ORDER = {SEEKING: 0, OFFERING: 1, PROMISED: 2, MEETING: 2, DATED: 3}


def upstairs(hall: Hall, *, rules: HallRules, person: str, department: str, at: datetime) -> Row:
    """The wishes that concern this person or department, the own presence, the department's queue in the hall."""
    act = Act(hall=hall, at=at, rules=rules, by=f"person:{person}")
    wishes = [wish for wish in hall.wishes.values() if wish.is_open and _concerns(wish, person, department)]
    rows = [_wish(act, wish, person) for wish in wishes]
    posts = free_posts(act)
    rows.sort(key=lambda row: (not row["rings"], not row["is_mine"], _ORDER.get(row["state"], 0), row["number"]))
    return {
        "seq": hall.seq,
        "at": at.isoformat(),
        "is_open": hall.phase != CLOSED,
        "presence": hall.presence.get(person, HERE),
        "wishes": rows,
        "free_post": next(iter(posts), None),
        "has_posts": bool(posts_in_use(hall, rules)),
        "posts": [[post, rules.desks[post].label] for post in posts],
        "queue": _queue(hall, rules, department),
        "colleagues": {each.id: hall.presence.get(each.id, HERE) for each in rules.people.values()
                       if each.department == department and each.id != person},
    }


def _concerns(wish: Wish, person: str, department: str) -> bool:
    return wish.department == department or person in (*wish.asked, wish.person, wish.named)


def _wish(act: Act, wish: Wish, person: str) -> Row:
    visit = act.hall.visits.get(wish.visit or 0)
    modes = list(officers_modes(act, wish))
    is_closed = wish.mode is not None and wish.mode not in modes
    may_answer = wish.replaceable or wish.named == person
    is_asked = person in wish.asked and person not in wish.deferred
    return {
        "number": wish.number,
        **wish_row(act.hall, wish, act.rules),
        "language": visit.language if visit else "",
        "persons": visit.persons if visit else 1,
        "visit_state": visit.state if visit else None,
        "rings": wish.state == SEEKING and is_asked,
        "is_mine": wish.person == person,
        "may_answer": may_answer and (wish.state in (SEEKING, OFFERING, DATED)
                                      or (is_closed and wish.state == PROMISED and wish.person == person)),
        "is_closed": is_closed and wish.state in (PROMISED, DATED),
        "may_defer": (wish.state == SEEKING and is_asked) or (wish.state == PROMISED and wish.person == person),
        "may_start": wish.state in (PROMISED, DATED) and wish.person in (None, person) and may_answer
                     and not is_closed and bool(modes),
        "may_end": wish.state == MEETING and wish.person == person,
        "may_withdraw": "wish_withdrawn" in WISH_LIFE[wish.state],
        "may_lapse": wish.state == DATED and wish.due_at is not None and wish.due_at <= act.at,
        "may_date": wish.state in (SEEKING, OFFERING, PROMISED, DATED),
        "dates": [moment.isoformat() for moment in dates_for(act, wish)],
        "modes": modes,
        "default_mode": wish.prefers if wish.prefers in modes else (modes[0] if modes else None),
        "then": _then(act, wish, person),
    }


def _then(act: Act, wish: Wish, person: str) -> Row:
    """Who is asked after "not now": those of this step who have not said so, else the next step."""
    left = [each for each in wish.asked if each not in (*wish.deferred, person)]
    if left:
        return {"step": wish.step, "people": left}
    step = next_step(replace(wish, person=None), steps=act.department(wish.department).steps,
                     presence=act.hall.presence)
    return {"step": step.name, "people": list(step.people)}


def _queue(hall: Hall, rules: HallRules, department: str) -> list[Row]:
    """Who waits in the hall for the department's services: how many and since when, by service."""
    rows: dict[str, Row] = {}
    for visit in hall.waiting():
        service = visit.leg.service
        if rules.services[service].department != department:
            continue
        row = rows.setdefault(service, {"service": service, "waiting": 0, "since": visit.leg.ready_at.isoformat()})
        row["waiting"] += 1
        row["since"] = min(row["since"], visit.leg.ready_at.isoformat())
    return sorted(rows.values(), key=lambda row: (-row["waiting"], row["service"]))
