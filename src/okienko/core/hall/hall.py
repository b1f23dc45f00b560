"""The picture of one office's hall: the fold of the open day's journal entries.

The picture is kept in memory by the hall keeper and changed only by
`okienko.core.hall.evolve.evolve`. Two halls folded from the same entries are
equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from okienko.core.contact.wish import Wish
from okienko.core.hall.visit import AT_DESK, AWAY, GONE, MISSED, OPEN, WAITING, Leg, Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.hall.waiting.lanes import Lanes

CLOSED = "closed"
OPENED = "open"
STOPPED = "stopped"
#: Whom a screen shows; and who of those in the office is in the hall, unless waiting outside.
SHOWN = OPEN | {MISSED}
INSIDE = AT_DESK | {WAITING, AWAY}
#: So many calls a screen may show as the last ones.
CALLS_KEPT = 12
#: closed → open → stopped (no more tickets, whoever waits is served) → closed
PHASES = (CLOSED, OPENED, STOPPED)


def same_ticket(ticket: str) -> str:
    """What two tickets have in common that people take for the same: `a001` and `A001` are one."""
    return ticket.casefold()


@dataclass(slots=True)
class Touched:
    """What changed since the keeper last stored rows: visits and wishes by number, desks by id, the hall itself.

    `gone` are the changed visits of a day that a new day has replaced meanwhile,
    with that day; `gone_wishes` its changed wishes that were not carried over. `taken` are the visits that are new.
    """

    gone: list[tuple[date | None, Visit]] = field(default_factory=list)
    gone_wishes: list[Wish] = field(default_factory=list)
    visits: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    wishes: set[int] = field(default_factory=set)
    desks: set[str] = field(default_factory=set)
    hall: bool = False


@dataclass(slots=True)
class Hall:
    """One office's hall today; `seq` is the last entry that it holds, `changed` the last that moved the day itself."""

    office: str
    seq: int = 0
    at: datetime | None = None
    day: date | None = None
    phase: str = CLOSED
    regime: str | None = None
    revision: str = ""
    last_visit: int = 0
    #: When a desk was left last, today.
    desk_closed_at: datetime | None = None
    #: When the day was closed last, and whose visits that ended: opened again soon, it takes them back.
    closed_at: datetime | None = None
    cut_short: list[int] = field(default_factory=list)
    last_wish: int = 0
    day_from: int = 0
    changed: int = 0
    #: The last number of each series today, and every ticket given today, as `same_ticket` writes it.
    series: dict[str, int] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    visits: dict[int, Visit] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    presence: dict[str, str] = field(default_factory=dict)
    #: Wishes that follow as soon as the one before them lets them.
    kept: set[int] = field(default_factory=set)
    #: Promised wishes whose officer comes down, and for which no post is known yet.
    unplaced: set[int] = field(default_factory=set)
    #: The rows of desks at which nobody is signed in now: returners, then priority. They last for the day.
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    lanes: Lanes = field(default_factory=Lanes)
    inside: int = 0
    open_visits: int = 0
    outside: int = 0
    touched: Touched = field(default_factory=Touched, compare=False)
    #: Visits that are open or missed, by number and in its order: a screen shows these, however long the day.
    present: dict[int, Visit] = field(default_factory=dict, compare=False)
    #: Visits that have ended and still have needs beside them, and up to which end needs have been erased today.
    leaving: set[int] = field(default_factory=set, compare=False)
    erased_by: datetime | None = None
    #: The last calls, visit → moment and desk, whatever became of them; the newest last.
    called: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    #: How many matters each desk has concluded today.
    served: dict[str, int] = field(default_factory=dict)
    #: How the open desks are laden, as `forecast.promise` has reckoned it last.
    laden: tuple[datetime, dict[str, float], dict[str, int]] | None = field(default=None, compare=False)

    def take_out(self, visit: Visit) -> None:
        """Remove a visit from the lanes, its desk and the counts, before it changes."""
        state = visit.state
        if state == WAITING:
            self.lanes.remove(visit)
        elif state in AT_DESK and visit.desk in self.desks:
            self.desks[visit.desk].visit = None
        if state in OPEN:
            self._count(visit, -1)

    def put_in(self, visit: Visit) -> None:
        """Put a visit back where its new state belongs."""
        state, number = visit.state, visit.number
        if state == WAITING:
            self.lanes.add(visit)
        elif state in AT_DESK and visit.desk in self.desks:
            self.desks[visit.desk].visit = number
        if state in OPEN:
            self._count(visit, 1)
        if state not in SHOWN:
            self.present.pop(number, None)
        elif number not in self.present:
            self.present[number] = visit
            if number < self.last_visit:
                self.present = dict(sorted(self.present.items()))

    def _count(self, visit: Visit, step: int) -> None:
        """Count an open visit, or count it no more."""
        self.open_visits += step
        if visit.outside:
            self.outside += step
        elif visit.state in INSIDE:
            self.inside += step * visit.persons

    def know_beside(self, visit: Visit, *, needs: tuple[str, ...], ground: str | None) -> None:
        """What stands beside the journal of this visit, because it can be erased."""
        visit.needs, visit.ground = needs, ground
        self.note_needs(visit)

    def note_needs(self, visit: Visit) -> None:
        """Keep in mind whose needs are to be erased: a visit that can be taken back keeps them until it cannot."""
        if visit.needs and visit.state in GONE:
            self.leaving.add(visit.number)
        else:
            self.leaving.discard(visit.number)

    def is_over(self, visit: Visit, *, ended_by: datetime) -> bool:
        """Had the client gone by then, with no conversation with an officer still to come?"""
        return visit.state in GONE and visit.since <= ended_by and visit.wish is None

    def note_call(self, visit: Visit, *, at: datetime, desk: str) -> None:
        """Keep a call among the last ones."""
        self.called.pop(visit.number, None)
        self.called[visit.number] = (at, desk)
        if len(self.called) > CALLS_KEPT:
            del self.called[next(iter(self.called))]

    def waiting(self) -> list[Visit]:
        """Visits that wait, in the order of their numbers."""
        return [visit for visit in self.present.values() if visit.state == WAITING]

    def wishes_of(self, number: int) -> list[Wish]:
        """The wishes of one visit, in the order in which they were made."""
        return [wish for wish in self.wishes.values() if wish.visit == number]

    def held_wishes(self, number: int) -> list[Wish]:
        """The wishes that the holder of this visit's code sees: those of the visit, and those that began with it."""
        return [wish for wish in self.wishes.values() if number in (wish.visit, wish.first)]

    def taken_at(self, number: int) -> datetime | None:
        """When this ticket was taken: today, or on the day on which a wish began that is still open or ended today."""
        visit = self.visits.get(number)
        if visit is not None:
            return visit.taken_at
        return next((wish.asked_at for wish in self.wishes.values() if wish.first == number), None)

    def directed(self, leg: Leg) -> Leg:
        """What a visit waits for, without a direction to a desk or a person that does not serve it there any more."""
        desk = self.desks.get(leg.desk) if leg.desk is not None else self.desk_of(leg.person or "")
        if desk is not None and leg.service in desk.serves and leg.person in (None, desk.person):
            return leg
        return replace(leg, desk=None, person=None)

    def desk_of(self, person: str) -> Desk | None:
        """The desk at which this person is signed in."""
        return next((desk for desk in self.desks.values() if desk.person == person), None)
