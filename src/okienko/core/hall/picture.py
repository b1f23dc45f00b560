"""What screens show of a hall.

A picture is `{section: {key: row}}`, with text keys and rows of plain values, so
that it can be encoded once and sent to every screen. There are two: *public*
(boards, phones, kiosks, the stage, the site) shows tickets and desks and nothing
that could tell why somebody came; *staff* (desks, reception, departments, the
manager) shows services, needs and wishes, and who goes first by law, but not on
which ground: that is for the desk that calls. A picture is a pure function of the
hall and its rules: `changes` gives what leads from one to the next, and a screen
that applies it holds the same picture as one that has just been opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import inf
from typing import Any

from okienko.core.contact.wish import MEETING, PROMISED, Wish, foremost
from okienko.core.hall.decide.post import awaits_post
from okienko.core.hall.door.room import room_of
from okienko.core.hall.forecast import forecast
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.told.band import Place
from okienko.core.hall.visit import AT_DESK, FINISHED, WAITING, Leg, Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.hall.waiting.lanes import class_of

Row = dict[str, Any]
Picture = dict[str, dict[str, Any]]
PUBLIC = "public"
STAFF = "staff"
AUDIENCES = (PUBLIC, STAFF)


def picture(hall: Hall, *, rules: HallRules, audience: str) -> Picture:
    """The whole picture for an audience, at the moment of the hall's last entry."""
    places = forecast(hall, rules=rules)
    shared = {
        "hall": {"now": _now(hall, rules)},
        "queues": _queues(hall, rules, places),
        "places": {str(number): [place.ahead, place.low, place.high, place.enough] for number, place in places.items()},
    }
    return {**shared, **(_public(hall, rules) if audience == PUBLIC else _staff(hall, rules))}


def changes(old: Picture, new: Picture) -> dict[str, Any]:
    """`{"set": {section: {key: row}}, "drop": {section: [keys]}}` leading from the old picture to the new."""
    put: Picture = {}
    drop: dict[str, list[str]] = {}
    for section, rows in new.items():
        before = old.get(section, {})
        changed = {key: row for key, row in rows.items() if key not in before or before[key] != row}
        gone = [key for key in before if key not in rows]
        if changed or section not in old:
            put[section] = changed
        if gone:
            drop[section] = gone
    return {"set": put, "drop": drop}


def apply_changes(old: Picture, change: dict[str, Any]) -> Picture:
    """The picture after `changes`; what each screen does."""
    fresh = {section: dict(rows) for section, rows in old.items()}
    for section, keys in change["drop"].items():
        for key in keys:
            del fresh[section][key]
    for section, rows in change["set"].items():
        fresh.setdefault(section, {}).update(rows)
    return fresh


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _now(hall: Hall, rules: HallRules) -> Row:
    hours, room = rules.opening, room_of(hall, rules)
    inside, allowed = room.told
    return {
        "day": hall.day.isoformat() if hall.day else None,
        "phase": hall.phase,
        "at": _at(hall.at),
        "opens_at": _at(hours.opens_at) if hours else None,
        "last_ticket_at": _at(hours.last_ticket_at) if hours else None,
        "closes_at": _at(hours.closes_at) if hours else None,
        "regime": hall.regime,
        "inside": inside,
        "outside": hall.outside,
        "capacity": allowed,
        "areas": {area: [room.areas[area], limit] for area, limit in room.limits.items()},
        "seats": rules.seats,
        "seats_free": room.seats_free(hall, rules),
    }


def _queues(hall: Hall, rules: HallRules, places: dict[int, Place]) -> dict[str, Any]:
    rows: dict[str, Row] = {queue: {"waiting": 0, "desks": 0, "low": None, "high": None, "enough": True}
                            for queue in rules.queues}
    for desk in hall.desks.values():
        for queue in {rules.services[service].queue for service in desk.serves if service in rules.services}:
            rows[queue]["desks"] += 1
    for visit in hall.waiting():
        row = rows.get(rules.services[visit.leg.service].queue)
        if row is None:
            continue
        row["waiting"] += 1
        place = places[visit.number]
        row["enough"] = row["enough"] and place.enough
        is_first = row["low"] is None
        if place.low is not None and (is_first or _length(place.low, place.high) > _length(row["low"], row["high"])):
            row["low"], row["high"] = place.low, place.high
    for row in rows.values():
        if not row["enough"]:
            row["low"] = row["high"] = None
    return rows


