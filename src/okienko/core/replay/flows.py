"""Flows of a queue, derived from its samples: who came, who was called, who gave up.

Between two samples of a queue

    people after = people before + arrivals - calls - left - gone

always holds. Calls are the advance of the number; arrivals are the change of the
queue and the calls; a negative remainder are people who left. Where the number
does not bound the calls, people who disappeared from the queue are `gone`: called
or left, unknown which. Arrivals are at least these: somebody who came and left
between two samples is not seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from okienko.core.replay.numbers import MOST_CALLS, Display, Kind, Move
from okienko.core.replay.samples import OfficeDay, QueueLog, Sample

#: A number that stands so long, while the queue became shorter so often, is an old one.
STALE_TIME = timedelta(minutes=60)
STALE_STEPS = 3


class Known(StrEnum):
    """How well the calls of an interval are known."""

    EXACT = "exact"
    BOUNDED = "bounded"  # at least so many, perhaps more
    ACROSS = "across"  # the number was away for some samples; the total is known, its moments are not
    UNKNOWN = "unknown"  # no number


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One queue from one sample to the next; `calls` are those that are proved."""

    start: datetime
    end: datetime
    before: int
    after: int
    desks: int
    arrivals: int
    calls: int
    left: int
    gone: int
    known: Known

    @property
    def is_busy(self) -> bool:
        """Whether anybody came or went."""
        return bool(self.arrivals or self.calls or self.left or self.gone)

    @property
    def may_hide_calls(self) -> bool:
        """No number, and a desk is open or somebody came or went; with none of these nobody is called."""
        return self.known is Known.UNKNOWN and (self.desks > 0 or self.is_busy)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFlows:
    """A queue's day: who waited at the first sample, the flows since, and what the numbers proved."""

    queue: QueueLog
    at_first: int
    flows: tuple[Flow, ...]
    moves: tuple[Move, ...]
    mixed: bool
    shared: bool
    stale: int = 0  # samples at which the display only repeated an old number

    @property
    def arrivals(self) -> int:
        return self.at_first + sum(flow.arrivals for flow in self.flows)

    @property
    def calls(self) -> int:
        return sum(flow.calls for flow in self.flows)

    @property
    def left(self) -> int:
        return sum(flow.left for flow in self.flows)

    @property
    def gone(self) -> int:
        return sum(flow.gone for flow in self.flows)

    @property
    def at_last(self) -> int:
        return self.flows[-1].after if self.flows else self.at_first

    @property
    def most_calls(self) -> int | None:
        """At most so many calls, or None when the numbers do not bound them."""
        if any(flow.may_hide_calls for flow in self.flows):
            return None
        highs = [move.high for move in self.moves]
        return None if None in highs else sum(high for high in highs if high is not None)

    @property
    def advance(self) -> int:
        """Calls by the plain rule: the sum of all advances from 1 to 60, whatever the letters."""
        return sum(move.advance for move in self.moves)

    def count(self, kind: Kind) -> int:
        return sum(move.kind is kind for move in self.moves)


def derive(day: OfficeDay) -> tuple[QueueFlows, ...]:
    """The flows of each queue that has at least one sample with a known number of people."""
    shared = shared_numbers(day)
    found = []
    for queue in day.queues:
        samples = [sample for sample in queue.samples if sample.waiting is not None]
        if samples:
            found.append(_queue_flows(day, queue, samples, shared=queue.id in shared))
    return tuple(found)


def shared_numbers(day: OfficeDay) -> frozenset[str]:
    """Queues that draw on one numbering with another queue of the same letter.

    Several queues may have one letter. Where each shows numbers that the other
    does not (fewer than one in ten in common), and most of them lie between
    neighbouring numbers of the other, they take turns in one series; where both show
    the same all day it is one display. Otherwise each counts for itself.
    """
    by_letter: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
    for queue in day.queues:
        values = [s.number.value for s in queue.samples if s.number is not None and s.number.prefix == queue.letter]
        if len(set(values)) > 1:
            by_letter[queue.letter].append((queue.id, values))
    found: set[str] = set()
    for queues in by_letter.values():
        for (one, values), (other, others) in combinations(queues, 2):
            if values == others or _take_turns(set(values), set(others)):
                found |= {one, other}
    return frozenset(found)


def _take_turns(one: set[int], other: set[int]) -> bool:
    fewer = min(len(one), len(other))
    in_common = len(one & other)
    return fewer >= 5 and in_common * 10 < fewer and _lie_between(one, other) and _lie_between(other, one)


