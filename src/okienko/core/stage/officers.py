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
from okienko.core.hall.hall import Hall
from okienko.core.hall.visit import CALLED, PARKED, SERVING, WAITING, Visit
from okienko.core.stage.cast import Cast, Doing

ANSWERS_AFTER = timedelta(seconds=70)
WALKS = timedelta(seconds=100)
#: A played client concludes at the desk first; a visitor goes to the officer at once, and the ticket waits.
COMES = (WAITING, PARKED)
COMES_AT_ONCE = (WAITING, PARKED, CALLED, SERVING)
#: For a visitor of the stage, who watches at real speed.
ANSWERS_VISITOR_AFTER = timedelta(seconds=9)
WALKS_TO_VISITOR = timedelta(seconds=22)
TALKS_WITH_VISITOR = timedelta(seconds=60)


def wishes(hall: Hall, cast: Cast) -> Iterator[Doing]:
    """New wishes of clients, and the next step of each open one."""
    for visit in hall.visits.values():
        yield from _wish_of(cast, visit)
    for wish in hall.wishes.values():
        if wish.is_open and wish.visit is not None and wish.visit in hall.visits:
            yield from _step(hall, cast, wish, hall.visits[wish.visit])


def _wish_of(cast: Cast, visit: Visit) -> Iterator[Doing]:
    client = cast.clients.get(visit.number)
    if client is None or client.asks_after is None or visit.number in cast.asked or visit.wish is not None:
        return
    if visit.state == WAITING and not visit.leg.returning:
        at = visit.taken_at + timedelta(seconds=client.asks_after)
        yield Doing(
            at=at, command=AskOfficer(visit=visit.number, prefers=client.prefers), by=f"visit:{visit.number}"
        )


def _step(hall: Hall, cast: Cast, wish: Wish, visit: Visit) -> Iterator[Doing]:
    client = cast.clients.get(visit.number)
    if wish.state == SEEKING:
        yield from _answer(hall, cast, wish, visit)
    elif wish.state == OFFERING and client is not None:
        yield _no_officer_today(cast, wish, visit)
    elif wish.state == PROMISED and wish.person and visit.state in (COMES_AT_ONCE if client is None else COMES):
        walk = WALKS_TO_VISITOR if client is None else WALKS
        at = max((wish.answered_at or visit.since) + walk, visit.since)
        yield Doing(
            at=at, command=StartMeeting(wish=wish.number, person=wish.person), by=f"person:{wish.person}"
        )
    elif wish.state == MEETING and wish.person:
        talk = TALKS_WITH_VISITOR if client is None else timedelta(seconds=client.talk)
        at = (wish.started_at or visit.since) + talk
        yield Doing(at=at, command=EndMeeting(wish=wish.number), by=f"person:{wish.person}")


def _answer(hall: Hall, cast: Cast, wish: Wish, visit: Visit) -> Iterator[Doing]:
    """Whoever of those asked is not with somebody else says: I am coming down; or: not now."""
    asked = [person for person in wish.asked if person not in wish.deferred]
    busy = {other.person for other in hall.wishes.values() if other.state in (PROMISED, MEETING)}
    free = [person for person in asked if person not in busy]
    if not free or wish.sought_at is None:
        return
    client = cast.clients.get(visit.number)
    after = ANSWERS_VISITOR_AFTER if client is None else ANSWERS_AFTER
    person = free[wish.number % len(free)]
    if client is not None and client.not_now and visit.number not in cast.deferred:
        yield Doing(
            at=wish.sought_at + after,
            command=DeferWish(wish=wish.number, person=person),
            by=f"person:{person}",
        )
        return
    minutes = 1 if client is None else 2
    yield Doing(
        at=wish.sought_at + after,
        command=AnswerWish(wish=wish.number, person=person, minutes=minutes),
        by=f"person:{person}",
    )


def _no_officer_today(cast: Cast, wish: Wish, visit: Visit) -> Doing:
    """The client accepts somebody else, or else a date tomorrow."""
    at = (wish.sought_at or visit.since) + ANSWERS_AFTER
    if wish.named is not None and not wish.consent:
        return Doing(
            at=at, command=ChooseContact(wish=wish.number, substitute=True), by=f"visit:{visit.number}"
        )
    due_at = cast.plan.opening.opens_at + timedelta(days=1, hours=2)
    return Doing(at=at, command=AgreeDate(wish=wish.number, due_at=due_at), by=f"visit:{visit.number}")


def officers(hall: Hall, cast: Cast) -> Iterator[Doing]:
    """Some officers are out of the office today; nobody is missed, because the next one is asked."""
    for person in cast.plan.out:
        if person not in hall.presence:
            at = cast.plan.opening.opens_at
            yield Doing(at=at, command=SetPresence(person=person, presence="out"), by=f"person:{person}")
