"""Customer-service standards: what is measured, and whether the promise is kept.

The letter says that standards of customer service were introduced (row L03). A
standard in the office's description names a measure, a quantile or share, and a
target; here it is held against what really happened. Facts come from the
finished-visit rows that are made from the journal, so that anybody who has the
journal can recompute each figure. No figure is about one employee.

Quantiles are by nearest rank: the q-quantile of n sorted values is the value at
position ceil(q × n), so that it is a wait that somebody really had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from okienko.core.office.rules import MEASURES_IN_MINUTES, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """One wait at one desk: `wait` and `service` in minutes, `promised_high` the upper end of the band that was told.

    `promised_high` is None where nothing was promised, as for every step after
    the first. `service` is None for a ticket that was missed.
    """

    queue: str
    wait: float
    service: float | None = None
    promised_high: float | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WishFact:
    """One wish to meet an officer: `minutes` from asking to meeting, None when they have not met (yet).

    `asked_at` of a wish that is still open; None once it has ended.
    """

    department: str
    minutes: float | None
    direct: bool = False
    withdrawn: bool = False
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a standard's measure shows: over how many cases, the value, and whether the promise is kept.

    `value` is in minutes or a share between 0 and 1; it and `kept` are None when
    there was no case. `within` is the share of cases that are within a target
    in minutes.
    """

    standard: str
    cases: int
    value: float | None
    within: float | None
    kept: bool | None


def due_wishes(wishes: Iterable[WishFact], *, at: datetime, target_minutes: int) -> list[WishFact]:
    """Those of which it can be said whether they were met: not an open one before the promised minutes are over."""
    bound = at - timedelta(minutes=target_minutes)
    return [wish for wish in wishes if wish.asked_at is None or wish.asked_at <= bound]


def quantile(values: Iterable[float], q: float) -> float | None:
    """The q-quantile by nearest rank, 0 < q ≤ 1; None when there are no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    return ordered[max(0, ceil(q * len(ordered)) - 1)]


def read(standard: Standard, *, steps: Sequence[StepFact], wishes: Sequence[WishFact]) -> Reading:
    """Hold a standard against the facts."""
    if standard.measure in MEASURES_IN_MINUTES:
        return _in_minutes(standard, _minutes(standard, steps, wishes))
    return _as_share(standard, _cases(standard, steps, wishes))


def _minutes(standard: Standard, steps: Sequence[StepFact], wishes: Sequence[WishFact]) -> list[float]:
    if standard.measure == "wish-time":
        return [wish.minutes for wish in wishes if wish.minutes is not None]
    ours = _of_queues(standard, steps)
    if standard.measure == "service-time":
        return [step.service for step in ours if step.service is not None]
    return [step.wait for step in ours]


def _cases(standard: Standard, steps: Sequence[StepFact], wishes: Sequence[WishFact]) -> list[bool]:
    """Each case as kept or not. A wish that the client withdrew is no case; one still open is not met."""
    if standard.measure == "wish-met-directly":
        return [wish.minutes is not None and wish.direct for wish in wishes if not wish.withdrawn]
    ours = _of_queues(standard, steps)
    if standard.measure == "missed":
        return [step.missed for step in ours]
    if standard.measure == "estimate-kept":
        return [step.wait <= step.promised_high for step in ours if step.promised_high is not None]
    return []


def _of_queues(standard: Standard, steps: Sequence[StepFact]) -> list[StepFact]:
    return [step for step in steps if not standard.queues or step.queue in standard.queues]


def _in_minutes(standard: Standard, values: list[float]) -> Reading:
    value = quantile(values, standard.quantile or 1.0)
    if value is None:
        return Reading(standard=standard.id, cases=0, value=None, within=None, kept=None)
    within = sum(minutes <= standard.target for minutes in values) / len(values)
    return Reading(standard=standard.id, cases=len(values), value=value, within=within, kept=value <= standard.target)


def _as_share(standard: Standard, cases: list[bool]) -> Reading:
    """A share of cases; of missed tickets the target is the most, of all else the least."""
    if not cases:
        return Reading(standard=standard.id, cases=0, value=None, within=None, kept=None)
    share = sum(cases) / len(cases)
    kept = share <= standard.target if standard.measure == "missed" else share >= standard.target
    return Reading(standard=standard.id, cases=len(cases), value=share, within=None, kept=kept)
