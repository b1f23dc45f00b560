"""Waits in our replay against waits that were reconstructed from the log.

The file of waits says: at this minute so many people waited in a queue, and the
last of them waited so many minutes more (within the sampling). The same is asked
of our visits: of those who wait at that moment, the one who came last, and how
long until the call. It is information: the replay spreads arrivals inside the
intervals, and so cannot know a single wait better than the log does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from okienko.core.replay.reconcile import Played, PlayedVisit
from okienko.core.replay.samples import WARSAW, Row, read_date

COLUMNS = ("name", "idg", "date", "tm", "W")
QUANTILES = (0.5, 0.9)


@dataclass(frozen=True, slots=True)
class LogWait:
    """The last of those who waited in a queue at a moment waited so many minutes more."""

    queue: str
    at: datetime
    minutes: float


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of one queue (or of all): pairs compared, quantiles in minutes of the log's and of ours."""

    queue: str
    pairs: int
    log: tuple[float, ...]
    ours: tuple[float, ...]
    mean_difference: float


def read_waits(rows: Iterable[Row], *, office: str, day: date, zone: ZoneInfo = WARSAW) -> tuple[LogWait, ...]:
    """The waits of one office-day; rows that cannot be read are passed over."""
    found = []
    for row in rows:
        if row.get("name") != office or read_date(row.get("date") or "") != day:
            continue
        try:
            minute, wait = float(row.get("tm") or "nan"), float(row.get("W") or "nan")
        except ValueError:
            continue
        if math.isfinite(minute) and math.isfinite(wait):
            wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 - zone follows
            queue = (row.get("idg") or "").strip().removesuffix(".0")
            found.append(LogWait(queue, wall.replace(tzinfo=zone).astimezone(UTC), wait))
    return tuple(found)


def compare(waits: Sequence[LogWait], played: Played) -> tuple[Waits, ...]:
    """Waits of all queues together, then queue by queue; only those that both know."""
    by_queue: dict[str, list[PlayedVisit]] = {}
    for visit in played.visits.values():
        by_queue.setdefault(visit.queue, []).append(visit)
    pairs: dict[str, list[tuple[float, float]]] = {}
    for wait in waits:
        ours = last_wait(by_queue.get(wait.queue, []), wait.at)
        if ours is not None:
            pairs.setdefault(wait.queue, []).append((wait.minutes, ours))
    every = [pair for found in pairs.values() for pair in found]
    return tuple(_waits(queue, found) for queue, found in [("", every), *sorted(pairs.items())] if found)


def last_wait(visits: Iterable[PlayedVisit], at: datetime) -> float | None:
    """Minutes until the call of whoever came last of those who wait at this moment."""
    waiting = [(visit.taken_at, visit.called_at) for visit in visits
               if visit.called_at is not None and visit.taken_at <= at < visit.called_at]
    if not waiting:
        return None
    _, called_at = max(waiting)
    return (called_at - at).total_seconds() / 60


def quantile(values: Sequence[float], share: float) -> float:
    """By nearest rank: a value that occurs."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _waits(queue: str, pairs: Sequence[tuple[float, float]]) -> Waits:
    log, ours = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    difference = sum(our - theirs for theirs, our in pairs) / len(pairs)
    return Waits(queue, len(pairs), tuple(quantile(log, share) for share in QUANTILES),
                 tuple(quantile(ours, share) for share in QUANTILES), difference)
