"""Which dates a client is offered for a conversation that cannot be had at once.

A wish for the officer is never refused; when nobody is to be had now, the client
chooses a date (row L08). Offered are hours at which the office is open anyway, so
that nobody has to be asked whether it suits: two on each of the next open days,
one in the morning and one late, because people work. At one moment not more
clients are expected than there are officers to meet them, and whoever is asked
for by name is promised to one. No other date can be agreed: not one that is past,
when the office is closed, or so far ahead that nobody knows its hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

#: So many open days ahead a date may be agreed, and so many dates are shown to a client at once.
DAYS = 10
SHOWN = 6
#: So far ahead an open day is looked for: longer than any holidays.
LOOK_AHEAD = 30
AFTER_OPENING = timedelta(hours=1)
BEFORE_CLOSING = timedelta(hours=1)

Hours = tuple[datetime, datetime]


def offered_dates(after: date, *, hours: Callable[[date], Hours | None], days: int = DAYS) -> list[datetime]:
    """Moments on the first open days after `after`; `hours` gives a date's opening and closing, None when closed."""
    offered: list[datetime] = []
    found = 0
    for ahead in range(1, LOOK_AHEAD + 1):
        if found == days:
            break
        span = hours(after + timedelta(days=ahead))
        if span is None:
            continue
        found += 1
        offered += _two_of(span)
    return offered


def free_dates(offered: Iterable[datetime], *, taken: Iterable[datetime], officers: int) -> tuple[datetime, ...]:
    """Those at which fewer clients are expected than officers can meet, in order; `taken` is one moment a client."""
    busy = Counter(taken)
    return tuple(moment for moment in offered if busy[moment] < max(1, officers))


def _two_of(span: Hours) -> list[datetime]:
    opens_at, closes_at = span
    early, late = opens_at + AFTER_OPENING, closes_at - BEFORE_CLOSING
    if early >= closes_at:
        return [opens_at]
    return [early, late] if late > early else [early]
