"""The day of a hall: it opens, stops giving tickets, serves who waits, and closes.

Opening and closing follow the office's calendar by the clock; the manager may do
either by hand. How it ends stands in `closing`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from okienko.core.contact import wish as contact
from okienko.core.contact.search import PRESENCES
from okienko.core.hall.commands import (
    OpenDay,
    RenewRules,
    ResumeTickets,
    SetPresence,
    SetRegime,
    StopTickets,
    Tick,
)
from okienko.core.hall.decide.act import Act, Decision, ready_again
from okienko.core.hall.decide.closing import (
    GRACE,
    closing_moments,
    end_day,
    end_of_day,
    forget,
    forgetting_moments,
    goes_on_until,
    taken_back,
)
from okienko.core.hall.decide.desks import close_done, close_unused, directions_lapse, done_moments, free_directed
from okienko.core.hall.decide.door import back_at_the_door
from okienko.core.hall.decide.post import post_moments
from okienko.core.hall.decide.wish import escalate, next_for_absent, sought_again
from okienko.core.hall.evolve import write_wish
from okienko.core.hall.hall import CLOSED, OPENED, STOPPED, Hall
from okienko.core.hall.refusals import (
    DayAlreadyOpen,
    NotOneOf,
    OfficeClosed,
    PastLastTicket,
    RegimeNotInForce,
    UnknownThing,
)
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import PARKED

#: How long before the hours begin the clock opens the day, so that desks can sign in; tickets wait for the hours.
LEAD = timedelta(minutes=30)


def open_day(act: Act, command: OpenDay) -> Decision:
    if act.hall.phase != CLOSED:
        raise DayAlreadyOpen(day=act.hall.day)
    regime = command.regime or _carried_regime(act) or act.rules.regime
    _check_regime(act, regime)
    hall = act.hall
    is_again = hall.day == act.rules.day and hall.closed_at is not None and act.at - hall.closed_at <= GRACE
    cut_short, closed_at = (list(hall.cut_short), hall.closed_at) if is_again else ([], None)
    carried = [write_wish(wish) for wish in act.hall.wishes.values() if wish.is_open]
    yield act.entry("day_opened", day=act.rules.day.isoformat(), regime=regime, revision=act.rules.revision,
                    last_visit=act.hall.last_visit, last_wish=act.hall.last_wish, wishes=carried)
    yield from taken_back(act, cut_short)
    yield from sought_again(act, cut_short, offered_at=closed_at)


def _check_regime(act: Act, regime: str | None) -> None:
    """Only what the office has described, and only within its own dates, is put in force."""
    if regime is None:
        return
    if regime not in act.rules.regimes:
        raise UnknownThing(regime=regime)
    if not act.rules.regimes[regime].holds:
        raise RegimeNotInForce(regime=regime)


def _carried_regime(act: Act) -> str | None:
    """A regime stays from one day to the next until it is switched off or its last day is over."""
    rule = act.rules.regimes.get(act.hall.regime or "")
    return rule.id if rule is not None and rule.holds else None


def stop_tickets(act: Act, command: StopTickets) -> Decision:
    if act.hall.phase == CLOSED:
        raise OfficeClosed
    if act.hall.phase == OPENED:
        yield act.entry("tickets_stopped", reason=command.reason)


def resume_tickets(act: Act, command: ResumeTickets) -> Decision:
    """Tickets are given again, if the hours let them be given."""
    del command
    if act.hall.phase == CLOSED:
        raise OfficeClosed
    if act.rules.opening is not None and act.at >= act.rules.opening.last_ticket_at:
        raise PastLastTicket
    if act.hall.phase == STOPPED:
        yield act.entry("tickets_resumed")


def set_regime(act: Act, command: SetRegime) -> Decision:
    _check_regime(act, command.regime)
    if act.hall.phase == CLOSED:
        raise OfficeClosed
    if command.regime != act.hall.regime:
        yield act.entry("regime_set", regime=command.regime)
        yield from close_unused(act)


def renew_rules(act: Act, command: RenewRules) -> Decision:
    """Another revision: open desks serve what it says; a free one that serves nothing closes.

    A desk with a client goes on. Whoever came for something that is not served any more is moved by reception,
    concluded by the desk that has the client, or leaves; a regime that is no more ends.
    """
    del command
    hall, rules = act.hall, act.rules
    if hall.phase == CLOSED or hall.revision == rules.revision:
        return
    if hall.regime is not None and hall.regime not in rules.regimes:
        yield act.entry("regime_set", regime=None)
    serves = {desk.id: sorted(rules.may_serve(desk.id, desk.person)) for desk in hall.desks.values()}
    yield act.entry("rules_changed", revision=rules.revision, serves=serves)
    for desk in [desk for desk in hall.desks.values() if not desk.serves and desk.visit is None]:
        yield act.entry("desk_closed", desk=desk.id, why="rules_changed")
    yield from close_unused(act)


def set_presence(act: Act, command: SetPresence) -> Decision:
    if command.person not in act.rules.people:
        raise UnknownThing(person=command.person)
    if command.presence not in PRESENCES:
        raise NotOneOf("presence", expected=", ".join(PRESENCES))
    if act.hall.presence.get(command.person) != command.presence:
        yield act.entry("presence_set", person=command.person, presence=command.presence)
        yield from next_for_absent(act)


def tick(act: Act, command: Tick) -> Decision:
    """What the clock does by itself."""
    del command
    hall, opening = act.hall, act.rules.opening
    overnight = hall.phase != CLOSED and hall.day is not None and hall.day < act.rules.day
    if overnight and act.at >= _ends_overnight(hall, act.rules, act.at):
        yield from end_day(act)
    if hall.phase == CLOSED:
        due = opening is not None and opening.opens_at - LEAD <= act.at < opening.last_ticket_at
        if due and hall.day != act.rules.day:
            yield from open_day(act, OpenDay())
        return
    for visit in [v for v in hall.present.values() if v.state == PARKED and v.until and v.until <= act.at]:
        yield act.entry("resumed", visit=visit.number, **ready_again(act, visit.number), **back_at_the_door(act, visit))
    yield from free_directed(act)
    yield from close_done(act)
    for wish in [w for w in hall.wishes.values() if w.state == contact.SEEKING]:
        yield from escalate(act, wish)
    yield from forget(act)
    if opening is not None and not overnight:
        yield from end_of_day(act, opening)


def _ends_overnight(hall: Hall, rules: HallRules, at: datetime) -> datetime:
    """When yesterday's day ends: at once if nothing is done there any more, at the latest when today's has to open."""
    until = goes_on_until(hall, rules=rules) or at
    return until if rules.opening is None else min(until, rules.opening.opens_at - LEAD)


def next_due(hall: Hall, *, rules: HallRules) -> datetime | None:
    """The moment from which a tick may change something in the hall as it stands; None when nothing is awaited."""
    opening = rules.opening
    if hall.phase == CLOSED:
        return opening.opens_at - LEAD if opening is not None and hall.day != rules.day else None
    overnight = hall.day is not None and hall.day < rules.day
    moments = [visit.until for visit in hall.present.values() if visit.state == PARKED and visit.until]
    moments += [wish.sought_at + timedelta(seconds=rules.wish_step) for wish in hall.wishes.values()
                if wish.state == contact.SEEKING and wish.sought_at]
    moments += directions_lapse(hall, rules) + post_moments(hall, rules)
    moments += done_moments(hall, rules) + forgetting_moments(hall, rules=rules)
    if overnight and hall.at is not None:
        moments.append(_ends_overnight(hall, rules, hall.at))
    elif opening is not None:
        moments += closing_moments(hall, opening, rules=rules)
    return min(moments, default=None)
