"""The life of a visit.

A client takes a ticket; from then until the client is out of the office there is
one visit. Whatever happens to it happens along an edge of the table below, and
the table is the only place where the states are listed.

The letter promises that people are served in one place, by several desks, with
the officer from upstairs if they wish. So a visit may go away to another post
and come back, may be parked until a moment or an event, may be handed on, and
returns without queuing again (rows L10-L14, L17, L18, L20, L22).

`waiting` covers both the first wait and each later one: what the visit waits
for is its *leg*. A leg that is suspended while the client goes and pays is kept
in `errands` and comes back, marked as returning, ahead of the queue.

A client who waits, or is called and cannot come at once, may ask for some minutes
more: the visit is parked and keeps its place, a desk that called it is free. That
may be asked as often as the office says; reception may allow it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

NEW = "new"
WAITING = "waiting"
CALLED = "called"
SERVING = "serving"
PARKED = "parked"
AWAY = "away"
FINISHED = "finished"
LEFT = "left"
MISSED = "missed"
EXPIRED = "expired"

#: state → {kind of journal entry → states it may lead to}
VISIT_LIFE: dict[str, dict[str, frozenset[str]]] = {
    NEW: {"taken": frozenset({WAITING, PARKED})},
    WAITING: {
        "called": frozenset({CALLED}),
        "admitted": frozenset({WAITING}),
        "moved": frozenset({WAITING}),
        "matter_added": frozenset({WAITING}),
        "parked": frozenset({PARKED}),
        "went_away": frozenset({AWAY}),
        "finish_undone": frozenset({SERVING}),
        "left": frozenset({LEFT}),
        "expired": frozenset({EXPIRED}),
    },
    CALLED: {
        "recalled": frozenset({CALLED}),
        "started": frozenset({SERVING}),
        "call_undone": frozenset({WAITING}),
        "matter_added": frozenset({CALLED}),
        "missed": frozenset({MISSED}),
        "parked": frozenset({PARKED}),
        "went_away": frozenset({AWAY}),
        "left": frozenset({LEFT}),
        "expired": frozenset({EXPIRED}),
    },
    SERVING: {
        "call_undone": frozenset({WAITING}),
        "settled": frozenset({SERVING, WAITING}),
        "finish_undone": frozenset({SERVING}),
        "finished": frozenset({FINISHED}),
        "matter_added": frozenset({SERVING}),
        "parked": frozenset({PARKED}),
        "sent": frozenset({WAITING}),
        "went_away": frozenset({AWAY}),
        "handed": frozenset({WAITING}),
        "left": frozenset({LEFT}),
        "expired": frozenset({EXPIRED}),
    },
    PARKED: {
        "resumed": frozenset({WAITING}),
        "admitted": frozenset({PARKED}),
        "finish_undone": frozenset({SERVING}),
        "matter_added": frozenset({PARKED}),
        "went_away": frozenset({AWAY}),
        "left": frozenset({LEFT}),
        "expired": frozenset({EXPIRED}),
        "finished": frozenset({FINISHED}),
    },
    AWAY: {
        "came_back": frozenset({WAITING}),
        "matter_added": frozenset({AWAY}),
        "finished": frozenset({FINISHED}),
        "left": frozenset({LEFT}),
        "expired": frozenset({EXPIRED}),
    },
    FINISHED: {"finish_undone": frozenset({SERVING})},
    LEFT: {"reinstated": frozenset({WAITING})},
    MISSED: {"reinstated": frozenset({WAITING})},
    EXPIRED: {"reinstated": frozenset({WAITING})},
}

STATES = tuple(VISIT_LIFE)
OPEN = frozenset({WAITING, CALLED, SERVING, PARKED, AWAY})
AT_DESK = frozenset({CALLED, SERVING})
ENDED = frozenset(STATES) - OPEN - {NEW}
#: The client has gone; a mistake can still be undone.
GONE = frozenset({FINISHED, LEFT})

CHANNELS = ("kiosk", "reception", "pocket")
#: What may be said of a matter when a desk is done with it.
OUTCOMES = (
    "informed",
    "issued",
    "helped",
    "accepted",
    "performed",
    "paid",
    "met",
    "missing_documents",
    "referred",
    "not_settled",
)


@dataclass(slots=True)
class Matter:
    """One thing that the client came for; `outcome` is None while it is open."""

    service: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """What a visit waits for: one service, perhaps at one desk or with one person.

    `ready_at` is the moment from which the wait counts; time away or parked is
    before it. `returning` puts the leg ahead of the queue of the same desks.
    """

    service: str
    ready_at: datetime
    returning: bool = False
    desk: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """A leg that is suspended while the client is at another post, and its matter's place in the list."""

    leg: Leg
    matter: int


