"""At the door: tickets, and how many people may be inside.

A regime of limited contact throttles the door and never shuts anybody out: who
finds the hall full gets a ticket all the same and waits outside with the phone
page, and is admitted in turn (row L09).
"""

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
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.again import ready_again
from okienko.core.hall.decide.wish import OFFICER, ask_officer, check_named
from okienko.core.hall.forecast import promise
from okienko.core.hall.hall import OPENED, STOPPED, Hall
from okienko.core.hall.refusals import (
    LanguageNotSpoken,
    Malformed,
    NoMoreTickets,
    NoMoreTime,
    NumberMissing,
    NumbersUsedUp,
    OfficeClosed,
    UnknownThing,
    WrongState,
)
from okienko.core.hall.rules import HallRules, RegimeRule
from okienko.core.hall.visit import (
    AWAY,
    CALLED,
    CHANNELS,
    MISSED,
    OPEN,
    PARKED,
    SERVING,
    WAITING,
)

#: Needs that change how somebody is served; never a diagnosis, never in the journal.
NEEDS = ("step_free", "sign_language", "more_time", "loop", "seat")
MAX_PERSONS = 20
MAX_MATTERS = 12


def take(act: Act, command: Take) -> Decision:
    _check_take(act, command)
    hall, rules = act.hall, act.rules
    first = act.service(command.matters[0])
    series = rules.series[rules.queues[first.queue].series]
    ticket_number = hall.series.get(series.id, series.first - 1) + 1
    if ticket_number > series.last:
        raise NumbersUsedUp
    parked = OFFICER if first.is_meeting else None
    number = hall.last_visit + 1
    yield act.entry(
        "taken", visit=number, ticket=series.ticket(ticket_number), series=series.id, ticket_number=ticket_number,
        matters=list(command.matters), channel=command.channel, persons=command.persons, priority=command.priority,
        language=command.language, outside=_is_full(hall, rules, command.persons), event=parked,
        promised=None if parked else promise(hall, rules=rules, service=first.id, at=act.at),
    )
    hall.visits[number].needs = command.needs
    if parked:
        yield from ask_officer(act, AskOfficer(visit=number, department=command.department, named=command.named,
                                               prefers=command.prefers))


def _check_given(act: Act) -> None:
    """Tickets are given now: by the hours, which hold before the clock has told the hall so."""
    if act.hall.phase == STOPPED:
        raise NoMoreTickets
    if act.hall.phase != OPENED or act.hall.day != act.rules.day:
        raise OfficeClosed
    if act.rules.opening is not None and act.at >= act.rules.opening.last_ticket_at:
        raise NoMoreTickets


def _check_take(act: Act, command: Take) -> None:
    _check_given(act)
    well_formed = (
        1 <= len(command.matters) <= MAX_MATTERS
        and 1 <= command.persons <= MAX_PERSONS
        and command.channel in CHANNELS
        and set(command.needs) <= set(NEEDS)
        and command.prefers in contact.MODES
    )
    if not well_formed:
        raise Malformed
    if command.language not in act.rules.languages:
        raise LanguageNotSpoken(language=command.language[:20], offered=list(act.rules.languages))
    act.service(command.matters[0])
    for service in command.matters[1:]:
        act.queued(service)
    if command.priority is not None and command.priority not in act.rules.priorities:
        raise UnknownThing(priority=command.priority)
    if act.service(command.matters[0]).is_meeting:
        if command.prefers == "phone":
            raise NumberMissing
        check_named(act, command.named)
        if command.named is None and command.department not in act.rules.departments:
            raise UnknownThing(department=command.department)


def capacity(hall: Hall, rules: HallRules) -> int | None:
    """How many persons may be in the hall now; None when there is no limit. Never less than one."""
    return limit_of(rules.regimes.get(hall.regime or ""), open_desks=len(hall.desks))


def limit_of(regime: RegimeRule | None, *, open_desks: int) -> int | None:
    """How many persons a regime lets in with so many desks open; None when there is no limit."""
    if regime is None:
        return None
    limits = []
    if regime.persons is not None:
        limits.append(regime.persons)
    if regime.persons_per_desk is not None:
        limits.append(int(regime.persons_per_desk * open_desks))
    return max(1, min(limits)) if limits else None


def _is_full(hall: Hall, rules: HallRules, persons: int) -> bool:
    limit = capacity(hall, rules)
    if limit is None:
        return False
    return hall.outside > 0 or (hall.inside > 0 and hall.inside + persons > limit)


def admissions(act: Act) -> Decision:
    """Whoever waits outside comes in as soon as there is room, in the order of the tickets."""
    hall = act.hall
    if not hall.outside:
        return
    limit = capacity(hall, act.rules)
    queue = sorted((v for v in hall.present.values() if v.outside and v.state == WAITING),
                   key=lambda visit: (visit.taken_at, visit.number))
    for visit in queue:
        if limit is not None and hall.inside > 0 and hall.inside + visit.persons > limit:
            return
        yield act.entry("admitted", visit=visit.number)


def add_matter(act: Act, command: AddMatter) -> Decision:
    visit = act.visit(command.visit, WAITING, SERVING, PARKED, AWAY)
    act.queued(command.service)
    if len(visit.matters) >= MAX_MATTERS:
        raise Malformed(matters=len(visit.matters))
    yield act.entry("matter_added", visit=visit.number, service=command.service)


def move(act: Act, command: Move) -> Decision:
    visit = act.visit(command.visit, WAITING)
    act.queued(command.service)
    yield act.entry("moved", visit=visit.number, service=command.service)


def leave(act: Act, command: Leave) -> Decision:
    """The client goes; a wish for the officer that was not yet met is withdrawn by going."""
    visit = act.visit(command.visit, *OPEN)
    wish = act.hall.wishes.get(visit.wish or 0)
    if wish is not None and "wish_withdrawn" in contact.WISH_LIFE[wish.state] and wish.state != contact.DATED:
        yield act.entry("wish_withdrawn", visit=visit.number, wish=wish.number)
    yield act.entry("left", visit=visit.number, desk=visit.desk)


def step_out(act: Act, command: StepOut) -> Decision:
    """Some minutes more: the place is kept, and a desk that has called is free for the next client."""
    visit = act.visit(command.visit, WAITING, CALLED)
    if act.by.startswith("visit:") and visit.stepped_out >= act.rules.ten_minutes_more:
        raise NoMoreTime(times=act.rules.ten_minutes_more)
    if command.until is not None and command.until <= act.at:
        raise Malformed(until=command.until)
    yield act.entry("parked", visit=visit.number, until=command.until.isoformat() if command.until else None,
                    event=None if command.until else "client_back")


def resume(act: Act, command: Resume) -> Decision:
    visit = act.visit(command.visit, PARKED, AWAY)
    if visit.event == OFFICER and visit.wish is not None:
        raise WrongState(ticket=visit.ticket, state=visit.state)
    kind = "resumed" if visit.state == PARKED else "came_back"
    yield act.entry(kind, visit=visit.number, **ready_again(act, visit.number))


def reinstate(act: Act, command: Reinstate) -> Decision:
    visit = act.visit(command.visit, MISSED)
    yield act.entry("reinstated", visit=visit.number, **ready_again(act, visit.number))
