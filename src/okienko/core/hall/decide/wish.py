"""A wish to meet the officer, in the hall of today. The rule is in `okienko.core.contact`.

The ticket waits meanwhile: the visit keeps its place or is parked for the
officer; when the meeting starts the visit goes away to the meeting post, and
when it is over the visit returns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.dates import SHOWN
from okienko.core.contact.search import HERE, OUT, next_step, waits_for_nobody
from okienko.core.contact.wish import Wish
from okienko.core.hall.commands import (
    AgreeDate,
    AnswerWish,
    AskOfficer,
    ChooseContact,
    DeferWish,
    LeaveNumber,
    SeekAgain,
)
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.meeting import interrupted, let_go
from okienko.core.hall.decide.post import check_post, free_post
from okienko.core.hall.decide.ways import (
    check_choice,
    check_own,
    check_person,
    dates_for,
    mode_of,
)
from okienko.core.hall.entries import Entry
from okienko.core.hall.refusals import (
    DateNotOffered,
    NotAnOfficer,
    NotAsked,
    NotOneOf,
    NotWhole,
    NotYourClient,
    NumberMissing,
    UnknownThing,
    WishUnderWay,
    WrongState,
)
from okienko.core.hall.visit import AWAY, OPEN, Visit

#: Who may ask for an officer, and the latest that one may promise to come, in minutes.
ASKERS, LATEST_ANSWER = ("client", "clerk"), 480

#: States in which the client still settles how, when and by whom.
_TO_SETTLE = (contact.ASKED, contact.SEEKING, contact.OFFERING, contact.PROMISED, contact.DATED)


def ask_officer(act: Act, command: AskOfficer) -> Decision:
    """Write the wish down and look for the officer as soon as the visit's other wishes let it.

    Nothing in here refuses it; one that is open already is not written down twice.
    """
    visit = act.visit(command.visit) if command.visit is not None else None
    if command.asked_by not in ASKERS:
        raise NotOneOf("asked_by", expected=", ".join(ASKERS))
    if command.prefers not in contact.MODES:
        raise NotOneOf("prefers", expected=", ".join(contact.MODES))
    if command.prefers == "phone":
        raise NumberMissing
    check_named(act, command.named)
    department = _department(act, command, visit)
    same = [each for each in _open_wishes(act, visit)
            if each.state != contact.DATED and (each.department, each.named) == (department, command.named)]
    if same:
        raise _under_way(same[0])
    yield act.entry("wish_asked", visit=command.visit, wish=act.hall.last_wish + 1, department=department,
                    service=visit.matter.service if visit else None,
                    named=command.named, prefers=command.prefers, asked_by=command.asked_by)
    yield from following(act)


def following(act: Act) -> Decision:
    """A wish that is kept is looked after as soon as its visit has no other under way; without a visit, by a date."""
    for number in sorted(act.hall.kept):
        wish = act.hall.wishes[number]
        visit = act.hall.visits.get(wish.visit or 0)
        if visit is None or not visit.is_open:
            yield _offer_a_date(act, wish)
        elif all(each.state not in contact.UNDER_WAY for each in act.hall.wishes_of(visit.number)):
            yield _seek(act, wish)


def _open_wishes(act: Act, visit: Visit | None) -> list[Wish]:
    return [wish for wish in act.hall.wishes_of(visit.number) if wish.is_open] if visit is not None else []


def _under_way(wish: Wish) -> WishUnderWay:
    """With all that a screen needs to show what is under way already."""
    return WishUnderWay(ticket=wish.ticket or None, wish=wish.number, state=wish.state, department=wish.department,
                        named=wish.named, person=wish.person, mode=wish.mode, post=wish.post, due_at=wish.due_at)


def check_named(act: Act, named: str | None) -> None:
    """By name one asks for an officer whom a department asks; a wish for anybody else would wait for nobody."""
    if named is not None and named not in act.rules.people:
        raise UnknownThing(person=named)
    if named is not None and not act.rules.may_be_asked(named):
        raise NotAnOfficer(person=named)


def _offer_a_date(act: Act, wish: Wish) -> Entry:
    """Whoever has gone is not looked for in the hall: a date is offered."""
    return act.entry("wish_sought", visit=wish.visit, wish=wish.number, state=contact.OFFERING, step="date",
                     people=[], seen_steps=wish.seen_steps)


def _department(act: Act, command: AskOfficer, visit: Visit | None) -> str:
    if command.named is not None:
        return act.rules.people[command.named].department
    department = command.department
    if department is None and visit is not None:
        named = [act.rules.services[matter.service].department for matter in (visit.matter, *visit.matters)]
        named += [wish.department for wish in act.hall.wishes_of(visit.number)]
        department = next((each for each in named if each in act.rules.departments), None)
    if department is None or department not in act.rules.departments:
        raise UnknownThing(department=department)
    return department


def _seek(act: Act, wish: Wish) -> Entry:
    step = next_step(wish, steps=act.department(wish.department).steps, presence=act.hall.presence)
    return act.entry("wish_sought", visit=wish.visit, wish=wish.number, state=step.state, step=step.name,
                     people=list(step.people), seen_steps=step.seen_steps)


def escalate(act: Act, wish: Wish) -> Decision:
    """Nobody answered within the step's time: the next step is asked as well."""
    if wish.sought_at is not None and act.at - wish.sought_at >= timedelta(seconds=act.rules.wish_step):
        yield _seek(act, wish)