class Before(NamedTuple):
    """What a call, a finish or a settling changes of a visit, as it was; `matters` as service and outcome."""

    matters: tuple[tuple[str, str | None], ...]
    leg: Leg
    state: str
    current: int
    desk: str | None
    calls: int
    called_at: datetime | None
    started_at: datetime | None
    until: datetime | None
    event: str | None
    place: str | None
    errands: tuple[Errand, ...]
    since: datetime
    outside: bool
    #: When it was changed: from then on runs the time in which the mistake can be undone.
    changed_at: datetime


@dataclass(slots=True)
class Visit:
    """One client (or several persons on one ticket) in the office today.

    `number` is the visit's number in its office, never used again; `ticket` is
    what the client holds. `called_by` is who called it last. `since` is when the present state began. `before` is
    the picture to which a mistaken call or finish goes back. `stepped_out` is how
    often the client asked for some minutes more, `misses` how often one did not
    come when called, or had gone. `overtaken` says by
    which kinds of call, and when, somebody who became ready later went first.
    """

    number: int
    ticket: str
    channel: str
    taken_at: datetime
    matters: list[Matter]
    leg: Leg
    since: datetime
    series: str = ""
    state: str = WAITING
    current: int = 0
    persons: int = 1
    priority: bool = False
    #: The lawful ground of the priority, for whoever calls and serves; not in the journal, as `needs`.
    ground: str | None = None
    language: str = "pl"
    needs: tuple[str, ...] = ()
    outside: bool = False
    desk: str | None = None
    calls: int = 0
    called_by: str | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    until: datetime | None = None
    event: str | None = None
    place: str | None = None
    wish: int | None = None
    stepped_out: int = 0
    misses: int = 0
    promised: tuple[int, int] | None = None
    errands: list[Errand] = field(default_factory=list)
    overtaken: list[tuple[str, datetime]] = field(default_factory=list)
    changed: int = 0
    before: Before | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def matter(self) -> Matter:
        return self.matters[self.current]

    def become(self, state: str, at: datetime) -> None:
        """Be in another state from this moment on; what belongs to the one before is forgotten."""
        self.state = state
        self.since = at
        if state not in AT_DESK:
            self.desk = None
            self.calls = 0
            self.called_at = self.started_at = None
        if state != PARKED:
            self.until = self.event = None
        if state != AWAY:
            self.place = None

    def remember(self, at: datetime) -> None:
        """Keep the present picture, so that a mistake can be undone."""
        self.before = Before(
            tuple([(matter.service, matter.outcome) for matter in self.matters]), self.leg, self.state, self.current,
            self.desk, self.calls, self.called_at, self.started_at, self.until, self.event, self.place,
            tuple(self.errands), self.since, self.outside, at,
        )

    def restore(self) -> None:
        """Go back to the picture kept by `remember`; what the client has added meanwhile stays."""
        past = self.before
        if past is None:
            raise ValueError("nothing to go back to")
        for matter, (_, outcome) in zip(self.matters, past.matters, strict=False):
            matter.outcome = outcome
        self.errands = list(past.errands)
        self.leg, self.state, self.current, self.desk, self.calls = past[1:6]
        self.called_at, self.started_at, self.until, self.event, self.place = past[6:11]
        self.since, self.outside = past.since, past.outside
        self.before = None