def _lie_between(one: set[int], other: set[int]) -> bool:
    """Whether most numbers of the one lie between two neighbouring numbers of the other."""
    spans = [(low, high) for low, high in pairwise(sorted(other)) if high - low <= MOST_CALLS]
    between = sum(any(low < value < high for low, high in spans) for value in one)
    return between * 2 > len(one)


def stale_samples(samples: Sequence[Sample]) -> frozenset[datetime]:
    """The moments at which the display only repeats an old number.

    A display may hang for hours while people come and go, and catch up at once. A
    number that has not changed for an hour or more, although the queue became
    shorter at least STALE_STEPS times meanwhile, says nothing after it was first
    shown; how many were called in all the next number tells.
    """
    stale: set[datetime] = set()
    run: list[Sample] = []
    for sample in samples:
        if run and sample.number == run[0].number:
            run.append(sample)
            continue
        stale |= _stale_run(run)
        run = [sample]
    return frozenset(stale | _stale_run(run))


def _stale_run(run: Sequence[Sample]) -> set[datetime]:
    if not run or run[0].number is None or run[-1].at - run[0].at < STALE_TIME:
        return set()
    shorter = sum((two.waiting or 0) < (one.waiting or 0) for one, two in pairwise(run))
    return {sample.at for sample in run[1:]} if shorter >= STALE_STEPS else set()


def _queue_flows(day: OfficeDay, queue: QueueLog, samples: list[Sample], *, shared: bool) -> QueueFlows:
    others = day.letters - {queue.letter}
    numbers = [sample.number for sample in samples if sample.number is not None]
    display = Display(letter=queue.letter, others=others, shared=shared)
    display.mixed = any(display.is_foreign(number) for number in numbers)
    stale = stale_samples(samples)
    flows: list[Flow] = []
    moves: list[Move] = []
    last_known: int | None = None
    for index, sample in enumerate(samples):
        if sample.number is None or sample.at in stale:
            continue
        since = last_known if last_known is not None else 0
        move = display.show(sample.number, minutes=(sample.at - samples[since].at).total_seconds() / 60)
        if last_known is None and move.high is None:
            since = max(index - 1, 0)
            flows += [_flow(one, two) for one, two in pairwise(samples[: since + 1])]
        if index > since:
            moves.append(move)
            flows += _between(samples[since : index + 1], move)
        last_known = index
    tail = samples[last_known if last_known is not None else 0 :]
    flows += [_flow(one, two) for one, two in pairwise(tail)]
    return QueueFlows(queue=queue, at_first=samples[0].waiting or 0, flows=tuple(flows), moves=tuple(moves),
                      mixed=display.mixed, shared=shared, stale=len(stale))


def _between(samples: Sequence[Sample], move: Move) -> list[Flow]:
    """Flows from one known number to the next: the calls go first where the queue became shorter, the rest last."""
    pairs = list(pairwise(samples))
    calls = [0] * len(pairs)
    rest = move.low
    for index, (one, two) in enumerate(pairs):
        calls[index] = min(rest, max(0, (one.waiting or 0) - (two.waiting or 0)))
        rest -= calls[index]
    calls[-1] += rest
    slack = None if move.high is None else move.high - move.low
    known = Known.ACROSS if len(pairs) > 1 else Known.EXACT if move.is_exact else Known.BOUNDED
    flows = []
    for (one, two), called in zip(pairs, calls, strict=True):
        flow = _flow(one, two, calls=called, slack=slack, known=known)
        slack = None if slack is None else slack - flow.gone
        flows.append(flow)
    return flows


def _flow(one: Sample, two: Sample, *, calls: int = 0, slack: int | None = None, known: Known = Known.UNKNOWN) -> Flow:
    """One interval; whoever disappeared beyond the calls is gone as far as the slack reaches, and otherwise left."""
    before, after = one.waiting or 0, two.waiting or 0
    balance = after - before + calls
    missing = max(0, -balance)
    gone = missing if slack is None else min(missing, slack)
    return Flow(start=one.at, end=two.at, before=before, after=after, desks=_desks(one, two),
                arrivals=max(0, balance), calls=calls, left=missing - gone, gone=gone, known=known)


def _desks(one: Sample, two: Sample) -> int:
    return two.desks if two.desks is not None else one.desks or 0


def kinds(flows: Sequence[QueueFlows]) -> Counter[Kind]:
    """How often each kind of step was seen in an office's day."""
    return Counter(move.kind for queue in flows for move in queue.moves)