def sought_again(act: Act, numbers: list[int], *, offered_at: datetime | None) -> Decision:
    """The day that was closed by mistake goes on: officers for whom these visits looked then are looked for anew."""
    for number in numbers:
        for wish in act.hall.wishes_of(number):
            if wish.state == contact.OFFERING and wish.sought_at == offered_at:
                yield _seek(act, replace(wish, seen_steps=0))


def next_for_absent(act: Act) -> Decision:
    """For every wish that now waits for nobody: the next step at once."""
    for wish in [w for w in act.hall.wishes.values() if waits_for_nobody(w, presence=act.hall.presence)]:
        if wish.state == contact.PROMISED:
            yield act.entry("wish_deferred", visit=wish.visit, wish=wish.number, person=wish.person)
        if waits_for_nobody(act.hall.wishes[wish.number], presence=act.hall.presence):
            yield _seek(act, act.hall.wishes[wish.number])


def answer_wish(act: Act, command: AnswerWish) -> Decision:
    """An officer takes the wish and says how soon; whoever answers is here."""
    wish = act.wish(command.wish, contact.SEEKING, contact.OFFERING, contact.PROMISED, contact.DATED)
    check_person(act, wish, command.person)
    if not 0 <= command.minutes <= LATEST_ANSWER:
        raise NotWhole("minutes", least=0, most=LATEST_ANSWER)
    mode = mode_of(act, wish, command.mode)
    check_post(act, command.post, wish)
    post = command.post or (free_post(act, wish) if mode == "comes-down" else None)
    if act.hall.presence.get(command.person) == OUT:
        yield act.entry("presence_set", person=command.person, presence=HERE)
    yield act.entry("wish_answered", visit=wish.visit, wish=wish.number, person=command.person, mode=mode, post=post,
                    due_at=(act.at + timedelta(minutes=command.minutes)).isoformat())


def defer_wish(act: Act, command: DeferWish) -> Decision:
    """Not now. When nobody of this step is left, the next step is asked at once."""
    wish = act.wish(command.wish, contact.SEEKING, contact.PROMISED, contact.MEETING)
    if command.person not in act.rules.people:
        raise UnknownThing(person=command.person)
    own = wish.asked if wish.state == contact.SEEKING else (wish.person,)
    if command.person not in own and not act.any_desk:
        raise NotAsked(person=command.person)
    in_meeting = wish.state == contact.MEETING
    yield act.entry("wish_deferred", visit=wish.visit, wish=wish.number, person=command.person)
    visit = act.hall.visits.get(wish.visit or 0)
    if in_meeting and visit is not None and visit.state == AWAY:
        yield from interrupted(act, visit)
    wish = act.hall.wishes[wish.number]
    if waits_for_nobody(wish, presence=act.hall.presence):
        yield _seek(act, wish)


