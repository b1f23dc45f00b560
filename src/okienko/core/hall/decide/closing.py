"""The end of the day: whoever is in the office is served, no wish is lost, and the last mistake can be undone.

Whoever holds a ticket at the last ticket is served past closing. Who is absent, or waits for a matter that no open
desk serves, is waited for `GRACE` from the own last step, from the moment stated when one was put aside, or from the
moment when the last desk was left, never less. When nobody is left, the day closes as soon as nothing can be undone any
more; whoever missed a call is waited for as long as whoever is absent. Midnight alone ends no visit: a day that runs
into the next one goes on while desks serve.
A wish for which an officer is still looked for is offered a date then: it stays open, and its client's page, too.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.commands import CloseDay
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.meeting import OFFICER, queued_matters
from okienko.core.hall.hall import CLOSED, OPENED, STOPPED, Hall
from okienko.core.hall.order import may_call
from okienko.core.hall.refusals import DayNotOver, OfficeClosed, StillWaiting
from okienko.core.hall.rules import HallRules, Opening
from okienko.core.hall.visit import (
    AT_DESK,
    AWAY,
    EXPIRED,
    LEFT,
    MISSED,
    PARKED,
    SERVING,
    WAITING,
    Before,
    Visit,
)

#: How long after closing, and after the own last step, somebody whom no open desk can call is waited for.
GRACE = timedelta(minutes=15)
#: A day that has run into the next one goes on for so long after the last act at a desk, while anybody is here.
OVER_MIDNIGHT = timedelta(hours=1)
_SOUGHT = (contact.ASKED, contact.SEEKING, contact.PROMISED)


def close_day(act: Act, command: CloseDay) -> Decision:
    if act.hall.phase == CLOSED:
        raise OfficeClosed
    at_desk = any(visit.state in AT_DESK for visit in act.hall.present.values())
    if at_desk and not command.even_serving:
        raise DayNotOver
    meeting = any(wish.state == contact.MEETING for wish in act.hall.wishes.values())
    if (act.hall.open_visits or meeting) and not (command.even_waiting or command.even_serving):
        raise StillWaiting(waiting=act.hall.open_visits)
    yield from end_day(act)


def end_day(act: Act) -> Decision:
    """Every wish is kept, every visit ends, every desk is signed out."""
    for wish in [wish for wish in act.hall.wishes.values() if wish.state in _SOUGHT]:
        yield from offer_dates(act, wish)
    for visit in [visit for visit in act.hall.present.values() if visit.is_open]:
        yield from _end(act, visit, why="day_closed")
    for desk in list(act.hall.desks):
        yield act.entry("desk_closed", desk=desk, why="day_closed")
    yield act.entry("day_closed")


def end_of_day(act: Act, opening: Opening) -> Decision:
    """No more tickets; then, when nobody is left whom anybody will serve or who may be taken back, the day closes."""
    hall = act.hall
    if hall.phase == OPENED and act.at >= opening.last_ticket_at:
        yield act.entry("tickets_stopped", reason="hours")
    if hall.phase == STOPPED and act.at >= opening.closes_at + GRACE:
        for visit in [visit for visit in hall.present.values() if _is_lost(hall, visit, act.at)]:
            for wish in [wish for wish in hall.wishes_of(visit.number) if wish.state in _SOUGHT]:
                yield from offer_dates(act, wish)
            yield from _end(act, visit)
    if hall.phase == STOPPED and hall.open_visits == 0 and act.at >= _settled_at(hall, act.rules, opening.closes_at):
        yield from end_day(act)


def forget(act: Act) -> Decision:
    """What changed how somebody was served is erased as soon as nobody can undo any more that the client has gone.

    Whoever missed a call may come all day: until then, or until the day closes, the needs are kept.
    """
    ended_by = act.at - _undone_within(act.rules)
    visits = act.hall.visits
    if any(act.hall.is_over(visits[number], ended_by=ended_by) for number in act.hall.leaving):
        yield act.entry("needs_erased", ended_by=ended_by.isoformat())


def forgetting_moments(hall: Hall, *, rules: HallRules) -> list[datetime]:
    """The moments from which needs may be erased."""
    gone = [hall.visits[number] for number in hall.leaving]
    return [visit.since + _undone_within(rules) for visit in gone if visit.wish is None]


def _undone_within(rules: HallRules) -> timedelta:
    """The last second in which something can be undone is over."""
    return timedelta(seconds=rules.undo_seconds + 1)


def closing_moments(hall: Hall, opening: Opening, *, rules: HallRules) -> list[datetime]:
    """The moments from which the end of the day may change something."""
    if hall.phase == OPENED:
        return [opening.last_ticket_at]
    if hall.phase != STOPPED:
        return []
    if hall.open_visits == 0:
        return [_settled_at(hall, rules, opening.closes_at)]
    lost = [_lost_at(hall, visit) for visit in hall.present.values()]
    return [max(opening.closes_at + GRACE, moment) for moment in lost if moment is not None]


def _settled_at(hall: Hall, rules: HallRules, earliest: datetime) -> datetime:
    """From when, with nobody left, nothing can be undone any more and nobody who missed a call is waited for."""
    undo = timedelta(seconds=rules.undo_seconds)
    moment = earliest
    for visit in hall.visits.values():
        if visit.state == MISSED:
            moment = max(moment, visit.since + GRACE)
        elif visit.state == LEFT:
            moment = max(moment, visit.since + undo)
        elif visit.before is not None and visit.before.state == SERVING:
            moment = max(moment, visit.before.changed_at + undo)
    return moment


def goes_on_until(hall: Hall, *, rules: HallRules) -> datetime | None:
    """Until when a day goes on that has run into the next one; None when it is over."""
    acted = max((desk.acted_at for desk in hall.desks.values()), default=None)
    if acted is None:
        return None
    if hall.open_visits == 0:
        return _settled_at(hall, rules, acted)
    return acted + OVER_MIDNIGHT


def offer_dates(act: Act, wish: Wish) -> Decision:
    """Nobody is looked for any more today: the client is offered a date, the wish stays open."""
    if wish.state == contact.PROMISED:
        yield act.entry("wish_deferred", visit=wish.visit, wish=wish.number, person=wish.person)
    yield act.entry("wish_sought", visit=wish.visit, wish=wish.number, state=contact.OFFERING, step="date",
                    people=[], seen_steps=wish.seen_steps)


def _end(act: Act, visit: Visit, **why: str) -> Decision:
    """Who waited only for an officer has been served in all else; any other ticket has expired."""
    if visit.state == PARKED and visit.event == OFFICER and not queued_matters(act, visit):
        yield act.entry("finished", visit=visit.number, outcome="not_settled")
    else:
        yield act.entry("expired", visit=visit.number, **why)


def taken_back(act: Act, cut_short: list[int]) -> Decision:
    """A day closed by mistake is open again: whoever waited or was served waits, whoever was aside or away is again."""
    for number in cut_short:
        visit = act.hall.visits[number]
        past = visit.before
        if visit.state != EXPIRED or past is None:
            continue
        yield act.entry("reinstated", visit=number, **_as_before(act, past))
        if past.state == PARKED:
            yield act.entry("parked", visit=number, event=past.event,
                            until=past.until.isoformat() if past.until else None)
        elif past.state == AWAY:
            yield act.entry("went_away", visit=number, place=past.place)


def _as_before(act: Act, past: Before) -> dict[str, Any]:
    """The wait goes on where it was; who sat at a desk, or comes back to one, is ahead."""
    if past.state == SERVING or past.leg.returning:
        return {"ready_at": act.at.isoformat(), "returning": True}
    aside = act.at - past.since if past.state in (PARKED, AWAY) else timedelta(0)
    return {"ready_at": (past.leg.ready_at + aside).isoformat(), "returning": False}


def _is_lost(hall: Hall, visit: Visit, at: datetime) -> bool:
    moment = _lost_at(hall, visit)
    return moment is not None and at >= moment


def _lost_at(hall: Hall, visit: Visit) -> datetime | None:
    """From when nobody will serve this visit any more; None while an officer comes, or a desk is open for it."""
    if not visit.is_open or visit.state in AT_DESK:
        return None
    wish = hall.wishes.get(visit.wish or 0)
    if wish is not None and wish.state in (contact.PROMISED, contact.MEETING):
        return None
    moments = [visit.since, visit.until or visit.since]
    if visit.state == WAITING:
        able = [desk for desk in hall.desks.values() if may_call(desk, visit)]
        if any(not desk.paused or desk.visit is not None for desk in able):
            return None
        moments += [desk.acted_at for desk in able]
        moments += [hall.desk_closed_at] if hall.desk_closed_at is not None else []
    return max(moments) + GRACE
