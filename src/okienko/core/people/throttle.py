"""Brakes: so many attempts at once, then so many per minute.

A hall has one address in the network for all its guests. Tickets on the phone page
are therefore counted by phone, each known by a cookie that says nothing else, and
the address has a bound of its own, so wide that a full hall does not reach it.
"""

from __future__ import annotations

import re
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


#: The cookie by which a phone is told from the others that share its address: a random number, for one session.
PHONE_COOKIE = "okienko_phone"
_PHONE = re.compile(r"[0-9a-f]{32}")


class TicketBrake:
    """How many tickets one phone takes, and one address in all; a phone without a number shares one with its like."""

    def __init__(self, *, per_minute: float, now: Callable[[], float]) -> None:
        self._phones = Throttle(burst=6, per_minute=2, now=now, addresses=50_000)
        self._nameless = Throttle(burst=30, per_minute=20, now=now)
        self._addresses = Throttle(burst=max(30, int(3 * per_minute)), per_minute=per_minute, now=now)

    def take(self, address: str, *, phone: str | None) -> bool:
        """Take one ticket's attempt; False when this phone or this address has none left."""
        own, key = self._of(address, phone)
        if not (own.allows(key) and self._addresses.allows(address)):
            return False
        return own.take(key) and self._addresses.take(address)

    def seconds_to_wait(self, address: str, *, phone: str | None) -> int:
        """After how many seconds there will be an attempt again."""
        own, key = self._of(address, phone)
        braked = [(own, key)] if not own.allows(key) else [(self._addresses, address)]
        return max(brake.seconds_to_wait(who) for brake, who in braked)

    def _of(self, address: str, phone: str | None) -> tuple[Throttle, str]:
        if phone is None or _PHONE.fullmatch(phone) is None:
            return self._nameless, address
        return self._phones, phone
