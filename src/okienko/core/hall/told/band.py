"""The band of a wait that is told, and when one is told at all.

A wait is told once enough were served: the desks that may call a visit have served as
many today as go before it, or `ENOUGH` of them; until then it is not known how fast they
are today. The next one is always told: that wait is the rest of one service. Nor is a
band told that would end after closing: then only its lower end is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules

#: The band that is told: from half of the likely wait to one and a half times it and so many minutes more. How often
#: it was kept on a real log stands in docs/domain/measures.md.
LOW, HIGH, MORE = 0.5, 1.5, 5
#: Of so many services, whose times scatter about as much as they are long, the mean is off by half (one over the root
#: of four), which is as much as the band leaves to either side. Of fewer it says less than the band claims.
ENOUGH = 4
#: Shortly before closing a band of up to so many minutes is told all the same: whoever waits is served past closing.
NEAR = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A visit's place: visits that go before it, and the band of the likely wait in minutes.

    `low` and `high` are None when no desk is open for it or not `enough` were served yet to tell; `high` alone when it
    may be later than closing.
    """

    ahead: int
    low: int | None
    high: int | None
    enough: bool = True


def is_enough(hall: Hall, desks: Iterable[str], ahead: int) -> bool:
    """Have these desks served enough today for the wait of somebody with so many ahead to be told?"""
    if not ahead:
        return True
    return sum([hall.served.get(desk, 0) for desk in desks]) >= min(ahead, ENOUGH)


def until_close(rules: HallRules, at: datetime) -> float | None:
    """Minutes until which a band may reach; None when whoever waits now is served past closing anyhow."""
    if rules.opening is None or at >= rules.opening.closes_at:
        return None
    return max(NEAR, (rules.opening.closes_at - at).total_seconds() / 60)


def place_of(ahead: int, wait: float, enough: bool, till: float | None) -> Place:
    """What is told of a likely wait; `till` bounds the upper end."""
    if not enough:
        return Place(ahead=ahead, low=None, high=None, enough=False)
    low, high = band_of(wait)
    return Place(ahead=ahead, low=low, high=high if till is None or high <= till else None)


def band_of(wait: float) -> tuple[int, int]:
    return int(wait * LOW), round(wait * HIGH + MORE)
