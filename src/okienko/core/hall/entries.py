"""What may happen in a hall: the closed list of entry kinds.

Nothing changes in a hall without one of these entries, and an entry holds no
personal data: people appear by their neutral staff id, clients by the number of
their visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

DAY_KINDS = frozenset({"day_opened", "tickets_stopped", "tickets_resumed", "day_closed",
                       "regime_set", "rules_changed", "presence_set", "needs_erased"})
DESK_KINDS = frozenset({"desk_opened", "desk_paused", "desk_resumed", "desk_closed"})
VISIT_KINDS = frozenset({
    "taken", "admitted", "matter_added", "moved", "called", "recalled", "call_undone", "started",
    "missed", "reinstated", "settled", "finished", "finish_undone", "parked", "resumed", "sent",
    "went_away", "came_back", "handed", "left", "expired",
})
WISH_KINDS = frozenset({"wish_asked", "wish_sought", "wish_deferred", "wish_consented", "wish_answered", "wish_placed",
                        "wish_dated", "wish_started", "wish_met", "wish_lapsed", "wish_withdrawn"})
KINDS = DAY_KINDS | DESK_KINDS | VISIT_KINDS | WISH_KINDS

STREAM = "hall"


@dataclass(slots=True)
class Entry:
    """One thing that happened, in the stream of one office.

    `seq` has no gaps within (office, stream); `by` is who did it (`person:so-1`,
    `kiosk:3`, `visit:17`, `system`); `key` is the idempotency key of the request,
    on its first entry only. Moments inside `body` are ISO 8601 text in UTC.
    """

    seq: int
    at: datetime
    kind: str
    visit: int | None = None
    desk: str | None = None
    by: str = "system"
    body: dict[str, Any] = field(default_factory=dict)
    key: str | None = None


def moment(value: datetime | None) -> str | None:
    """A moment as it stands in the body of an entry."""
    return None if value is None else value.isoformat()


def read_moment(text: str | None) -> datetime | None:
    """The moment that `moment` wrote."""
    return None if text is None else datetime.fromisoformat(text)
