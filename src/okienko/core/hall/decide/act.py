"""What a decision looks at: the hall, the moment, the rules, and who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from okienko.core.contact.wish import Wish
from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.refusals import (
    AskInstead,
    DeskClosed,
    DeskIdle,
    DeskPaused,
    MalformedField,
    NobodyServesIt,
    NotAList,
    NotOneOf,
    NotWhole,
    NotWithin,
    NotYourDesk,
    OfficeClosed,
    UnknownThing,
    WrongState,
)
from okienko.core.hall.rules import DepartmentRule, HallRules, ServiceRule
from okienko.core.hall.visit import OUTCOMES, Visit
from okienko.core.hall.waiting.desk import Desk

#: A decision gives entries one by one; each has changed the hall before the next is decided.
Decision = Iterable[Entry]
#: Nobody waits aside for longer than half a day.
MOST_MINUTES = 12 * 60
#: The holder of a ticket steps out for an hour at most.
HOLDERS_MINUTES = 60
#: So many matters a visit may have.
MAX_MATTERS = 12


@dataclass(slots=True)
class Act:
    """One command being decided.

    `by` is who asks; `any_desk` lets a manager (or the system) act for a desk at
    which somebody else is signed in.
    """

    hall: Hall
    at: datetime
    rules: HallRules
    by: str = "system"
    any_desk: bool = False

    def entry(self, kind: str, *, visit: int | None = None, desk: str | None = None, **body: Any) -> Entry:
        """The next entry of the journal, if this is what happens."""
        return Entry(self.hall.seq + 1, self.at, kind, visit, desk, self.by, body)

    def until(self, moment: datetime | None, *, minutes: int | None, most: int = MOST_MINUTES) -> datetime | None:
        """Until when somebody waits aside: the moment given, or so many minutes from now, up to the full one.

        The minutes are counted here, so that a request sent again a minute later is the same request.
        """
        if minutes is not None:
            if moment is not None:
                raise MalformedField("until")
            if not 1 <= minutes <= most:
                raise NotWhole("minutes", least=1, most=most)
            return (self.at + timedelta(minutes=minutes + 1, microseconds=-1)).replace(second=0, microsecond=0)
        if moment is not None and not self.at < moment <= self.at + timedelta(minutes=most):
            raise NotWithin("until", most=most)
        return moment

    def visit(self, number: int, *states: str) -> Visit:
        """The visit, if it is in one of these states (in any, when none is named)."""
        visit = self.hall.visits.get(number)
        if visit is None:
            raise UnknownThing(visit=number)
        if states and self.hall.phase == CLOSED:
            raise OfficeClosed
        if states and visit.state not in states:
            raise WrongState(ticket=visit.ticket, state=visit.state)
        return visit

    def desk(self, desk_id: str) -> Desk:
        """The open desk, if whoever asks may act for it."""
        desk = self.hall.desks.get(desk_id)
        if desk is None and desk_id not in self.rules.desks:
            raise UnknownThing(desk=desk_id)
        if desk is None:
            raise DeskClosed(desk=desk_id)
        if not self.any_desk and self.by != f"person:{desk.person}":
            raise NotYourDesk(desk=desk_id)
        return desk

    def ready_desk(self, desk_id: str) -> Desk:
        """The open desk, if it is not paused."""
        desk = self.desk(desk_id)
        if desk.paused:
            raise DeskPaused(desk=desk_id)
        return desk

    def client_at(self, desk_id: str, *states: str) -> Visit:
        """The visit at this desk, if it is in one of these states."""
        desk = self.desk(desk_id)
        if desk.visit is None:
            raise DeskIdle(desk=desk_id)
        return self.visit(desk.visit, *states)

    def wish(self, number: int, *states: str) -> Wish:
        wish = self.hall.wishes.get(number)
        if wish is None:
            raise UnknownThing(wish=number)
        if states and wish.state not in states:
            raise WrongState(wish=number, state=wish.state)
        return wish

    def service(self, service_id: str) -> ServiceRule:
        service = self.rules.services.get(service_id)
        if service is None:
            raise UnknownThing(service=service_id)
        return service

    def queued(self, service_id: str) -> ServiceRule:
        """A service for which people queue; for a conversation with an officer they ask."""
        service = self.service(service_id)
        if service.is_meeting:
            raise AskInstead(service=service_id)
        return service

    def check_another_matter(self, visit: Visit) -> None:
        """May this visit have one matter more?"""
        if len(visit.matters) >= MAX_MATTERS:
            raise NotAList("matters", least=1, most=MAX_MATTERS)

    def check_served(self, service_id: str, desks: Iterable[Desk]) -> None:
        """Nobody is sent or handed to where nobody serves the matter."""
        if not any(service_id in desk.serves for desk in desks):
            raise NobodyServesIt(service=service_id)

    def department(self, department: str) -> DepartmentRule:
        """The department's rule; one that the description does not know is asked nobody and offers a date."""
        return self.rules.departments.get(department) or DepartmentRule(id=department, modes=self.rules.contact_modes)

    def outcome(self, outcome: str) -> str:
        if outcome not in OUTCOMES:
            raise NotOneOf("outcome", expected=", ".join(OUTCOMES))
        return outcome


def ready_again(act: Act, number: int) -> dict[str, Any]:
    """When a parked or absent visit's wait (re)starts: time away does not count.

    Who came from a desk returns ahead, from now; who stepped out of the queue
    keeps the wait that was already behind.
    """
    visit = act.hall.visits[number]
    if visit.leg.returning:
        return {"ready_at": act.at.isoformat(), "returning": True}
    waited = visit.since - visit.leg.ready_at
    return {"ready_at": (act.at - waited).isoformat(), "returning": False}