def _length(low: int, high: int | None) -> tuple[float, int]:
    """By which the longest wait of a queue is found; one that has no upper end is the longest."""
    return inf if high is None else high, low


def _shown(hall: Hall) -> Iterator[Visit]:
    """Visits that a screen may still have to name: the open ones, and those missed, who may come back."""
    return iter(hall.present.values())


def _public(hall: Hall, rules: HallRules) -> Picture:
    return {
        "visits": {str(visit.number): _public_visit(visit, rules) for visit in _shown(hall)},
        "desks": {desk.id: _public_desk(hall, desk, rules) for desk in hall.desks.values()},
        **_called(hall, rules),
    }


def _called(hall: Hall, rules: HallRules) -> Picture:
    """Who is called now, and who was a while ago: each ticket once, however often it was called."""
    calls = _calls(hall, rules)
    shown = {row["ticket"] for row in calls.values()}
    return {"calls": calls, "recent": {key: row for key, row in _recent(hall, rules).items() if row[0] not in shown}}


def _public_visit(visit: Visit, rules: HallRules) -> Row:
    return {"ticket": visit.ticket, "state": visit.state, "desk": _label(visit.desk, rules), "outside": visit.outside,
            "seq": visit.changed, "overtaken": len(visit.overtaken)}


def _public_desk(hall: Hall, desk: Desk, rules: HallRules) -> Row:
    ticket = hall.visits[desk.visit].ticket if desk.visit else None
    return {"label": _label(desk.id, rules), "state": _desk_state(desk), "ticket": ticket}


def _calls(hall: Hall, rules: HallRules) -> dict[str, Any]:
    """Who is called or served where, and who is awaited by an officer at which meeting post.

    A ticket stands here once: who is at a desk, or called to one, goes to the officer from there.
    """
    rows: dict[str, Row] = {}
    for visit in hall.present.values():
        if visit.state in AT_DESK:
            rows[str(visit.number)] = {"ticket": visit.ticket, "desk": _label(visit.desk, rules), "state": visit.state,
                                       "at": _at(visit.called_at), "calls": visit.calls, "persons": visit.persons}
    for wish in hall.wishes.values():
        asked = hall.visits.get(wish.visit or 0)
        if asked is None or str(asked.number) in rows:
            continue
        if wish.post is not None and wish.state in (PROMISED, MEETING):
            at = wish.started_at or wish.placed_at or wish.answered_at
            rows[f"wish-{wish.number}"] = {"ticket": asked.ticket, "desk": _label(wish.post, rules),
                                           "state": wish.state, "at": _at(at),
                                           "calls": 1, "persons": asked.persons}
    return rows


def _recent(hall: Hall, rules: HallRules) -> dict[str, Any]:
    """The last calls of whoever is at no desk any more, as ticket, desk, moment: who looked away finds the own call."""
    return {str(number): [hall.visits[number].ticket, _label(desk, rules), _at(at)]
            for number, (at, desk) in hall.called.items()
            if hall.visits[number].state not in AT_DESK}


def _staff(hall: Hall, rules: HallRules) -> Picture:
    return {
        "visits": {str(visit.number): _staff_visit(visit, rules) for visit in _shown(hall)},
        "desks": {desk.id: _staff_desk(hall, desk, rules) for desk in hall.desks.values()},
        "wishes": {str(w.number): wish_row(hall, w, rules) for w in hall.wishes.values() if w.is_open},
        "presence": dict(hall.presence),
    }


