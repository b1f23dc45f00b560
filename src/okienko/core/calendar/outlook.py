"""Is the office open, until when, and when next: the answer on the door, the public page and the interface.

The letter: the office "was not and is not closed" (row L01). Hours follow from the calendar alone; whether
tickets are given at this minute is the hall's to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from okienko.core.calendar.calendar import Calendar
from okienko.core.calendar.hours import DayHours, Span, on_weekday

#: So far ahead the next opening is looked for: no calendar is closed longer.
HORIZON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Open now or not; `today` are the hours of the day (None = closed all day), `next` those of the next opening."""

    is_open: bool
    gives_tickets: bool
    today: DayHours | None
    next: DayHours | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One date: its hours (None = closed), the reason when they are not the usual ones, hours for complaints."""

    on: date
    hours: Span | None
    reason: str
    complaints: Span | None


def outlook(calendar: Calendar, at: datetime, *, zone: ZoneInfo) -> Outlook:
    """How it stands at a moment; `next` is the first opening that begins after it."""
    on = at.astimezone(zone).date()
    today = calendar.opening(on, zone=zone)
    return Outlook(
        is_open=today is not None and today.is_open(at),
        gives_tickets=today is not None and today.gives_tickets(at),
        today=today,
        next=next(_openings_after(calendar, at, on=on, zone=zone), None),
    )


def _openings_after(calendar: Calendar, at: datetime, *, on: date, zone: ZoneInfo) -> Iterator[DayHours]:
    for ahead in range(HORIZON.days):
        hours = calendar.opening(on + timedelta(days=ahead), zone=zone)
        if hours is not None and hours.opens_at > at:
            yield hours


def days(calendar: Calendar, first: date, *, count: int) -> list[Day]:
    """So many dates from the first one on."""
    return [_day(calendar, first + timedelta(days=ahead)) for ahead in range(count)]


def exceptions(calendar: Calendar, first: date, *, count: int) -> list[Day]:
    """Those of the dates on which the hours are not the usual ones, each with its reason."""
    return [day for day in days(calendar, first, count=count) if day.reason]


def _day(calendar: Calendar, on: date) -> Day:
    hours, reason = calendar.hours_on(on)
    complaints = calendar.complaints
    received = on_weekday(complaints.hours, on.weekday()) if complaints is not None and hours is not None else None
    return Day(on=on, hours=hours, reason=reason, complaints=received)
