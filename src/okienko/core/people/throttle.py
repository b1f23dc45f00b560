"""A brake for each address: so many attempts at once, then so many per minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable


class Throttle:
    """A bucket of attempts for each address, refilled with time; memory is bounded by forgetting the oldest."""

    def __init__(self, *, burst: int, per_minute: float, now: Callable[[], float], addresses: int = 10_000) -> None:
        self._burst, self._rate, self._now, self._limit = burst, per_minute / 60, now, addresses
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Is there an attempt left? Takes none."""
        return self._level(address) >= 1

    def take(self, address: str) -> bool:
        """Take one attempt; False when there is none left."""
        level = self._level(address)
        allowed = level >= 1
        self._buckets[address] = (level - 1 if allowed else level, self._now())
        self._buckets.move_to_end(address)
        while len(self._buckets) > self._limit:
            self._buckets.popitem(last=False)
        return allowed

    def seconds_to_wait(self, address: str) -> int:
        """After how many seconds there will be an attempt again."""
        return max(1, int((1 - self._level(address)) / self._rate) + 1)

    def _level(self, address: str) -> float:
        level, since = self._buckets.get(address, (float(self._burst), self._now()))
        return min(float(self._burst), level + (self._now() - since) * self._rate)
