"""Officers of a played day: they answer a wish, come down the stairs, talk, go up again.

Nobody refuses: who says "not now" leads to the next one asked, as in every hall.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from okienko.core.contact.wish import MEETING, OFFERING, PROMISED, SEEKING, Wish
from okienko.core.hall.commands import (
    AgreeDate,
    AnswerWish,
    AskOfficer,
    ChooseContact,
    DeferWish,
    EndMeeting,
    SetPresence,
    StartMeeting,
)
from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.post import awaits_post, free_posts, posts_in_use
from okienko.core.hall.decide.ways import dates_for, open_modes
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import CALLED, PARKED, SERVING, WAITING, Visit
from okienko.core.stage.cast import Cast, Doing
from okienko.core.stage.plan import Client

ANSWERS_AFTER = timedelta(seconds=70)
WALKS = timedelta(seconds=100)
#: A played client concludes at the desk first; a visitor goes to the officer at once, and the ticket waits.
COMES = (WAITING, PARKED)
COMES_AT_ONCE = (WAITING, PARKED, CALLED, SERVING)
#: For a visitor of the stage, who watches at real speed.
ANSWERS_VISITOR_AFTER = timedelta(seconds=9)
WALKS_TO_VISITOR = timedelta(seconds=22)
TALKS_WITH_VISITOR = timedelta(seconds=60)
#: So long a conversation goes on that keeps the officer, or the last post, from a visitor.
LETS_VISITOR_WAIT = timedelta(seconds=8)
#: Another visitor's own conversation lasts so long at least.
TALKS_AT_LEAST = timedelta(seconds=15)


def wishes(hall: Hall, cast: Cast, rules: HallRules) -> Iterator[Doing]:
    """New wishes of clients, and the next step of each open one."""
    for visit in hall.visits.values():
        yield from _wish_of(cast, visit)
    for wish in hall.wishes.values():
        if wish.is_open and wish.visit is not None and wish.visit in hall.visits:
            yield from _step(hall, cast, rules, wish, hall.visits[wish.visit])


def _wish_of(cast: Cast, visit: Visit) -> Iterator[Doing]:
    client = cast.clients.get(visit.number)
    if client is None or client.asks_after is None or visit.number in cast.asked or visit.wish is not None:
        return
    if visit.state == WAITING and not visit.leg.returning:
        at = visit.taken_at + timedelta(seconds=client.asks_after)
        yield Doing(
            at=at, command=AskOfficer(visit=visit.number, prefers=client.prefers), by=f"visit:{visit.number}"
        )


def _step(hall: Hall, cast: Cast, rules: HallRules, wish: Wish, visit: Visit) -> Iterator[Doing]:
    client = cast.clients.get(visit.number)
    if wish.state == SEEKING:
        yield from _answer(hall, cast, rules, wish, client)
    elif wish.state == OFFERING and client is not None:
        yield from _no_officer_today(hall, rules, wish, visit)
    elif wish.state == PROMISED and wish.person:
        yield from _meet(hall, cast, rules, wish, visit)
    elif wish.state == MEETING and wish.person and wish.started_at:
        talk = TALKS_WITH_VISITOR if client is None else timedelta(seconds=client.talk)
        at = wish.started_at + talk
        waited_for = _visitors_wish(hall, cast, wish.person) if client is not None else None
        waited_for = waited_for or _waits_for_post(hall, cast, rules, wish)
        if waited_for is not None and waited_for.answered_at is not None:
            shortest = TALKS_AT_LEAST if client is None else timedelta(0)
            at = min(at, max(waited_for.answered_at + LETS_VISITOR_WAIT, wish.started_at + shortest))
        yield Doing(at=at, command=EndMeeting(wish=wish.number), by=f"person:{wish.person}")


def _meet(hall: Hall, cast: Cast, rules: HallRules, wish: Wish, visit: Visit) -> Iterator[Doing]:
    """The officer arrives, unless with somebody else or without a post; a visitor of the stage is met first."""
    is_visitor = visit.number not in cast.clients
    person = wish.person or ""
    talks = any(other.state == MEETING and other.person == person for other in hall.wishes.values())
    behind = not is_visitor and _visitors_wish(hall, cast, person) is not None
    if talks or behind or awaits_post(hall, wish, rules) or visit.state not in (COMES_AT_ONCE if is_visitor else COMES):
        return
    comes_from = wish.placed_at or wish.answered_at or visit.since
    at = max(comes_from + (WALKS_TO_VISITOR if is_visitor else WALKS), visit.since)
    start = StartMeeting(wish=wish.number, person=person, mode=_way(hall, rules, wish))
    yield Doing(at=at, command=start, by=f"person:{person}")


def _way(hall: Hall, rules: HallRules, wish: Wish) -> str | None:
    """Down to the client where the way that was promised is closed by now; None for that way itself."""
    ways = open_modes(Act(hall=hall, at=hall.at or wish.asked_at, rules=rules), wish)
    return "comes-down" if wish.mode not in ways and "comes-down" in ways else None


def _visitors_wish(hall: Hall, cast: Cast, person: str) -> Wish | None:
    """The wish of a visitor of the stage that this officer has taken."""
    return next((wish for wish in hall.wishes.values() if wish.person == person and wish.state == PROMISED
                 and wish.visit is not None and wish.visit not in cast.clients), None)


def _waits_for_post(hall: Hall, cast: Cast, rules: HallRules, meeting: Wish) -> Wish | None:
    """The wish of a visitor for which this conversation gives up its post: of the played ones the longest, first."""
    waiting = next((wish for wish in hall.wishes.values() if wish.visit in hall.visits
                    and wish.visit not in cast.clients and awaits_post(hall, wish, rules)), None)
    at_posts = [wish for wish in hall.wishes.values() if wish.state == MEETING and wish.post and wish.started_at]
    first = min(at_posts, key=lambda wish: (wish.visit not in cast.clients, wish.started_at, wish.number), default=None)
    return waiting if first is meeting else None


def _answer(hall: Hall, cast: Cast, rules: HallRules, wish: Wish, client: Client | None) -> Iterator[Doing]:
    """Whoever of those asked is not with somebody else says: I am coming down; or: not now.

    Nobody of the play takes the last meeting post: it is there for a visitor of the stage.
    """
    if client is not None and not client.not_now and _is_last_post(hall, rules, wish):
        return
    asked = [person for person in wish.asked if person not in wish.deferred]
    busy = {other.person for other in hall.wishes.values() if other.state in (PROMISED, MEETING)}
    free = [person for person in asked if person not in busy] or (asked if client is None else [])
    if not free or wish.sought_at is None:
        return
    person = free[wish.number % len(free)]
    by = f"person:{person}"
    if client is None:
        answer = AnswerWish(wish=wish.number, person=person, minutes=1)
        yield Doing(at=wish.sought_at + ANSWERS_VISITOR_AFTER, command=answer, by=by)
    elif client.not_now and wish.visit not in cast.deferred:
        yield Doing(at=wish.sought_at + ANSWERS_AFTER, command=DeferWish(wish=wish.number, person=person), by=by)
    else:
        answer = AnswerWish(wish=wish.number, person=person, minutes=2)
        yield Doing(at=wish.sought_at + ANSWERS_AFTER, command=answer, by=by)


def _is_last_post(hall: Hall, rules: HallRules, wish: Wish) -> bool:
    act = Act(hall=hall, at=hall.at or wish.asked_at, rules=rules)
    return len(posts_in_use(hall, rules)) > 1 >= len(free_posts(act)) and wish.prefers == "comes-down"


def _no_officer_today(hall: Hall, rules: HallRules, wish: Wish, visit: Visit) -> Iterator[Doing]:
    """The client accepts somebody else, or else the first date that is offered."""
    at = (wish.sought_at or visit.since) + ANSWERS_AFTER
    if wish.named is not None and not wish.consent:
        yield Doing(
            at=at, command=ChooseContact(wish=wish.number, substitute=True), by=f"visit:{visit.number}"
        )
        return
    for due_at in dates_for(Act(hall=hall, at=at, rules=rules), wish)[:1]:
        yield Doing(at=at, command=AgreeDate(wish=wish.number, due_at=due_at), by=f"visit:{visit.number}")


def officers(hall: Hall, cast: Cast) -> Iterator[Doing]:
    """Some officers are out of the office today; nobody is missed, because the next one is asked."""
    for person in cast.plan.out:
        if person not in hall.presence:
            at = cast.plan.opening.opens_at
            yield Doing(at=at, command=SetPresence(person=person, presence="out"), by=f"person:{person}")