def _staff_visit(visit: Visit, rules: HallRules) -> Row:
    return {
        "ticket": visit.ticket,
        "state": visit.state,
        "queue": rules.services[visit.leg.service].queue,
        "service": visit.leg.service,
        "matters": [[matter.service, matter.outcome] for matter in visit.matters],
        "class": class_of(visit) if visit.state == WAITING else None,
        "ready_at": _at(visit.leg.ready_at),
        "since": _at(visit.since),
        "desk": visit.desk,
        "to_desk": visit.leg.desk,
        "to_person": visit.leg.person,
        "calls": visit.calls,
        "persons": visit.persons,
        "priority": visit.priority,
        "language": visit.language,
        "needs": list(visit.needs),
        "outside": visit.outside,
        "channel": visit.channel,
        "until": _at(visit.until),
        "event": visit.event,
        "place": visit.place,
        "wish": visit.wish,
    }


def _staff_desk(hall: Hall, desk: Desk, rules: HallRules) -> Row:
    return {"label": _label(desk.id, rules), "state": _desk_state(desk), "person": desk.person, "visit": desk.visit,
            "ticket": hall.visits[desk.visit].ticket if desk.visit else None, "since": _at(desk.since)}


def wish_row(hall: Hall, wish: Wish, rules: HallRules) -> Row:
    """A wish as staff see it; the client's own phone shows the same facts about its own wish."""
    visit = hall.visits.get(wish.visit or 0)
    return {
        "ticket": visit.ticket if visit else wish.ticket or None,
        "visit": wish.visit,
        "state": wish.state,
        "department": wish.department,
        "service": wish.service,
        "named": wish.named,
        "consent": wish.consent,
        "prefers": wish.prefers,
        "reachable": wish.reachable,
        "asked_by": wish.asked_by,
        "asked_at": _at(wish.asked_at),
        "step": wish.step,
        "asked": [person for person in wish.asked if person not in wish.deferred],
        "person": wish.person,
        "mode": wish.mode,
        "post": _label(wish.post, rules),
        "awaits_post": awaits_post(hall, wish, rules),
        "due_at": _at(wish.due_at),
        "needs": list(visit.needs) if visit else [],
    }


def ticket_view(hall: Hall, number: int, *, rules: HallRules) -> Row:
    """What the holder of one ticket may know: the own place, the own matters, who comes, and why others went first."""
    visit = hall.visits.get(number) or _of_another_day(hall, number)
    place = forecast(hall, rules=rules).get(number)
    wishes = hall.held_wishes(number)
    first = foremost(wishes) or (wishes[-1] if wishes else None)
    return {
        "visit": visit.number,
        "ticket": visit.ticket,
        "state": visit.state,
        "since": _at(visit.since),
        "taken_at": _at(visit.taken_at),
        "desk": _label(visit.desk, rules),
        "outside": visit.outside,
        "regime": hall.regime,
        "persons": visit.persons,
        "matters": [[matter.service, matter.outcome] for matter in visit.matters],
        "service": visit.leg.service,
        "returning": visit.leg.returning,
        "until": _at(visit.until),
        "event": visit.event,
        "place": _label(visit.place, rules),
        "ahead": place.ahead if place else None,
        "low": place.low if place else None,
        "high": place.high if place else None,
        "enough": place.enough if place else True,
        "more_times": max(0, rules.ten_minutes_more - visit.stepped_out),
        "overtaken": [[kind, _at(at)] for kind, at in visit.overtaken[-5:]],
        "wish": {"number": first.number, **wish_row(hall, first, rules)} if first is not None else None,
        "wishes": [{"number": wish.number, **wish_row(hall, wish, rules)} for wish in wishes
                   if wish.is_open and wish is not first],
    }


def _of_another_day(hall: Hall, number: int) -> Visit:
    """A visit that is over, of which a wish is still open: nothing of it is known but the ticket and the day."""
    wish = next(wish for wish in hall.wishes.values() if wish.first == number)
    return Visit(number=number, ticket=wish.ticket, channel="", taken_at=wish.asked_at, since=wish.asked_at, matters=[],
                 leg=Leg(service=wish.service or "", ready_at=wish.asked_at), state=FINISHED)


def _label(desk: str | None, rules: HallRules) -> str | None:
    return rules.desks[desk].label if desk is not None and desk in rules.desks else desk


def _desk_state(desk: Desk) -> str:
    if desk.visit is not None:
        return "busy"
    return "paused" if desk.paused else "open"
