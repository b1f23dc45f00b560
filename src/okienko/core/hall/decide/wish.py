"""A wish to meet the officer, in the hall of today. The rule is in `okienko.core.contact`.

The ticket waits meanwhile: the visit keeps its place or is parked for the
officer; when the meeting starts the visit goes away to the meeting post, and
when it is over the visit returns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.search import next_step
from okienko.core.contact.wish import Wish
from okienko.core.hall.commands import (
    AgreeDate,
    AnswerWish,
    AskOfficer,
    ChooseContact,
    DeferWish,
    EndMeeting,
    SeekAgain,
    StartMeeting,
)
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.again import ready_again
from okienko.core.hall.entries import Entry
from okienko.core.hall.refusals import (
    ConsentMissing,
    Malformed,
    ModeNotOpen,
    NotAsked,
    OfficerBusy,
    UnknownThing,
    WishUnderWay,
)
from okienko.core.hall.visit import AWAY, CALLED, PARKED, SERVING, WAITING, Visit

#: The event for which a visit is parked while its officer is awaited.
OFFICER = "officer"


def ask_officer(act: Act, command: AskOfficer) -> Decision:
    """Write the wish down and look for the officer at once. Nothing in here refuses it."""
    visit = act.visit(command.visit) if command.visit is not None else None
    if visit is not None and visit.wish is not None:
        raise WishUnderWay(ticket=visit.ticket)
    if command.asked_by not in ("client", "clerk") or command.prefers not in contact.MODES:
        raise Malformed(asked_by=command.asked_by, prefers=command.prefers)
    if command.named is not None and command.named not in act.rules.people:
        raise UnknownThing(person=command.named)
    yield act.entry("wish_asked", visit=command.visit, wish=act.hall.last_wish + 1,
                    department=_department(act, command, visit), service=visit.matter.service if visit else None,
                    named=command.named, prefers=command.prefers, asked_by=command.asked_by)
    wish = act.hall.wishes[act.hall.last_wish]
    if visit is not None and not visit.is_open:
        yield _offer_a_date(act, wish)
    else:
        yield _seek(act, wish)


def _offer_a_date(act: Act, wish: Wish) -> Entry:
    """Whoever has gone is not looked for in the hall: a date is offered."""
    return act.entry("wish_sought", visit=wish.visit, wish=wish.number, state=contact.OFFERING, step="date",
                     people=[], seen_steps=wish.seen_steps)


def _department(act: Act, command: AskOfficer, visit: Visit | None) -> str:
    if command.named is not None:
        return act.rules.people[command.named].department
    department = command.department
    if department is None and visit is not None:
        department = act.service(visit.matter.service).department
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


def answer_wish(act: Act, command: AnswerWish) -> Decision:
    """An officer takes the wish and says how soon."""
    wish = act.wish(command.wish, contact.SEEKING, contact.OFFERING, contact.PROMISED, contact.DATED)
    _check_person(act, wish, command.person)
    if not 0 <= command.minutes <= 480:
        raise Malformed(minutes=command.minutes)
    mode = _mode(act, wish, command.mode)
    _check_post(act, command.post)
    post = command.post or (free_post(act) if mode == "comes-down" else None)
    yield act.entry("wish_answered", visit=wish.visit, wish=wish.number, person=command.person, mode=mode, post=post,
                    due_at=(act.at + timedelta(minutes=command.minutes)).isoformat())


def _check_person(act: Act, wish: Wish, person: str) -> None:
    if person not in act.rules.people:
        raise UnknownThing(person=person)
    if not wish.replaceable and person != wish.named:
        raise ConsentMissing(named=wish.named)
    asked = {each for _, people in act.department(wish.department).steps for each in people} | {wish.named, *wish.asked}
    promised = wish.state == contact.PROMISED and person != wish.person
    if not act.any_desk and (person not in asked or promised):
        raise NotAsked(person=person)


def _check_post(act: Act, post: str | None) -> None:
    if post is not None and (post not in act.rules.desks or act.rules.desks[post].kind != "meeting"):
        raise UnknownThing(post=post)


def open_modes(act: Act, wish: Wish) -> tuple[str, ...]:
    """Ways of contact open to this client now: the department's, under the regime, where the client can get."""
    department = act.department(wish.department)
    modes = department.modes
    regime = act.rules.regimes.get(act.hall.regime or "")
    if regime is not None:
        modes = tuple(regime.modes.get(department.id, regime.modes.get("*", modes)))
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and "step_free" in visit.needs and not department.step_free:
        modes = tuple(mode for mode in modes if mode != "goes-up")
    return modes


def _mode(act: Act, wish: Wish, asked: str | None) -> str:
    """The officer comes down, unless the client chose otherwise; up only by the client's choice."""
    modes = open_modes(act, wish)
    if asked is None and modes:
        return wish.prefers if wish.prefers in modes else modes[0]
    if asked is None or asked not in modes or (asked == "goes-up" and wish.prefers != "goes-up"):
        raise ModeNotOpen(mode=asked, open=modes)
    return asked


def free_post(act: Act) -> str | None:
    """A meeting post that nobody uses or expects; when all are in use, the one that was promised first."""
    posts = [desk.id for desk in act.rules.desks.values() if desk.kind == "meeting"]
    wishes = [w for w in act.hall.wishes.values() if w.state in (contact.PROMISED, contact.MEETING)]
    used = [wish.post for wish in sorted(wishes, key=lambda wish: (wish.due_at or act.at, wish.number))]
    free = [post for post in posts if post not in used]
    return free[0] if free else next((post for post in used if post in posts), None)


