"""Whether what people do can be stored now: for whoever watches the server, at no cost and without waiting."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from okienko.records.journal import StoreError, StoreUnavailable

#: A batch is stored in milliseconds; one that takes so many seconds is held up.
STUCK_SECONDS = 5.0
#: So many seconds after a batch that was not stored the next one may fail as well, unless one was stored since.
DOUBT_SECONDS = 15.0
#: What keeps commands from being stored; codes for programs.
STOPPED, STUCK, UNREACHABLE, NOT_STORED = "stopped", "stuck", "unreachable", "not_stored"


class Pulse:
    """Takes note of every batch and every look at the database. Used by the event loop only."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun: dict[int, float] = {}
        self._batches = 0
        self._failed_at: float | None = None
        self._is_reached = True

    async def batch(self, appending: Awaitable[None]) -> None:
        """A batch on its way; raises what `appending` raises."""
        self._batches += 1
        number = self._batches
        self._begun[number] = self._now()
        try:
            await appending
        except StoreUnavailable:
            self._failed_at = self._now()
            raise
        else:
            self._failed_at = None
        finally:
            del self._begun[number]

    def looked(self, error: StoreError | None) -> None:
        """The database was asked something, as it is each second; `error` is why it did not answer."""
        self._is_reached = not isinstance(error, StoreUnavailable)

    def trouble(self) -> str | None:
        """Why commands cannot be stored now, one of the codes above; None when they can."""
        now = self._now()
        if any(now - begun >= STUCK_SECONDS for begun in self._begun.values()):
            return STUCK
        if not self._is_reached:
            return UNREACHABLE
        if self._failed_at is not None and now - self._failed_at < DOUBT_SECONDS:
            return NOT_STORED
        return None
