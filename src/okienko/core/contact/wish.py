"""The guarantee: whoever wishes to meet the officer meets the officer.

The letter (rows L08, L09, L21, L22): when a client wishes to meet the officer who
handles the matter, that officer comes down, or the client is invited up. A wish
therefore has no edge that refuses it. "Not now" leads to the next step: another
officer of the department, the deputy, the head, the manager of the office, and
at last a date that the client agrees to; the wish stays open until the meeting
took place or the client withdrew it. A person asked for by name is replaced only
with the client's consent. The officer coming down is the default; that the client
goes up, talks by telephone or by video is the client's own choice, never the
officer's. By telephone means that the client has left a number for this; it is
kept beside the journal (`okienko.records.contact`) and erased with the wish.

The client withdraws with one touch on the phone page, or says so at reception, in
the department or by telephone; then the journal keeps where it was said. A client
who does not come on the agreed date has not withdrawn: once that moment has
passed, and not before, the wish has lapsed, like a missed ticket, and is
taken up again whenever the client comes, or is wished anew.

A meeting post is one client's at a time, from the promise until they have met. A promise for which none is free
waits for one: the client is told so, and is called as soon as one is free (`wish_placed`).

A client may wish to meet several officers. One is looked for at a time; the next wish is kept and follows
as soon as the one before it is met, has a date, is offered one or is withdrawn. None is refused for another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

NEW = "new"
ASKED = "asked"
SEEKING = "seeking"
OFFERING = "offering"
PROMISED = "promised"
DATED = "dated"
MEETING = "meeting"
LAPSED = "lapsed"
MET = "met"
WITHDRAWN = "withdrawn"

#: state → {kind of journal entry → states it may lead to}; there is no refusal in it
WISH_LIFE: dict[str, dict[str, frozenset[str]]] = {
    NEW: {"wish_asked": frozenset({ASKED})},
    ASKED: {
        "wish_sought": frozenset({SEEKING, OFFERING}),
        "wish_consented": frozenset({ASKED}),
        "wish_dated": frozenset({DATED}),
        "wish_withdrawn": frozenset({WITHDRAWN}),
    },
    SEEKING: {
        "wish_deferred": frozenset({SEEKING}),
        "wish_sought": frozenset({SEEKING, OFFERING}),
        "wish_consented": frozenset({SEEKING}),
        "wish_answered": frozenset({PROMISED}),
        "wish_dated": frozenset({DATED}),
        "wish_withdrawn": frozenset({WITHDRAWN}),
    },
    OFFERING: {
        "wish_consented": frozenset({OFFERING}),
        "wish_sought": frozenset({SEEKING, OFFERING}),
        "wish_answered": frozenset({PROMISED}),
        "wish_dated": frozenset({DATED}),
        "wish_withdrawn": frozenset({WITHDRAWN}),
    },
    PROMISED: {
        "wish_answered": frozenset({PROMISED}),
        "wish_placed": frozenset({PROMISED}),
        "wish_consented": frozenset({PROMISED}),
        "wish_deferred": frozenset({SEEKING}),
        "wish_started": frozenset({MEETING}),
        "wish_dated": frozenset({DATED}),
        "wish_withdrawn": frozenset({WITHDRAWN}),
    },
    DATED: {
        "wish_dated": frozenset({DATED}),
        "wish_consented": frozenset({DATED}),
        "wish_sought": frozenset({SEEKING, OFFERING}),
        "wish_answered": frozenset({PROMISED}),
        "wish_started": frozenset({MEETING}),
        "wish_lapsed": frozenset({LAPSED}),
        "wish_withdrawn": frozenset({WITHDRAWN}),
    },
    LAPSED: {"wish_sought": frozenset({SEEKING, OFFERING})},
    MEETING: {
        "wish_met": frozenset({MET}),
        "wish_deferred": frozenset({SEEKING}),
    },
    MET: {},
    WITHDRAWN: {},
}

#: Where a client says that the wish is withdrawn, when not on the own phone page, and where one is awaited.
PLACES = ("reception", "department")
OPEN = frozenset({ASKED, SEEKING, OFFERING, PROMISED, DATED, MEETING})
#: Somebody is looked for, is coming or is there; a visit has one of these at a time, what it wishes beside it follows.
UNDER_WAY = frozenset({SEEKING, PROMISED, MEETING})
#: Of several open wishes of one visit the foremost is told first.
_FOREMOST = (MEETING, PROMISED, SEEKING, OFFERING, ASKED, DATED)
#: Ways to meet; the first is the default, `direct` ones are face to face.
MODES = ("comes-down", "goes-up", "room", "phone", "video")
DIRECT = frozenset({"comes-down", "goes-up", "room"})
#: Ways that only the client chooses.
CHOSEN = frozenset({"goes-up", "phone", "video"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A client's wish to meet an officer, or a clerk's to consult one.

    `visit` is None when nobody held a ticket (asked by phone for a date); of another day it is in the hall no more.
    `named` is the person asked for by name, or None for whoever handles the
    matter; `consent` is True once the client accepts somebody else. `asked` are
    the people who are being asked now; `deferred` those who said "not now" in
    this step. `seen_steps` counts the steps of the search already used.
    """

    number: int
    visit: int | None
    department: str
    asked_at: datetime
    asked_by: str = "client"
    service: str | None = None
    named: str | None = None
    consent: bool = False
    prefers: str = "comes-down"
    state: str = ASKED
    step: str = ""
    seen_steps: int = 0
    asked: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    attempts: int = 0
    sought_at: datetime | None = None
    person: str | None = None
    mode: str | None = None
    post: str | None = None
    answered_at: datetime | None = None
    #: When a post was given to a promise that had waited for one, or taken from it.
    placed_at: datetime | None = None
    due_at: datetime | None = None
    started_at: datetime | None = None
    met_at: datetime | None = None
    #: What the client holds, and whose code opens the page of this wish until it ends, on later days too.
    ticket: str = ""
    first: int | None = None
    #: Has the client left a number to be called?
    reachable: bool = False
    changed: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def lacks_post(self) -> bool:
        """Is the officer coming down, and no post known yet?"""
        return self.state == PROMISED and self.mode == MODES[0] and self.post is None

    @property
    def replaceable(self) -> bool:
        """May somebody else than the person named come?"""
        return self.named is None or self.consent