def choose_contact(act: Act, command: ChooseContact) -> Decision:
    """The client consents to a substitute, or chooses how to meet; the search goes on accordingly."""
    wish = act.wish(command.wish, *_TO_SETTLE)
    body: dict[str, Any] = {"state": wish.state}
    if command.prefers is not None:
        check_choice(act, wish, command.prefers)
        body["prefers"] = command.prefers
    if command.substitute is not None:
        body["substitute"] = command.substitute
    yield act.entry("wish_consented", visit=wish.visit, wish=wish.number, **body)
    if command.substitute and wish.state == contact.OFFERING:
        yield _seek(act, act.hall.wishes[wish.number])
    if command.substitute is False and wish.named is not None:
        yield from _release_substitute(act, act.hall.wishes[wish.number])


def _release_substitute(act: Act, wish: Wish) -> Decision:
    """The consent is taken back: whoever else had promised is free; the named person is asked, or a date offered."""
    if wish.state == contact.PROMISED and wish.person != wish.named:
        yield act.entry("wish_deferred", visit=wish.visit, wish=wish.number, person=wish.person)
        yield _seek(act, replace(wish, seen_steps=0))
    elif wish.state == contact.SEEKING and set(wish.asked) - {wish.named}:
        yield _seek(act, replace(wish, seen_steps=0))
    elif wish.state == contact.DATED and wish.person not in (None, wish.named):
        yield _offer_a_date(act, wish)


def leave_number(act: Act, command: LeaveNumber) -> Decision:
    """The client has left a number and wishes to be called."""
    wish = act.wish(command.wish, *_TO_SETTLE)
    check_choice(act, replace(wish, reachable=True), "phone")
    yield act.entry("wish_consented", visit=wish.visit, wish=wish.number, state=wish.state, prefers="phone",
                    reachable=True)


def agree_date(act: Act, command: AgreeDate) -> Decision:
    """The client agrees to one of the dates offered; who was waiting only for the officer need not stay."""
    wish = act.wish(command.wish, *_TO_SETTLE)
    if command.mode not in contact.MODES:
        raise NotOneOf("mode", expected=", ".join(contact.MODES))
    offered = dates_for(act, wish)
    if command.due_at not in offered:
        raise DateNotOffered(due_at=command.due_at, offered=[moment.isoformat() for moment in offered[:SHOWN]])
    if command.mode in contact.CHOSEN:
        check_choice(act, wish, command.mode)
    if command.person is not None:
        check_person(act, wish, command.person)
    if command.place not in (None, *contact.PLACES):
        raise NotOneOf("place", expected=", ".join(contact.PLACES))
    if command.place == contact.PLACES[1]:
        rule = act.rules.people.get(act.by.removeprefix("person:"))
        check_own(act, wish, *wish.asked, wish.person, wish.named,
                  rule.id if rule is not None and rule.department == wish.department else None)
    yield act.entry("wish_dated", visit=wish.visit, wish=wish.number, due_at=command.due_at.isoformat(),
                    person=command.person, mode=command.mode,
                    **({"place": command.place} if command.place is not None else {}))
    yield from let_go(act, wish)


def _check_beside(act: Act, wish: Wish, visit: Visit | None) -> None:
    """Nobody is looked for on behalf of somebody else's client, nor by phone for a client who is not here."""
    if act.by.startswith("visit:") and (visit is None or not visit.is_open):
        raise WrongState(wish=wish.number, state=wish.state)
    if act.by.startswith("person:") and not act.any_desk:
        desk = act.hall.desks.get(visit.desk or "") if visit is not None else None
        if desk is None or act.by != f"person:{desk.person}":
            raise NotYourClient(wish=wish.number)


def seek_again(act: Act, command: SeekAgain) -> Decision:
    """Look anew, from the first step; a client who comes another day brings the ticket of that day.

    The client asks, who is in the office, and whoever speaks for the client: the clerk who serves the visit, reception.
    """
    wish = act.wish(command.wish, contact.OFFERING, contact.DATED, contact.LAPSED)
    linked = act.visit(command.visit, *OPEN) if command.visit is not None else None
    if linked is not None and wish.visit in act.hall.present and wish.visit != linked.number:
        raise WrongState(wish=wish.number, state=wish.state)
    visit = linked or act.hall.visits.get(wish.visit or 0)
    _check_beside(act, wish, visit)
    others = [each for each in _open_wishes(act, visit)
              if each.number != wish.number and each.state in contact.UNDER_WAY]
    if others:
        raise _under_way(others[0])
    yield _seek(act, replace(wish, seen_steps=0, visit=visit.number if visit is not None else wish.visit))
