"""What time it is: the system's, one that a player sets, or one that runs at another pace."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SLOWEST, FASTEST = 1.0, 60.0


class BackwardsInTime(ValueError):
    """A clock cannot be set to an earlier moment; what has happened has happened."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class DrivenClock:
    """A clock that stands until a player sets it; for replays and tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Go to a later moment; raises BackwardsInTime."""
        if at < self._at:
            raise BackwardsInTime(BackwardsInTime.__doc__)
        self._at = at.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        self.set(self._at + timedelta(seconds=seconds))


class PacedClock:
    """A clock that starts at a moment and runs 1 to 60 times as fast as time does; it can be paused.

    `elapsed` counts seconds steadily. Changing the pace never moves the moment.
    """

    def __init__(self, start: datetime, *, speed: float = 1.0, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._elapsed = elapsed
        self._lock = threading.Lock()
        self._moment, self._since = start.astimezone(UTC), elapsed()
        self._speed = _checked(speed)
        self._is_paused = False

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def is_paused(self) -> bool:
        return self._is_paused

    def now(self) -> datetime:
        with self._lock:
            return self._now(self._elapsed())

    def _now(self, elapsed: float) -> datetime:
        if self._is_paused:
            return self._moment
        return self._moment + timedelta(seconds=(elapsed - self._since) * self._speed)

    def _anchor(self) -> None:
        elapsed = self._elapsed()
        self._moment, self._since = self._now(elapsed), elapsed

    def set_speed(self, speed: float) -> None:
        """Run at another pace from this moment on; raises ValueError outside 1 to 60."""
        speed = _checked(speed)
        with self._lock:
            self._anchor()
            self._speed = speed

    def pause(self) -> None:
        with self._lock:
            self._anchor()
            self._is_paused = True

    def resume(self) -> None:
        with self._lock:
            self._anchor()
            self._is_paused = False


def _checked(speed: float) -> float:
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"the speed must be between {SLOWEST:g} and {FASTEST:g}, not {speed:g}")
    return speed
