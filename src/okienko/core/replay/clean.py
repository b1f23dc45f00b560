"""Is a day of the log clean enough to be played and measured?

A *clean day* is a day of one office of which the log tells what happened. It holds
when every one of these does (the limits stand in `Limits`):

- working: Monday to Friday and no public holiday, although feeds stay alive then;
- date: the day lies near the middle of the log, so that the office's clock was right;
- hours: the samples begin at most a quarter of an hour after the usual opening, and
  go on at least to the usual closing hour;
- coverage: within the usual hours nearly all the time lies between samples that
  are at most a quarter of an hour apart, and no gap is long;
- whole: nearly every snapshot holds every queue;
- readable: nearly no row is unreadable, contradicts another, or lacks the queue;
- alive: the feed moves; it does not show one frozen picture for long;
- called: enough calls are proved by numbers;
- numbers: few people disappear from a queue without a number that tells why;
- moving: few displays hang while their queue moves;
- resets: the numbering begins anew seldom;
- emptied: nearly nobody is left in the queues at the last sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from okienko.core.replay.flows import QueueFlows
from okienko.core.replay.numbers import Kind
from okienko.core.replay.samples import OfficeDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is asked of a clean day; shares are between 0 and 1."""

    opens: time = time(8, 0)
    closes: time = time(15, 30)
    days_from_middle: int = 180
    late_start: float = 15
    usual_gap: float = 15
    longest_gap: float = 20
    coverage: float = 0.97
    whole: float = 0.98
    faulty_rows: float = 0.01
    frozen: float = 60
    calls: int = 20
    gone: float = 0.25
    stale: float = 0.05
    resets: float = 0.01
    remaining: float = 0.05


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition: what was measured, in which unit, the limit, and whether it holds."""

    code: str
    measured: float
    limit: float
    holds: bool
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about a day; the day is clean when all hold."""

    office: str
    day: str
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return all(finding.holds for finding in self.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.holds)


def cleanliness(day: OfficeDay, flows: Sequence[QueueFlows], *, holiday: str = "", limits: Limits = LIMITS) -> Report:
    """Every condition of a clean day, measured; `holiday` is the public holiday's name, if it is one."""
    findings = (
        _working(day, holiday),
        Finding("date", day.strays, limits.days_from_middle, day.strays <= limits.days_from_middle, "days"),
        *_time(day, limits),
        _whole(day, limits),
        _readable(day, limits),
        _alive(day, flows, limits),
        *_numbers(flows, limits),
        _emptied(flows, limits),
    )
    return Report(day.office, day.day.isoformat(), findings)


def _working(day: OfficeDay, holiday: str) -> Finding:
    works = day.day.weekday() < 5 and not holiday
    return Finding("working", float(works), 1, works, note=holiday or day.day.strftime("%A"))


def _time(day: OfficeDay, limits: Limits) -> tuple[Finding, ...]:
    opens = datetime.combine(day.day, limits.opens, tzinfo=day.zone)
    closes = datetime.combine(day.day, limits.closes, tzinfo=day.zone)
    late = max(0.0, (day.moments[0] - opens).total_seconds() / 60) if day.moments else 24 * 60.0
    early = max(0.0, (closes - day.moments[-1]).total_seconds() / 60) if day.moments else 24 * 60.0
    inside = [opens, *(at for at in day.moments if opens < at < closes), closes]
    gaps = [(two - one).total_seconds() / 60 for one, two in pairwise(inside)]
    covered = sum(gap for gap in gaps if gap <= limits.usual_gap) / sum(gaps)
    return (
        Finding("hours", max(late, early), limits.late_start, max(late, early) <= limits.late_start, "minutes"),
        Finding("coverage", covered, limits.coverage, covered >= limits.coverage, "share"),
        Finding("gap", max(gaps), limits.longest_gap, max(gaps) <= limits.longest_gap, "minutes"),
    )


def _whole(day: OfficeDay, limits: Limits) -> Finding:
    expected = len(day.moments) * len(day.queues)
    share = sum(len(queue.samples) for queue in day.queues) / expected if expected else 0.0
    return Finding("whole", share, limits.whole, share >= limits.whole, "share")


def _readable(day: OfficeDay, limits: Limits) -> Finding:
    quirks = day.quirks
    faulty = quirks.unreadable_rows + quirks.unreadable_numbers + quirks.unknown_waiting + quirks.conflicts
    share = faulty / quirks.rows if quirks.rows else 1.0
    return Finding("readable", share, limits.faulty_rows, share <= limits.faulty_rows, "share")


def _alive(day: OfficeDay, flows: Sequence[QueueFlows], limits: Limits) -> Finding:
    """The longest time within the usual hours during which nothing at all changed."""
    opens = datetime.combine(day.day, limits.opens, tzinfo=day.zone)
    closes = datetime.combine(day.day, limits.closes, tzinfo=day.zone)
    moved = sorted({flow.end for queue in flows for flow in queue.flows
                    if flow.is_busy and opens < flow.end < closes})
    frozen = max((two - one).total_seconds() / 60 for one, two in pairwise([opens, *moved, closes]))
    return Finding("alive", frozen, limits.frozen, frozen <= limits.frozen, "minutes")


def _numbers(flows: Sequence[QueueFlows], limits: Limits) -> tuple[Finding, ...]:
    calls = sum(queue.calls for queue in flows)
    gone = sum(queue.gone for queue in flows)
    steps = sum(move.kind is not Kind.SAME for queue in flows for move in queue.moves)
    resets = sum(queue.count(Kind.RESET) for queue in flows)
    unexplained = gone / (gone + calls) if gone + calls else 1.0
    anew = resets / steps if steps else 0.0
    shown = sum(sample.number is not None for queue in flows for sample in queue.queue.samples)
    hanging = sum(queue.stale for queue in flows) / shown if shown else 0.0
    return (
        Finding("called", calls, limits.calls, calls >= limits.calls, "calls"),
        Finding("numbers", unexplained, limits.gone, unexplained <= limits.gone, "share"),
        Finding("moving", hanging, limits.stale, hanging <= limits.stale, "share"),
        Finding("resets", anew, limits.resets, anew <= limits.resets, "share", note=str(resets)),
    )


def _emptied(flows: Sequence[QueueFlows], limits: Limits) -> Finding:
    came = sum(queue.arrivals for queue in flows)
    share = sum(queue.at_last for queue in flows) / came if came else 0.0
    return Finding("emptied", share, limits.remaining, share <= limits.remaining, "share")
