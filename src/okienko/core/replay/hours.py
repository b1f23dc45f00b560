"""The hours of an office on a day of the log, as far as the day itself shows them.

The log does not say when an office is open. Desks may be shown as open all night,
and feeds run on. What shows the hours is that something happens: from the half
hour in which the first interval with a flow ends to the half hour in which the
last one begins; `within` cuts such an interval to the hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from okienko.core.replay.flows import Flow, QueueFlows
from okienko.core.replay.samples import OfficeDay

HALF_HOUR = 30
LAST_MINUTE = 24 * 60
#: Whoever waits at the first sample has come within this time before it.
BEFORE_FIRST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute after midnight to another, by the clock on the wall, both on the half hour."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{self.opens // 60:02d}:{self.opens % 60:02d}-{self.closes // 60:02d}:{self.closes % 60:02d}"


def hours_of(day: OfficeDay, flows: Sequence[QueueFlows]) -> Hours:
    """The hours of the day; those of all samples when nothing happens."""
    busy = [flow for flow in chain.from_iterable(queue.flows for queue in flows) if flow.is_busy]
    first = min((flow.end for flow in busy), default=day.moments[0])
    last = max((flow.start for flow in busy), default=day.moments[-1])
    waiting = [queue.queue.samples[0].at for queue in flows if queue.at_first]
    first = min([first, *(at - BEFORE_FIRST for at in waiting)])
    last = max([last, *(at - timedelta(seconds=1) for at in waiting)])  # whoever waits at first has come just before
    opens = max(0, _minute(first - timedelta(seconds=1), day) // HALF_HOUR * HALF_HOUR)
    closes = min(LAST_MINUTE, (_minute(last, day) // HALF_HOUR + 1) * HALF_HOUR)
    return Hours(min(opens, closes - HALF_HOUR), closes)


def within(flow: Flow, *, opens_at: datetime, closes_at: datetime) -> tuple[datetime, datetime]:
    """The part of an interval that lies in the hours; the whole one where none does."""
    start, end = max(flow.start, opens_at), min(flow.end, closes_at)
    return (start, end) if start < end else (flow.start, flow.end)


def _minute(at: datetime, day: OfficeDay) -> int:
    """Minutes after midnight of the day, by the clock on the wall."""
    wall = at.astimezone(day.zone)
    return wall.hour * 60 + wall.minute + (wall.date() - day.day).days * LAST_MINUTE
