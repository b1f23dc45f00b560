"""How a visit that was parked or away comes back to its queue."""

from __future__ import annotations

from typing import Any

from okienko.core.hall.decide.act import Act


def ready_again(act: Act, number: int) -> dict[str, Any]:
    """When a parked or absent visit's wait (re)starts: time away does not count.

    Who came from a desk returns ahead, from now; who stepped out of the queue
    keeps the wait that was already behind.
    """
    visit = act.hall.visits[number]
    if visit.leg.returning:
        return {"ready_at": act.at.isoformat(), "returning": True}
    waited = visit.since - visit.leg.ready_at
    return {"ready_at": (act.at - waited).isoformat(), "returning": False}
