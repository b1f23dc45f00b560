"""Waiting visits in lanes, each class of a lane in the order in which its visits became ready."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from datetime import datetime

from okienko.core.hall.visit import Visit
from okienko.core.hall.waiting.desk import Desk

RETURNING = "returning"
PRIORITY = "priority"
ORDINARY = "ordinary"
CLASSES = (RETURNING, PRIORITY, ORDINARY)

LaneKey = str | tuple[str, str]
Spot = tuple[datetime, int]
#: One lane: its visits by class, each class in order; a class without visits is not in it.
Classes = dict[str, list[Spot]]


def class_of(visit: Visit) -> str:
    """The class in which a waiting visit is called."""
    if visit.leg.returning:
        return RETURNING
    return PRIORITY if visit.priority else ORDINARY


def lane_of(visit: Visit) -> LaneKey:
    """A desk's or a person's own lane when the leg is directed there, otherwise the service's."""
    leg = visit.leg
    if leg.desk is not None:
        return ("desk", leg.desk)
    if leg.person is not None:
        return ("person", leg.person)
    return leg.service


@dataclass(slots=True)
class Lanes:
    """Waiting visits by lane and class, each lane in the order in which its visits became ready."""

    lanes: dict[LaneKey, Classes] = field(default_factory=dict)

    def add(self, visit: Visit) -> None:
        classes = self.lanes.setdefault(lane_of(visit), {})
        insort(classes.setdefault(class_of(visit), []), (visit.leg.ready_at, visit.number))

    def remove(self, visit: Visit) -> None:
        key, name = lane_of(visit), class_of(visit)
        spots = self.lanes[key][name]
        del spots[bisect_left(spots, (visit.leg.ready_at, visit.number))]
        if not spots:
            del self.lanes[key][name]
            if not self.lanes[key]:
                del self.lanes[key]

    def before(self, desk: Desk) -> tuple[list[Classes], list[Classes]]:
        """The lanes from which this desk calls: those of its services, and those directed to it or to its person."""
        shared = [self.lanes[service] for service in self._services(desk)]
        own = (self.lanes.get(("desk", desk.id)), self.lanes.get(("person", desk.person)))
        return shared, [classes for classes in own if classes]

    def earlier(self, desk: Desk, moment: datetime) -> list[int]:
        """Visits that this desk might have called and that became ready before this moment."""
        found: list[int] = []
        for service in self._services(desk):
            for spots in self.lanes[service].values():
                if spots[0][0] < moment:
                    found += [number for _, number in spots[: bisect_left(spots, (moment, 0))]]
        return found

    def _services(self, desk: Desk) -> list[str]:
        if len(self.lanes) < len(desk.serves):
            return [key for key in self.lanes if key in desk.serves and isinstance(key, str)]
        return [service for service in desk.serves if service in self.lanes]
