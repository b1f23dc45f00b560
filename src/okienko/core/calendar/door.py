"""How the door stands: open, open only for whoever holds a ticket, or closed. One answer for every screen.

The letter: the office "was not and is not closed" (row L01). The calendar says the hours, the hall whether its day
has been opened and whether tickets are given; `core.calendar.past` answers by the same rule for any minute before.
"""

from __future__ import annotations

from datetime import datetime

from okienko.core.calendar.hours import DayHours
from okienko.core.hall.hall import CLOSED as NOT_OPENED
from okienko.core.hall.hall import OPENED

OPEN = "open"
#: No more tickets are given, within the hours or past them; whoever holds one is served.
LAST = "last"
CLOSED = "closed"


def door(hours: DayHours | None, *, phase: str | None, at: datetime) -> str:
    """OPEN, LAST or CLOSED at this moment; `hours` are those of the day, `phase` the hall's (None: no hall answers).

    A day opened by hand counts although the calendar has no hours for it; before the hours begin the door is closed,
    although the hall is made ready half an hour earlier.
    """
    if phase == NOT_OPENED or (hours is None and phase is None):
        return CLOSED
    if hours is None:
        return OPEN if phase == OPENED else LAST
    if at < hours.opens_at or (phase is None and at >= hours.closes_at):
        return CLOSED
    return OPEN if phase in (OPENED, None) and at < hours.last_ticket_at else LAST
