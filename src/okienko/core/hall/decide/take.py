"""Tickets: taken, changed, given up; who steps out and comes back. Who may come in is said in `door`."""

from __future__ import annotations

from okienko.core.contact import wish as contact
from okienko.core.hall.commands import (
    AddMatter,
    AskOfficer,
    Leave,
    Move,
    Reinstate,
    Resume,
    StepOut,
    Take,
)
from okienko.core.hall.decide.act import HOLDERS_MINUTES, MAX_MATTERS, MOST_MINUTES, Act, Decision, ready_again
from okienko.core.hall.decide.door import back_at_the_door, is_full
from okienko.core.hall.decide.meeting import OFFICER
from okienko.core.hall.decide.wish import ask_officer, check_named
from okienko.core.hall.forecast import promise
from okienko.core.hall.hall import OPENED, STOPPED, Hall, same_ticket
from okienko.core.hall.refusals import (
    FieldMissing,
    LanguageNotSpoken,
    NoMoreTickets,
    NoMoreTime,
    NoPhoneTickets,
    NotAList,
    NotOneOf,
    NotOpenYet,
    NotWhole,
    NumberMissing,
    NumbersUsedUp,
    OfficeClosed,
    UnknownThing,
    WrongState,
)
from okienko.core.hall.rules import SeriesRule, ServiceRule
from okienko.core.hall.visit import (
    AWAY,
    CALLED,
    CHANNELS,
    LEFT,
    MISSED,
    OPEN,
    PARKED,
    SERVING,
    WAITING,
)

#: Needs that change how somebody is served; never a diagnosis, never in the journal.
NEEDS = ("step_free", "sign_language", "more_time", "loop", "seat")
MAX_PERSONS = 20
ON_THE_PHONE = "pocket"


def take(act: Act, command: Take) -> Decision:
    """A ticket. A matter named twice is one: of several of a kind the clerk adds the others, who sees the papers."""
    first = _check_take(act, command)
    hall, rules = act.hall, act.rules
    series = rules.series[rules.queues[first.queue].series]
    ticket_number, ticket = next_ticket(hall, series)
    parked = OFFICER if first.is_meeting else None
    number = hall.last_visit + 1
    outside = is_full(hall, rules, command, service=first.id)
    yield act.entry(
        "taken", visit=number, ticket=ticket, series=series.id, ticket_number=ticket_number,
        matters=list(dict.fromkeys(command.matters)), channel=command.channel, persons=command.persons,
        priority=command.priority is not None, language=command.language,
        outside=outside, event=parked,
        promised=None if parked else promise(hall, rules=rules, service=first.id, at=act.at, outside=outside),
    )
    hall.visits[number].needs, hall.visits[number].ground = command.needs, command.priority
    if parked:
        yield from ask_officer(act, AskOfficer(visit=number, department=command.department, named=command.named,
                                               prefers=command.prefers))


def next_ticket(hall: Hall, series: SeriesRule) -> tuple[int, str]:
    """The next number of a series, and the ticket; raises NumbersUsedUp.

    Nobody else holds that ticket today. A revision may give a prefix to another series in the middle of the day: its
    numbers go on after those that were given.
    """
    number = hall.series.get(series.id, series.first - 1) + 1
    ticket = series.ticket(number)
    while same_ticket(ticket) in hall.tickets:
        number += 1
        ticket = series.ticket(number)
    if number > series.last:
        raise NumbersUsedUp
    return number, ticket


def _check_door(act: Act, command: Take) -> None:
    """Tickets are given now and here: by the hours, which hold before the clock has told the hall so.

    The day opens earlier, for desks to sign in; nobody is ahead by phone of whoever stands before the door.
    """
    hall, rules = act.hall, act.rules
    if hall.phase == STOPPED:
        raise NoMoreTickets
    if hall.phase != OPENED or hall.day != rules.day:
        raise OfficeClosed
    hours = rules.opening
    if hours is not None and act.at < hours.opens_at:
        raise NotOpenYet(opens_at=hours.opens_at)
    if hours is not None and act.at >= hours.last_ticket_at:
        raise NoMoreTickets
    if command.channel == ON_THE_PHONE and not rules.phone_tickets:
        raise NoPhoneTickets


