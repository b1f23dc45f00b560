"""The stage's clock: goes at a pace, stands still, and can be put forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from okienko.links.clock import BackwardsInTime, PacedClock


class StageClock:
    """A paced clock that a player may put to a later moment; pace 0 stands still."""

    def __init__(self, start: datetime, *, elapsed: Callable[[], float]) -> None:
        self._elapsed, self._pace = elapsed, 1.0
        self._clock = PacedClock(start, elapsed=elapsed)
        self.set_pace(0)

    def now(self) -> datetime:
        """The moment on the stage, aware and in UTC."""
        return self._clock.now()

    def set(self, moment: datetime) -> None:
        """Go to a later moment; raises BackwardsInTime."""
        if moment < self.now():
            raise BackwardsInTime(BackwardsInTime.__doc__)
        self._clock = PacedClock(moment.astimezone(UTC), elapsed=self._elapsed)
        pace, self._pace = self._pace, 1.0
        self.set_pace(pace)

    def set_pace(self, pace: float) -> None:
        """So many times as fast as life; 0 stands still."""
        if pace == self._pace:
            return
        self._pace = pace
        if pace == 0:
            self._clock.pause()
        else:
            self._clock.set_speed(pace)
            self._clock.resume()
