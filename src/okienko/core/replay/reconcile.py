"""What we played against what the log shows, per queue, with every difference explained.

Three counts are compared: tickets taken, calls, people who left. The log's calls
are given by the plain rule (the sum of all advances of the number from 1 to 60) and
as what the numbers prove (at least, at most). `Row.parts` explains our calls minus
the plain rule's, kind by kind, and adds up to it exactly: the first number of the
day, tickets of other queues, shared letters, jumps, resets, calls out of turn,
people who disappeared without a number, and what our hall refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from okienko.core.replay.flows import QueueFlows
from okienko.core.replay.numbers import Kind
from okienko.core.replay.schedule import Schedule

UNKNOWN = "unknown"
REFUSED = "refused"
OVER_GAP = "over_gap"


@dataclass(slots=True)
class PlayedVisit:
    """One visit as our hall knew it, by the log's queue id."""

    queue: str
    taken_at: datetime
    called_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedStep:
    """A step that the hall refused: when, which command, in which queue (by the log's id), why as code and sentence."""

    at: datetime
    do: str
    queue: str
    code: str
    message: str = ""


@dataclass(slots=True)
class Played:
    """What happened in our hall: visits by number, refusals by queue, samples at which our queues were compared."""

    visits: dict[int, PlayedVisit] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[RefusedStep] = field(default_factory=list)
    compared: int = 0
    equal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One queue. `log_*` is the log's, the rest ours; `log_called_most` is None when nothing bounds the calls.

    `log_gone` are people who were called or left, unknown which; `unknown_minutes`
    is for how long no number was displayed while a desk was open or somebody came or
    went; `stale` counts samples at which the display only repeated an old number.
    """

    queue: str
    name: str
    taken: int
    log_taken: int
    called: int
    log_called: int
    log_called_most: int | None
    log_advance: int
    left: int
    log_left: int
    log_gone: int
    waiting: int
    log_waiting: int
    backward: int
    jumps: int
    resets: int
    mixed: bool
    shared: bool
    stale: int
    added_desks: int
    unknown_minutes: int
    parts: Mapping[str, int]

    @property
    def difference(self) -> int:
        """Our calls minus those of the plain rule."""
        return self.called - self.log_advance

    @property
    def is_explained(self) -> bool:
        """The parts add up to the difference, and everything else that was played is what the log shows."""
        whole = self.called + self.left == self.log_called + self.log_left + self.log_gone
        return sum(self.parts.values()) == self.difference and whole and self.taken == self.log_taken


def reconcile(flows: Sequence[QueueFlows], schedule: Schedule, played: Played) -> tuple[Row, ...]:
    """A row for each queue, in the order of the log's ids."""
    ours: dict[str, Counter[str]] = {}
    for visit in played.visits.values():
        counts = ours.setdefault(visit.queue, Counter())
        counts["taken"] += 1
        counts["called" if visit.called_at else "left" if visit.left_at else "waiting"] += 1
    return tuple(_row(queue, schedule, ours.get(queue.queue.id, Counter())) for queue in flows)


def _row(queue: QueueFlows, schedule: Schedule, ours: Mapping[str, int]) -> Row:
    log = queue.queue
    return Row(
        queue=log.id, name=f"{log.letter} {log.name}".strip(), taken=ours.get("taken", 0), log_taken=queue.arrivals,
        called=ours.get("called", 0), log_called=queue.calls, log_called_most=queue.most_calls,
        log_advance=queue.advance, left=ours.get("left", 0), log_left=queue.left, log_gone=queue.gone,
        waiting=ours.get("waiting", 0), log_waiting=queue.at_last,
        backward=sum(move.backward for move in queue.moves), jumps=sum(move.jump for move in queue.moves),
        resets=queue.count(Kind.RESET), mixed=queue.mixed, shared=queue.shared, stale=queue.stale,
        added_desks=schedule.added_desks.get(log.id, 0), unknown_minutes=_unknown_minutes(queue),
        parts=_parts(queue, schedule, ours.get("called", 0)),
    )


def _parts(queue: QueueFlows, schedule: Schedule, called: int) -> dict[str, int]:
    """Why our calls are not the sum of the advances; only what is not zero."""
    parts: Counter[str] = Counter()
    for move in queue.moves:
        over_gap = move.kind is Kind.ADVANCE and move.jump
        parts[OVER_GAP if over_gap else move.kind.value] += move.low - move.advance
    parts[UNKNOWN] = schedule.gone_called.get(queue.queue.id, 0)
    parts[REFUSED] = called - queue.calls - parts[UNKNOWN]
    return {kind: count for kind, count in parts.items() if count}


def _unknown_minutes(queue: QueueFlows) -> int:
    seconds = sum((flow.end - flow.start).total_seconds() for flow in queue.flows if flow.may_hide_calls)
    return round(seconds / 60)


def total(rows: Iterable[Row]) -> dict[str, int]:
    """The sums of what can be summed, for the last line of the table."""
    names = ("taken", "log_taken", "called", "log_called", "log_advance", "left", "log_left", "log_gone", "waiting",
             "log_waiting", "backward", "jumps", "resets", "added_desks")
    rows = tuple(rows)
    return {name: sum(getattr(row, name) for row in rows) for name in names}


def plain(row: Row) -> dict[str, Any]:
    """A row as plain values, with what follows from it."""
    return {**asdict(row), "difference": row.difference, "explained": row.is_explained}