def _check_form(command: Take) -> None:
    """Is each thing said that a ticket needs, and within its bounds?"""
    if not 1 <= len(command.matters) <= MAX_MATTERS:
        raise NotAList("matters", least=1, most=MAX_MATTERS)
    if not 1 <= command.persons <= MAX_PERSONS:
        raise NotWhole("persons", least=1, most=MAX_PERSONS)
    if command.channel not in CHANNELS:
        raise NotOneOf("channel", expected=", ".join(CHANNELS))
    if not set(command.needs).issubset(NEEDS):
        raise NotOneOf("needs", expected=", ".join(NEEDS))
    if command.prefers not in contact.MODES:
        raise NotOneOf("prefers", expected=", ".join(contact.MODES))


def _check_take(act: Act, command: Take) -> ServiceRule:
    """May this ticket be given? Gives the service of its first matter."""
    _check_door(act, command)
    _check_form(command)
    if command.language not in act.rules.languages:
        raise LanguageNotSpoken(language=command.language[:20], offered=list(act.rules.languages))
    first = act.service(command.matters[0])
    for service in command.matters[1:]:
        act.queued(service)
    if command.priority is not None and command.priority not in act.rules.priorities:
        raise UnknownThing(priority=command.priority)
    if first.is_meeting:
        if command.prefers == "phone":
            raise NumberMissing
        check_named(act, command.named)
        if command.named is None and command.department not in act.rules.departments:
            raise UnknownThing(department=command.department)
    return first


def add_matter(act: Act, command: AddMatter) -> Decision:
    """One more matter; that of a client at a desk is the business of that desk, or of reception."""
    visit = act.visit(command.visit, WAITING, CALLED, SERVING, PARKED, AWAY)
    act.queued(command.service)
    if visit.desk is not None:
        act.desk(visit.desk)
    act.check_another_matter(visit)
    yield act.entry("matter_added", visit=visit.number, service=command.service)


def move(act: Act, command: Move) -> Decision:
    visit = act.visit(command.visit, WAITING)
    act.queued(command.service)
    yield act.entry("moved", visit=visit.number, service=command.service)


def leave(act: Act, command: Leave) -> Decision:
    """The client goes; a wish for the officer that was not yet met is withdrawn by going."""
    visit = act.visit(command.visit, *OPEN)
    for wish in act.hall.wishes_of(visit.number):
        if "wish_withdrawn" in contact.WISH_LIFE[wish.state] and wish.state != contact.DATED:
            yield act.entry("wish_withdrawn", visit=visit.number, wish=wish.number)
    yield act.entry("left", visit=visit.number, desk=visit.desk)


def step_out(act: Act, command: StepOut) -> Decision:
    """Some minutes more: the place is kept, and a desk that has called is free for the next client.

    By oneself for an hour at most; for longer, or until one is back, at reception.
    """
    visit = act.visit(command.visit, WAITING, CALLED)
    is_holder = act.by.startswith("visit:")
    if is_holder and visit.stepped_out >= act.rules.ten_minutes_more:
        raise NoMoreTime(times=act.rules.ten_minutes_more)
    until = act.until(command.until, minutes=command.minutes, most=HOLDERS_MINUTES if is_holder else MOST_MINUTES)
    if is_holder and until is None:
        raise FieldMissing("minutes")
    yield act.entry("parked", visit=visit.number, until=until.isoformat() if until else None,
                    event=None if until else "client_back")


def resume(act: Act, command: Resume) -> Decision:
    visit = act.visit(command.visit, PARKED, AWAY)
    wish = act.hall.wishes.get(visit.wish or 0)
    if wish is not None and (visit.event == OFFICER or wish.state == contact.MEETING):
        raise WrongState(ticket=visit.ticket, state=visit.state)
    if visit.state == PARKED:
        yield act.entry("resumed", visit=visit.number, **ready_again(act, visit.number), **back_at_the_door(act, visit))
    else:
        yield act.entry("came_back", visit=visit.number, **ready_again(act, visit.number))


def reinstate(act: Act, command: Reinstate) -> Decision:
    """Who missed a call, or has gone by mistake: the first time the wait goes on, after that it begins anew."""
    visit = act.visit(command.visit, MISSED, LEFT)
    again = ready_again(act, visit.number)
    if visit.misses > 1:
        again["ready_at"] = act.at.isoformat()
    yield act.entry("reinstated", visit=visit.number, **again)
