"""What a visit was, told when it is over: how its time was spent, and each call of it to a desk.

Every moment from the ticket to the end belongs to one of four: waiting, on the
way (called and not yet come), served, away (at another post, parked, or gone
and taken back). A step is one call to a desk and what came of it; a call that
was undone was none. When a further matter is served on the spot, that is a step
of its own with no wait.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from okienko.core.hall.entries import Entry
from okienko.core.hall.visit import AWAY, CALLED, FINISHED, MISSED, PARKED, SERVING, WAITING, Visit

WAIT, WAY, SERVICE, ABSENCE = "wait", "way", "service", "away"
#: To which of the four the time in a state belongs; who sat on after a mistaken finish was being served.
TIME_OF = {WAITING: WAIT, CALLED: WAY, SERVING: SERVICE, FINISHED: SERVICE, PARKED: ABSENCE, AWAY: ABSENCE,
           MISSED: ABSENCE}


@dataclass(frozen=True, slots=True)
class Step:
    """One call to a desk; `away` is the time away since the step before, `wait` runs from `ready_at` to the call."""

    service: str
    desk: str
    call_class: str
    out_of_order: bool
    ready_at: datetime
    called_at: datetime
    away: timedelta
    calls: int = 1
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    outcome: str | None = None

    @property
    def wait(self) -> timedelta:
        return self.called_at - self.ready_at


@dataclass(slots=True)
class Story:
    """One visit so far; `times` adds up to the whole stay."""

    arrived_at: datetime
    state: str
    since: datetime
    times: dict[str, timedelta] = field(
        default_factory=lambda: dict.fromkeys((WAIT, WAY, SERVICE, ABSENCE), timedelta(0)))
    steps: list[Step] = field(default_factory=list)
    away_before: timedelta = timedelta(0)

    def add(self, entry: Entry, *, visit: Visit, ready_at: datetime, service: str) -> None:
        """Tell on: `visit` is as the entry left it; `ready_at` and `service` what it waited for until then."""
        spent = entry.at - self.since
        kind = TIME_OF.get(self.state)
        if kind is not None:
            self.times[kind] += spent
        if kind == ABSENCE:
            self.away_before += spent
        self.state, self.since = visit.state, entry.at
        self._step(entry, visit, ready_at, service)

    def _step(self, entry: Entry, visit: Visit, ready_at: datetime, service: str) -> None:
        body = entry.body
        if entry.kind == "called":
            self.steps.append(Step(service=service, desk=entry.desk or "", call_class=body["class"],
                                   out_of_order="reason" in body, ready_at=ready_at, called_at=entry.at,
                                   away=self.away_before))
            self.away_before = timedelta(0)
        elif entry.kind == "call_undone":
            self.away_before = self.steps.pop().away
        elif entry.kind == "recalled":
            self.steps[-1] = replace(self.steps[-1], calls=self.steps[-1].calls + 1)
        elif entry.kind == "started":
            self.steps[-1] = replace(self.steps[-1], started_at=entry.at)
        elif entry.kind == "finish_undone":
            self.steps[-1] = replace(self.steps[-1], ended_at=None, ended_by=None, outcome=None)
        else:
            self._end_step(entry, visit)

    def _end_step(self, entry: Entry, visit: Visit) -> None:
        """Whatever leads away from the desk, or to the next matter there, ends the step."""
        if not self.steps or self.steps[-1].ended_at is not None:
            return
        stays = entry.kind == "settled" and visit.state == SERVING
        if visit.state in (CALLED, SERVING) and not stays:
            return
        last = self.steps[-1] = replace(self.steps[-1], ended_at=entry.at, ended_by=entry.kind,
                                        outcome=entry.body.get("outcome"))
        if stays:
            self.steps.append(Step(service=visit.leg.service, desk=last.desk, call_class=last.call_class,
                                   out_of_order=False, ready_at=entry.at, called_at=entry.at, away=timedelta(0),
                                   started_at=entry.at))
