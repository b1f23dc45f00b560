"""Hours as people write them: "08:00-16:00", "mon", "tue-fri".

Inside, an hour is a number of minutes after midnight of the office's own clock; it becomes a moment only
together with a date and a time zone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import ClassVar, Final, Self
from zoneinfo import ZoneInfo

from okienko.core.description.fields import told
from okienko.core.description.reader import Unreadable

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_IN_DAY: Final = 24 * 60
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """One weekday or several in a row, 0 = Monday; written "mon" or "tue-fri"."""

    example: ClassVar[str] = "mon, tue-fri"
    only_text: ClassVar[bool] = True

    first: int
    last: int

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read "tue-fri"; raises Unreadable."""
        first, dash, last = text.strip().lower().partition("-")
        try:
            made = cls(WEEKDAYS.index(first), WEEKDAYS.index(last if dash else first))
        except ValueError:
            raise Unreadable(text) from None
        if made.last < made.first:
            raise Unreadable(text)
        return made

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __str__(self) -> str:
        names = WEEKDAYS[self.first], WEEKDAYS[self.last]
        return names[0] if self.first == self.last else "-".join(names)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one hour to a later one of the same day, in minutes after midnight; written "08:00-16:00"."""

    example: ClassVar[str] = "08:00-16:00"
    only_text: ClassVar[bool] = True

    opens: int
    closes: int

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read "08:00-16:00"; raises Unreadable when it is written otherwise or ends before it begins."""
        match = _SPAN.fullmatch(text.strip())
        if match is None:
            raise Unreadable(text)
        hour, minute, last_hour, last_minute = map(int, match.groups())
        opens, closes = hour * 60 + minute, last_hour * 60 + last_minute
        if minute > 59 or last_minute > 59 or closes > MINUTES_IN_DAY or opens >= closes:
            raise Unreadable(text)
        return cls(opens, closes)

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a minute."""
        return self.opens < other.closes and other.opens < self.closes

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside."""
        return self.opens <= other.opens and other.closes <= self.closes

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.closes - self.opens

    def half_hours(self) -> Iterator[int]:
        """The beginning of each half hour in it."""
        return iter(range(self.opens, self.closes, 30))

    def __str__(self) -> str:
        return f"{clock(self.opens)}-{clock(self.closes)}"

    @property
    def told(self) -> str:
        """As a page tells it, with a dash: "08:00–16:00"."""
        return f"{clock(self.opens)}–{clock(self.closes)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """The hours of one day as aware UTC moments: `opens_at` <= `last_ticket_at` <= `closes_at`.

    Payments stop at the cash desks at `cash_until_at` (notes and coins) and `card_until_at` (cards and
    phones).
    """

    on: date
    opens_at: datetime
    last_ticket_at: datetime
    closes_at: datetime
    cash_until_at: datetime
    card_until_at: datetime
    reason: str = ""  # why the hours differ from the usual ones, for the door and the screens

    def is_open(self, at: datetime) -> bool:
        """Whether the doors are open at this moment."""
        return self.opens_at <= at < self.closes_at

    def gives_tickets(self, at: datetime) -> bool:
        """Whether a ticket may still be taken."""
        return self.opens_at <= at < self.last_ticket_at


Week = Mapping[Days, Span]


def on_weekday(week: Week, weekday: int) -> Span | None:
    """The hours of a weekday (0 = Monday)."""
    return next((span for days, span in week.items() if weekday in days), None)


def clock(minutes: int) -> str:
    """Minutes after midnight as "08:05"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def moment(on: date, minutes: int, *, zone: ZoneInfo) -> datetime:
    """The moment when the office's clock shows that many minutes after midnight, in UTC.

    The clock on the wall decides, not the time elapsed since midnight: on the day when clocks change, 08:00
    is still 08:00. An hour that the change skips counts as the same distance after it; of an hour that comes
    twice the first is meant.
    """
    midnight = datetime.combine(on + timedelta(days=minutes // MINUTES_IN_DAY), time.min)
    wall = midnight + timedelta(minutes=minutes % MINUTES_IN_DAY)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def ending(at: datetime, *, zone: tzinfo) -> str:
    """The hour at which something ends by the office's clock: midnight ends its day, and is told as 24:00."""
    told = f"{at.astimezone(zone):%H:%M}"
    return "24:00" if told == "00:00" else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From one date to another, both included; an open end has no date."""

    since: date | None = told(None, key="from")
    until: date | None = told(None, key="to")

    def holds_on(self, on: date) -> bool:
        """Whether it is valid on this day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def overlaps(self, other: "Validity") -> bool:
        """Whether some day belongs to both."""
        starts_before_end = self.since is None or other.until is None or self.since <= other.until
        ends_after_start = self.until is None or other.since is None or other.since <= self.until
        return starts_before_end and ends_after_start

    @property
    def is_empty(self) -> bool:
        """Whether it ends before it begins."""
        return self.since is not None and self.until is not None and self.until < self.since
