"""Who is next.

Among the ready matters that a desk's person may serve, the rule is:

1. Whoever returns (from the cash desk, from an officer, from a parked wait) goes
   ahead of all others, at most `returners_in_row` times in a row at one desk.
2. Then the priority class (lawful grounds only), at most `priority_in_row`
   times in a row at one desk.
3. Within a class, a wait that has reached `patience` times its target goes
   before all shorter ones, and among such waits the earliest start goes first.
4. Otherwise a desk leaves to a free, more specialised desk what that one can
   take, and takes what no free specialist can; if nothing else is ready it takes
   that too. A free desk is one that acted (signed in, called, served, resumed) in
   the last `idle_seconds`: an abandoned one is left nothing.
5. Then the largest *wait ÷ target*; ties by the number of the visit.

The wait runs from the moment the matter became ready.

**The bound.** Let n visits of its class have become ready before a visit, and let d desks be able to serve it. Once its
wait reaches patience × target it is called within

    (n + d) × (returners_in_row + 1) × (priority_in_row + 1)

further calls of those desks: by 3 nobody who became ready later goes ahead of it in its class, and by 1 and 2 one of so
many calls of a desk is of its class. Rule 4 leaves nothing to a desk longer than `idle_seconds` after its last act: a
test takes such desks away and finds the same choice. The ratio alone has no such bound: see ADR 0004.

What is counted: the rows of a desk last for the day, whoever signs in there, and d are all desks that call meanwhile. A
clerk's call out of order is nobody's turn: it counts in no row and not among these calls; it needs a reason from the
office's list, and the overtaken are told. Nor does a call count that was undone. Whoever comes back into the class with
an earlier start (a missed ticket, the first time only; somebody who stepped out, as often as the office allows) is one
more in n.

`next_plain` is this definition written down; `next_for` gives the same answer
from lanes that are kept in order.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import Visit
from okienko.core.hall.waiting.desk import Desk
from okienko.core.hall.waiting.lanes import CLASSES, ORDINARY, PRIORITY, RETURNING, LaneKey, Spot, class_of

#: A clerk's call with a reason; not a class, but a kind of overtaking that the overtaken are told.
OUT_OF_ORDER = "out_of_order"

Rank = tuple[int, int, float, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """The visit to be called next and the class in which it goes."""

    visit: int
    name: str


def takes(desk: Desk, lane: LaneKey) -> bool:
    """May this desk call who waits in this lane?"""
    return lane in desk.serves or lane in (("desk", desk.id), ("person", desk.person))


def is_attended(desk: Desk, *, at: datetime, rules: HallRules) -> bool:
    """Has somebody done something at this desk in the last `idle_seconds`?"""
    return (at - desk.acted_at).total_seconds() <= rules.idle_seconds


def may_call(desk: Desk, visit: Visit) -> bool:
    """May this desk call this waiting visit?"""
    leg = visit.leg
    if leg.desk is not None:
        return leg.desk == desk.id
    if leg.person is not None:
        return leg.person == desk.person
    return leg.service in desk.serves


def next_for(hall: Hall, desk: Desk, *, at: datetime, rules: HallRules) -> Choice | None:
    """The visit that this desk calls next, or None when nobody waits for it."""
    shared, directed = hall.lanes.before(desk)
    ready = set[str]().union(*shared, *directed)
    name = class_next(desk, [name for name in CLASSES if name in ready], rules)
    if name is None:
        return None
    # Within a service's lane the first goes before all others; what is directed here may be of several services.
    spots = [classes[name][0] for classes in shared if name in classes]
    for classes in directed:
        spots += classes.get(name, ())
    left = _left_to_specialists(hall, desk, at, rules) if len(spots) > 1 else frozenset()
    return Choice(_first(hall, spots, at, rules, left), name)


def next_plain(hall: Hall, desk: Desk, *, at: datetime, rules: HallRules, inside: bool = False) -> Choice | None:
    """`next_for` by definition, over all waiting visits, or over those `inside`."""
    ready = [visit for visit in hall.waiting() if may_call(desk, visit) and not (inside and visit.outside)]
    name = class_next(desk, [name for name in CLASSES if any(class_of(v) == name for v in ready)], rules)
    if name is None:
        return None
    spots = [(visit.leg.ready_at, visit.number) for visit in ready if class_of(visit) == name]
    return Choice(visit=_first(hall, spots, at, rules, _left_to_specialists(hall, desk, at, rules)), name=name)


def class_next(desk: Desk, present: list[str], rules: HallRules) -> str | None:
    """The class whose turn it is at this desk, of those in which somebody is ready."""
    if not present:
        return None
    if len(present) > 1 and present[0] == RETURNING and desk.returners_in_row >= rules.returners_in_row:
        present = present[1:]
    if len(present) > 1 and present[0] == PRIORITY and desk.priority_in_row >= rules.priority_in_row:
        present = present[1:]
    return present[0]


def count_class(desk: Desk, name: str) -> None:
    """Count a call of this class in the rows of the desk."""
    if name == RETURNING:
        desk.returners_in_row += 1
        return
    desk.returners_in_row = 0
    if name == PRIORITY:
        desk.priority_in_row += 1
    elif name == ORDINARY:
        desk.priority_in_row = 0


def _first(hall: Hall, spots: Sequence[Spot], at: datetime, rules: HallRules, left: frozenset[str]) -> int:
    if len(spots) == 1:
        return spots[0][1]
    return min(spots, key=lambda spot: rank_of(hall.visits[spot[1]], at=at, rules=rules, left=left))[1]


def rank_of(visit: Visit, *, at: datetime, rules: HallRules, left: Container[str] = ()) -> Rank:
    """A visit's place within its class at a desk that leaves these services to others: the smallest goes first."""
    leg = visit.leg
    waited = (at - leg.ready_at).total_seconds()
    ratio = waited / rules.services[leg.service].target
    if ratio >= rules.patience:
        return (0, 0, -waited, visit.number)
    directed = leg.desk is not None or leg.person is not None
    return (1, int(not directed and leg.service in left), -ratio, visit.number)


def _left_to_specialists(hall: Hall, desk: Desk, at: datetime, rules: HallRules) -> frozenset[str]:
    """Services that a free and more specialised desk, at which somebody is, can take, so that this one leaves them."""
    left: set[str] = set()
    for other in hall.desks.values():
        if other.serves < desk.serves and other.is_free and is_attended(other, at=at, rules=rules):
            left |= other.serves
    return frozenset(left)