def defer_wish(act: Act, command: DeferWish) -> Decision:
    """Not now. When nobody of this step is left, the next step is asked at once."""
    wish = act.wish(command.wish, contact.SEEKING, contact.PROMISED, contact.MEETING)
    if command.person not in act.rules.people:
        raise UnknownThing(person=command.person)
    in_meeting = wish.state == contact.MEETING
    yield act.entry("wish_deferred", visit=wish.visit, wish=wish.number, person=command.person)
    visit = act.hall.visits.get(wish.visit or 0)
    if in_meeting and visit is not None and visit.state == AWAY:
        yield act.entry("came_back", visit=visit.number, **ready_again(act, visit.number))
        if not _has_more(act, visit):
            yield act.entry("parked", visit=visit.number, until=None, event=OFFICER)
    wish = act.hall.wishes[wish.number]
    if not set(wish.asked) - set(wish.deferred):
        yield _seek(act, wish)


def choose_contact(act: Act, command: ChooseContact) -> Decision:
    """The client consents to a substitute, or chooses how to meet; the search goes on accordingly."""
    wish = act.wish(command.wish, contact.SEEKING, contact.OFFERING, contact.PROMISED, contact.DATED)
    body: dict[str, Any] = {"state": wish.state}
    if command.prefers is not None:
        if command.prefers not in open_modes(act, wish):
            raise ModeNotOpen(mode=command.prefers, open=open_modes(act, wish))
        body["prefers"] = command.prefers
    if command.substitute is not None:
        body["substitute"] = command.substitute
    yield act.entry("wish_consented", visit=wish.visit, wish=wish.number, **body)
    if command.substitute and wish.state == contact.OFFERING:
        yield _seek(act, act.hall.wishes[wish.number])


def agree_date(act: Act, command: AgreeDate) -> Decision:
    """The client agrees to a date; who was waiting only for the officer need not stay."""
    wish = act.wish(command.wish, contact.SEEKING, contact.OFFERING, contact.PROMISED, contact.DATED)
    if command.due_at <= act.at or command.mode not in contact.MODES:
        raise Malformed(due_at=command.due_at)
    if command.mode == "goes-up" and command.mode not in open_modes(act, wish):
        raise ModeNotOpen(mode=command.mode, open=open_modes(act, wish))
    if command.person is not None:
        _check_person(act, wish, command.person)
    yield act.entry("wish_dated", visit=wish.visit, wish=wish.number, due_at=command.due_at.isoformat(),
                    person=command.person, mode=command.mode)
    yield from let_go(act, wish)


def seek_again(act: Act, command: SeekAgain) -> Decision:
    """Look anew, from the first step; a client who had not come on the agreed date has come after all."""
    wish = act.wish(command.wish, contact.OFFERING, contact.DATED, contact.LAPSED)
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and visit.wish not in (None, wish.number):
        raise WishUnderWay(ticket=visit.ticket)
    yield _seek(act, replace(wish, seen_steps=0))


def start_meeting(act: Act, command: StartMeeting) -> Decision:
    """The officer and the client are together; the visit is away from its queue until they are done."""
    wish = act.wish(command.wish, contact.PROMISED, contact.DATED)
    _check_person(act, wish, command.person)
    _check_post(act, command.post)
    if any(each.state == contact.MEETING and each.person == command.person for each in act.hall.wishes.values()):
        raise OfficerBusy(person=command.person)
    post = command.post or wish.post or (free_post(act) if wish.mode == "comes-down" else None)
    yield act.entry("wish_started", visit=wish.visit, wish=wish.number, person=command.person, post=post)
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is None or not visit.is_open:
        return
    if visit.state == AWAY:
        yield act.entry("came_back", visit=visit.number, **ready_again(act, visit.number))
    if visit.state in (WAITING, CALLED, SERVING, PARKED):
        yield act.entry("went_away", visit=visit.number, desk=visit.desk, place=post or "meeting", meeting=wish.number)


def end_meeting(act: Act, command: EndMeeting) -> Decision:
    """They have met. An unsettled matter returns ahead of its queue; otherwise the visit is over."""
    wish = act.wish(command.wish, contact.MEETING)
    yield act.entry("wish_met", visit=wish.visit, wish=wish.number, direct=wish.mode in contact.DIRECT, mode=wish.mode)
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is None or visit.state != AWAY:
        return
    yield from _after_officer(act, visit, outcome="met")


def _after_officer(act: Act, visit: Visit, *, outcome: str) -> Decision:
    if not _has_more(act, visit):
        yield act.entry("finished", visit=visit.number, outcome=outcome)
    elif visit.state == AWAY:
        yield act.entry("came_back", visit=visit.number, **ready_again(act, visit.number))
    else:
        yield act.entry("resumed", visit=visit.number, **ready_again(act, visit.number))


def _has_more(act: Act, visit: Visit) -> bool:
    """Has the visit a matter open that people queue for?"""
    return any(matter.outcome is None and not act.service(matter.service).is_meeting for matter in visit.matters)


def let_go(act: Act, wish: Wish) -> Decision:
    """A visit that was parked only for the officer goes on, or is over."""
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and visit.state == PARKED and visit.event == OFFICER:
        yield from _after_officer(act, visit, outcome="not_settled")