def foremost(wishes: Iterable[Wish]) -> Wish | None:
    """Of the open ones among these the one that is nearest to a meeting; None when none is open."""
    return min((wish for wish in wishes if wish.is_open),
               key=lambda wish: (_FOREMOST.index(wish.state), wish.number), default=None)


def next_states(state: str, kind: str) -> frozenset[str]:
    """The states to which an entry of this kind may lead; empty when it may not happen."""
    return WISH_LIFE[state].get(kind, frozenset())


def after(wish: Wish, *, kind: str, at: datetime, body: dict[str, Any]) -> Wish:
    """The wish after an entry of the journal; `body` is the entry's, moments in it are ISO 8601 text."""
    target = body.get("state", _ONLY.get(kind, wish.state))
    if target not in next_states(wish.state, kind):
        raise ValueError(f"{kind} cannot lead from {wish.state} to {target}")
    return _CHANGES[kind](replace(wish, state=target), at, body)


_ONLY = {"wish_deferred": SEEKING, "wish_answered": PROMISED, "wish_dated": DATED, "wish_started": MEETING,
         "wish_met": MET, "wish_lapsed": LAPSED, "wish_withdrawn": WITHDRAWN}


def _sought(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    people = tuple(body["people"])
    return replace(wish, step=body["step"], seen_steps=body["seen_steps"], asked=people, deferred=(),
                   attempts=wish.attempts + (1 if people else 0), sought_at=at, person=None)


def _deferred(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    del at
    return replace(wish, deferred=(*wish.deferred, body["person"]), person=None, mode=None, post=None,
                   answered_at=None, placed_at=None, started_at=None)


def _consented(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    del at
    prefers = body.get("prefers", wish.prefers)
    return replace(wish, consent=body.get("substitute", wish.consent), prefers=prefers,
                   reachable=prefers == "phone" and bool(body.get("reachable", wish.reachable)))


def _answered(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    return replace(wish, person=body["person"], mode=body["mode"], post=body.get("post"), answered_at=at,
                   placed_at=None, due_at=datetime.fromisoformat(body["due_at"]))


def _placed(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    return replace(wish, post=body["post"], placed_at=at)


def _dated(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    del at
    return replace(wish, due_at=datetime.fromisoformat(body["due_at"]), person=body.get("person"),
                   mode=body.get("mode", "comes-down"), post=None)


def _started(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    return replace(wish, started_at=at, post=body.get("post", wish.post), person=body.get("person", wish.person),
                   mode=body.get("mode", wish.mode))


def _met(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    del body
    return replace(wish, met_at=at)


def _as_it_is(wish: Wish, at: datetime, body: dict[str, Any]) -> Wish:
    del at, body
    return wish


_CHANGES = {"wish_sought": _sought, "wish_deferred": _deferred, "wish_consented": _consented,
            "wish_answered": _answered, "wish_placed": _placed, "wish_dated": _dated, "wish_started": _started,
            "wish_met": _met, "wish_lapsed": _as_it_is, "wish_withdrawn": _as_it_is}
