"""A desk of today, as the hall knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Desk:
    """A desk at which somebody is signed in.

    `serves` are the services that this person may serve here today. The two
    counters bound how often returning and priority clients go first, and outlast
    whoever sits there; `acted_at` is when something was last done there.
    """

    id: str
    person: str
    serves: frozenset[str]
    since: datetime
    acted_at: datetime
    paused: bool = False
    visit: int | None = None
    returners_in_row: int = 0
    priority_in_row: int = 0
    #: The two counters before the last call, which may have been a mistake.
    rows_before: tuple[int, int] = (0, 0)
    changed: int = 0

    @property
    def is_free(self) -> bool:
        return self.visit is None and not self.paused
