"""What the manager of a hall must see at once: where a promise of the office is about to be broken.

An alarm is about a queue, a desk, a wish or a printer, never about a person. It
is a pure function of what staff see of the hall, the description and the moment,
so that two screens always agree on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from okienko.core.contact.wish import ASKED, OFFERING, SEEKING
from okienko.core.hall.hall import CLOSED
from okienko.core.hall.picture import Picture, Row
from okienko.core.hall.visit import WAITING
from okienko.core.office.office import Office
from okienko.core.office.rostered import staffed_since

DAY_NOT_OPEN = "day-not-open"
NOBODY_SERVES = "nobody-serves"
BEYOND_PATIENCE = "beyond-patience"
BEYOND_TARGET = "beyond-target"
WISH_LATE = "wish-late"
WISH_UNANSWERED = "wish-unanswered"
DESK_EMPTY = "desk-empty"
PRINTER = "printer"
#: All kinds of alarm, the gravest first.
KINDS = (DAY_NOT_OPEN, NOBODY_SERVES, BEYOND_PATIENCE, WISH_LATE, PRINTER, BEYOND_TARGET, WISH_UNANSWERED, DESK_EMPTY)
#: The kinds by which somebody is being let down now; the others say that this is near.
GRAVE = frozenset({DAY_NOT_OPEN, NOBODY_SERVES, BEYOND_PATIENCE, WISH_LATE, PRINTER})
#: So late may somebody on the roster be before the empty desk is an alarm.
GRACE = timedelta(minutes=10)
_UNANSWERED = frozenset({ASKED, SEEKING, OFFERING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm: its kind, what it is about (a queue's letter, a desk, a ticket, a printer), how many, for how long.

    `minutes` is how long it has lasted and `bound` the minutes that were promised, where there are such.
    """

    kind: str
    about: str
    count: int = 1
    minutes: int | None = None
    bound: int | None = None

    @property
    def is_grave(self) -> bool:
        return self.kind in GRAVE


def alarms(office: Office, staff: Picture, at: datetime, *, printers: Iterable[str] = ()) -> list[Alarm]:
    """Everything that calls for the manager now, the gravest first; `printers` are those in trouble."""
    found = [Alarm(kind=PRINTER, about=printer) for printer in printers]
    if staff["hall"]["now"]["phase"] == CLOSED:
        found += _not_open(office, at)
    else:
        found += [*_queues(office, staff, at), *_wishes(office, staff, at), *_desks(office, staff, at)]
    return sorted(found, key=lambda alarm: (KINDS.index(alarm.kind), -(alarm.minutes or 0), alarm.about))


def minutes_since(text: str | None, at: datetime) -> int:
    """Whole minutes from a moment of the picture until now; 0 when there is none."""
    return max(0, int((at - datetime.fromisoformat(text)).total_seconds() // 60)) if text else 0


def waiting_in(staff: Picture, queue: str) -> list[tuple[str, Row]]:
    """The visits that wait in a queue, by number."""
    return [(number, row) for number, row in staff["visits"].items()
            if row["state"] == WAITING and row["queue"] == queue]


def _not_open(office: Office, at: datetime) -> Iterator[Alarm]:
    hours = office.opening(at.astimezone(office.zone).date())
    if hours is not None and hours.gives_tickets(at):
        yield Alarm(kind=DAY_NOT_OPEN, about=office.slug, minutes=minutes_since(hours.opens_at.isoformat(), at))


def _queues(office: Office, staff: Picture, at: datetime) -> Iterator[Alarm]:
    places: dict[str, Any] = staff["places"]
    for queue in office.queues.values():
        rows = waiting_in(staff, queue.id)
        unserved = [row for number, row in rows if places[number][1] is None]
        if unserved:
            yield Alarm(kind=NOBODY_SERVES, about=queue.id, count=len(unserved), minutes=_longest(unserved, at))
        target = queue.target_minutes
        late = [row for _, row in rows if minutes_since(row["ready_at"], at) > target]
        if late:
            longest = _longest(late, at)
            beyond = longest > target * office.hall_rules.patience
            yield Alarm(kind=BEYOND_PATIENCE if beyond else BEYOND_TARGET, about=queue.id, count=len(late),
                        minutes=longest, bound=target)


def _longest(rows: list[Row], at: datetime) -> int:
    return max(minutes_since(row["ready_at"], at) for row in rows)


def _wishes(office: Office, staff: Picture, at: datetime) -> Iterator[Alarm]:
    step, target = office.hall_rules.wish_step_minutes, office.hall_rules.wish_target_minutes
    for number, row in staff["wishes"].items():
        minutes = minutes_since(row["asked_at"], at)
        if row["state"] in _UNANSWERED and minutes >= step:
            late = minutes >= target
            yield Alarm(kind=WISH_LATE if late else WISH_UNANSWERED, about=row["ticket"] or number, minutes=minutes,
                        bound=target if late else step)


def _desks(office: Office, staff: Picture, at: datetime) -> Iterator[Alarm]:
    regime = office.regimes.get(staff["hall"]["now"]["regime"] or "")
    shut = regime.closed_desks if regime is not None else ()
    for desk, since in staffed_since(office, at).items():
        if desk not in staff["desks"] and desk not in shut and at - since >= GRACE:
            yield Alarm(kind=DESK_EMPTY, about=desk, minutes=minutes_since(since.isoformat(), at))
