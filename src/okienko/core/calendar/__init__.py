"""When the office is open: hours, exceptions, holidays, swaps, complaints."""

from okienko.core.calendar.calendar import Calendar
from okienko.core.calendar.hours import DayHours, Days, Span

__all__ = ["Calendar", "DayHours", "Days", "Span"]
