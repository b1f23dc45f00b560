"""Was the office open to residents at a moment? The calendar and the journal of the hall tell it together.

The letter: the office "was not and is not closed" (row L01), and a promise about the past has to be provable. The
calendar says what should have been; the journal says what was. Where they differ the journal counts, and the
difference is told:

- open: the day of the hall had begun and not ended, within the hours, or by hand on a day without hours;
- after the hours, while the hall has not been closed and something still happens in it: served on;
- the hours had come, but nobody opened the hall, or it had been closed before they ended;
- the journal begins later, be it on the same day, or the moment has not come: it cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from okienko.core.calendar.calendar import Calendar
from okienko.core.calendar.door import CLOSED, door
from okienko.core.calendar.door import OPEN as DOOR_OPEN
from okienko.core.calendar.hours import DayHours
from okienko.core.hall.entries import VISIT_KINDS, Entry
from okienko.core.hall.hall import OPENED, STOPPED

OPEN = "open"
SERVED_ON = "served_on"
OUTSIDE_HOURS = "outside_hours"
CLOSED_DAY = "closed_day"
NOT_OPENED = "not_opened"
CLOSED_EARLY = "closed_early"
NO_RECORD = "no_record"
NOT_YET = "not_yet"
ANSWERS = (OPEN, SERVED_ON, OUTSIDE_HOURS, CLOSED_DAY, NOT_OPENED, CLOSED_EARLY, NO_RECORD, NOT_YET)
#: Answers that mean that a resident who came was served.
YES = frozenset({OPEN, SERVED_ON})


@dataclass(frozen=True, slots=True, kw_only=True)
class WasOpen:
    """What is known of a moment: `hours` and `reason` by the calendar, the rest by the journal up to that moment.

    `desks` were open then; `served` and `met` count what had ended by then, `served_all_day` the whole day.
    """

    at: datetime
    on: date
    answer: str
    hours: DayHours | None
    reason: str
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    gave_tickets: bool = False
    regime: str | None = None
    desks: int = 0
    served: int = 0
    served_all_day: int = 0
    met: int = 0

    @property
    def is_yes(self) -> bool:
        return self.answer in YES


@dataclass(slots=True)
class _Day:
    """The hall's day, folded up to a moment; `served_all_day` and `lasted_until` look beyond it."""

    is_open: bool = False
    gives_tickets: bool = False
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    regime: str | None = None
    desks: set[str] = field(default_factory=set)
    served: int = 0
    met: int = 0
    served_all_day: int = 0
    lasted_until: datetime | None = None


def was_open(calendar: Calendar, entries: Iterable[Entry], at: datetime, *, zone: ZoneInfo, now: datetime,
             begins: datetime | None) -> WasOpen:
    """How it stood at `at`; `entries` are those of the hall on that date, in order, `begins` the journal's first."""
    on = at.astimezone(zone).date()
    hours = calendar.opening(on, zone=zone)
    reason = calendar.hours_on(on)[1]
    day = _fold(entries, at)
    answer = NOT_YET if at > now else NO_RECORD if begins is None or at < begins else None
    return WasOpen(
        at=at, on=on, answer=answer or _answer(day, hours, at), hours=hours, reason=reason, opened_at=day.opened_at,
        closed_at=day.closed_at, gave_tickets=day.is_open and day.gives_tickets, regime=day.regime,
        desks=len(day.desks), served=day.served, served_all_day=day.served_all_day, met=day.met,
    )


def _answer(day: _Day, hours: DayHours | None, at: datetime) -> str:
    if day.is_open:
        return _while_open(day, hours, at)
    if hours is None:
        return CLOSED_DAY
    if not hours.is_open(at):
        return OUTSIDE_HOURS
    return NOT_OPENED if day.opened_at is None else CLOSED_EARLY


def _while_open(day: _Day, hours: DayHours | None, at: datetime) -> str:
    """As the door stood; a hall may forget to close: then the last thing that happened counts."""
    stood = door(hours, phase=OPENED if day.gives_tickets else STOPPED, at=at)
    if stood == CLOSED:
        return OUTSIDE_HOURS
    if stood == DOOR_OPEN or hours is None or hours.is_open(at):
        return OPEN
    return SERVED_ON if day.lasted_until is not None and day.lasted_until >= at else OUTSIDE_HOURS


def _fold(entries: Iterable[Entry], at: datetime) -> _Day:
    day = _Day()
    for entry in entries:
        day.served_all_day += entry.kind == "finished"
        day.served_all_day -= entry.kind == "finish_undone"
        if entry.kind in VISIT_KINDS:
            day.lasted_until = entry.at
        if entry.at <= at:
            _take(day, entry)
    return day


def _take(day: _Day, entry: Entry) -> None:
    kind = entry.kind
    if kind == "day_opened":
        day.is_open = day.gives_tickets = True
        day.opened_at, day.closed_at = day.opened_at or entry.at, None
        day.regime = entry.body.get("regime")
    elif kind == "day_closed":
        day.is_open = day.gives_tickets = False
        # A day that was forgotten is closed at the beginning of the next one: that is not the end of this one.
        day.closed_at = entry.at if day.opened_at is not None else None
    elif kind in ("tickets_stopped", "tickets_resumed"):
        day.gives_tickets = kind == "tickets_resumed"
    elif kind == "regime_set":
        day.regime = entry.body.get("regime")
    elif kind in ("desk_opened", "desk_closed") and entry.desk is not None:
        (day.desks.add if kind == "desk_opened" else day.desks.discard)(entry.desk)
    elif kind in ("finished", "finish_undone"):
        day.served += 1 if kind == "finished" else -1
    elif kind == "wish_met":
        day.met += 1
