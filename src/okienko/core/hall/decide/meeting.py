"""The client and the officer are together: it begins, it ends, and what becomes of the visit then."""

from __future__ import annotations

from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.commands import EndMeeting, StartMeeting
from okienko.core.hall.decide.act import Act, Decision, ready_again
from okienko.core.hall.decide.post import check_post, free_post
from okienko.core.hall.decide.ways import check_own, check_person, mode_of
from okienko.core.hall.refusals import ClientBusy, OfficerBusy
from okienko.core.hall.visit import AWAY, CALLED, PARKED, SERVING, WAITING, Visit

#: The event for which a visit is parked while its officer is awaited.
OFFICER = "officer"


def start_meeting(act: Act, command: StartMeeting) -> Decision:
    """The officer and the client are together; the visit is away from its queue until they are done."""
    wish = act.wish(command.wish, contact.PROMISED, contact.DATED)
    check_person(act, wish, command.person)
    check_post(act, command.post, wish)
    if any(each.state == contact.MEETING and each.person == command.person for each in act.hall.wishes.values()):
        raise OfficerBusy(person=command.person)
    others = act.hall.wishes_of(wish.visit) if wish.visit is not None else []
    if any(each.state == contact.MEETING for each in others):
        raise ClientBusy
    mode = mode_of(act, wish, command.mode or wish.mode)
    post = command.post or (free_post(act, wish) if mode == "comes-down" else None)
    yield act.entry("wish_started", visit=wish.visit, wish=wish.number, person=command.person, post=post, mode=mode)
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
    check_own(act, wish, wish.person)
    yield act.entry("wish_met", visit=wish.visit, wish=wish.number, direct=wish.mode in contact.DIRECT, mode=wish.mode)
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and visit.state == AWAY:
        yield from after_officer(act, visit, outcome="met")


def after_officer(act: Act, visit: Visit, *, outcome: str) -> Decision:
    """The matter in hand goes on; where that was the talk itself, or is settled, the next open one begins to wait."""
    queued = queued_matters(act, visit)
    if not queued and _awaits_another(act, visit):
        if visit.state == AWAY:
            yield from interrupted(act, visit)
        return
    if not queued:
        yield act.entry("finished", visit=visit.number, outcome=outcome)
        return
    following: dict[str, Any] = ready_again(act, visit.number)
    if visit.current not in queued:
        following = {"ready_at": act.at.isoformat(), "returning": False, "outcome": outcome, "next": queued[0]}
    yield act.entry("came_back" if visit.state == AWAY else "resumed", visit=visit.number, **following)


def _awaits_another(act: Act, visit: Visit) -> bool:
    """Has the client wished to meet another officer today?"""
    return any(wish.is_open and wish.state != contact.DATED for wish in act.hall.wishes_of(visit.number))


def interrupted(act: Act, visit: Visit) -> Decision:
    """The officer has had to go: the client waits on, in the queue for a matter, or for the officer only."""
    yield act.entry("came_back", visit=visit.number, **ready_again(act, visit.number))
    if visit.current not in queued_matters(act, visit):
        yield act.entry("parked", visit=visit.number, until=None, event=OFFICER)


def let_go(act: Act, wish: Wish) -> Decision:
    """A visit that was parked only for the officer goes on, or is over."""
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and visit.state == PARKED and visit.event == OFFICER:
        yield from after_officer(act, visit, outcome="not_settled")


def queued_matters(act: Act, visit: Visit) -> list[int]:
    """The visit's open matters for which people queue, by their places in its list."""
    return [index for index, matter in enumerate(visit.matters)
            if matter.outcome is None and not act.rules.services[matter.service].is_meeting]
