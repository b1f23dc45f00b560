"""What can be told of each queue today, counted anew from the hall: for the open interfaces and the public page.

Nothing here is a counter that somebody keeps: each figure is counted over the
visits of the day whenever it is asked for, so it cannot drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import FINISHED, WAITING


@dataclass(slots=True, kw_only=True)
class QueueFigures:
    """A queue today: visits waiting, desks serving it, tickets taken and visits finished in it, the last call."""

    queue: str
    waiting: int = 0
    desks: int = 0
    taken: int = 0
    served: int = 0
    last_called: str = ""
    last_called_at: datetime | None = None
    oldest_ready_at: datetime | None = None


def queue_figures(hall: Hall, rules: HallRules) -> dict[str, QueueFigures]:
    """By queue. A visit was taken and is finished in the queue of its first matter; it waits where it waits now.

    What a new description has taken away counts in no queue.
    """
    nowhere = QueueFigures(queue="")
    found = {queue: QueueFigures(queue=queue) for queue in rules.queues}
    for desk in hall.desks.values():
        for queue in {rules.services[service].queue for service in desk.serves}:
            found.get(queue, nowhere).desks += 1
    for visit in hall.visits.values():
        first = found.get(rules.services[visit.matters[0].service].queue, nowhere)
        first.taken += 1
        first.served += visit.state == FINISHED
        now = found.get(rules.services[visit.leg.service].queue, nowhere)
        if visit.state == WAITING:
            now.waiting += 1
            if now.oldest_ready_at is None or visit.leg.ready_at < now.oldest_ready_at:
                now.oldest_ready_at = visit.leg.ready_at
        if visit.called_at is not None and (now.last_called_at is None or visit.called_at > now.last_called_at):
            now.last_called, now.last_called_at = visit.ticket, visit.called_at
    return found
