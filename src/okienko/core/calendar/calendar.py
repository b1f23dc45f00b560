"""The calendar of an office: the weekly hours, and every day on which they differ.

Which hours hold on a date is decided in this order, the first that applies:

1. a dated exception (closed, or other hours, with the reason that hangs on the door);
2. a swap: the working Saturday, and the day off given for it;
3. a public holiday: closed;
4. the period of hours that is valid on the date, by weekday.

Hours in which complaints and motions are received: KPA art. 253 (at least once a week, and at least once a
week after working hours; days and hours are posted where everybody sees them).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from okienko.core.calendar.duty import Duty
from okienko.core.calendar.hours import DayHours, Span, Validity, Week, moment, on_weekday
from okienko.core.description.fields import Mark, told

DayRoster = Mapping[str, tuple[Duty, ...]]
NO_HOLIDAYS: Final[Mapping[date, str]] = MappingProxyType({})
NOBODY_ELSE: Final[DayRoster] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Validity):
    """Weekly hours and the dates between which they hold."""

    id: str = told(given=True)
    hours: Week
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A date on which the hours differ: closed, or open in other hours; the reason is shown to the public.

    The hours may be longer than usual, and on a day that is usually closed. `roster` says by desk who sits there that
    day; a desk that it does not name has the duties of the weekday.
    """

    reason: str
    closed: bool = False
    hours: Span | None = None
    last_ticket_minutes: int | None = told(None, least=0, fault="last-ticket-after-close")
    roster: DayRoster = told(factory=lambda: NOBODY_ELSE, refers=("desks",))
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A day worked in exchange for another: the key is the day worked, `instead_of` the day off.

    Its duties are those of the weekday that is off for it, but for the desks that `roster` names.
    """

    instead_of: date
    hours: Span
    reason: str
    reason_off: str = ""  # what hangs on the door on the day off; the same reason, where one text says both
    roster: DayRoster = told(factory=lambda: NOBODY_ELSE, refers=("desks",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaints:
    """When and by whom citizens are received with complaints and motions (KPA art. 253)."""

    hours: Week
    received_by: str
    where: str
    working_hours: Span  # the usual ones of the employees: one reception a week must last beyond them


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When the office is open. Minutes count back from closing time."""

    periods: Mapping[str, Period]
    last_ticket_minutes: int = told(15, least=0, fault="last-ticket-after-close")
    cash_minutes: int = told(0, least=0, most=1440)  # notes and coins are taken until so long before closing
    card_minutes: int = told(0, least=0, most=1440)
    public_holidays: str = told("", blank=True)  # the country whose holidays are handed in, for example "PL"
    exceptions: Mapping[date, SpecialDay] = told(factory=lambda: MappingProxyType({}))
    swaps: Mapping[date, Swap] = told(factory=lambda: MappingProxyType({}))
    complaints: Complaints | None = None
    holidays: Mapping[date, str] = told(factory=lambda: NO_HOLIDAYS, given=True)

    def hours_on(self, on: date) -> tuple[Span | None, str]:
        """The hours of a date (None = closed) and the reason if they are not the usual ones."""
        special = self.exceptions.get(on)
        if special is not None:
            return (None if special.closed else special.hours), special.reason
        swap = self.swaps.get(on)
        if swap is not None:
            return swap.hours, swap.reason
        for given in self.swaps.values():
            if given.instead_of == on:
                return None, given.reason_off or given.reason
        if on in self.holidays:
            return None, self.holidays[on]
        return self._by_weekday(on), ""

    def usual(self, on: date) -> Span | None:
        """The hours of a date by its weekday and the public holidays, before exceptions and swaps."""
        return None if on in self.holidays else self._by_weekday(on)

    def opening(self, on: date, *, zone: ZoneInfo) -> DayHours | None:
        """The hours of a date as UTC moments, or None when the office is closed all day."""
        span, reason = self.hours_on(on)
        if span is None:
            return None
        special = self.exceptions.get(on)
        last_ticket = self.last_ticket_minutes
        if special is not None and special.last_ticket_minutes is not None:
            last_ticket = special.last_ticket_minutes

        def before_close(minutes: int) -> int:
            return max(span.opens, span.closes - minutes)

        opens_at = moment(on, span.opens, zone=zone)
        closes_at = max(opens_at, moment(on, span.closes, zone=zone))

        def until(minutes: int) -> datetime:
            """In order also when the clocks skip the hour that is meant."""
            return min(closes_at, max(opens_at, moment(on, before_close(minutes), zone=zone)))

        return DayHours(
            on=on,
            opens_at=opens_at,
            last_ticket_at=until(last_ticket),
            closes_at=closes_at,
            cash_until_at=until(self.cash_minutes),
            card_until_at=until(self.card_minutes),
            reason=reason,
        )

    def _by_weekday(self, on: date) -> Span | None:
        for period in self.periods.values():
            if period.holds_on(on):
                return on_weekday(period.hours, on.weekday())
        return None
