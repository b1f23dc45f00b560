"""A day of the log as a schedule of commands, each at its moment.

Inside each interval arrivals and departures are spread over the time by a
fixed draw (the same seed gives the same day), a departure never before the
arrival of whoever departs. So at each sample of the log as many people wait in our
queue as in the log. People who are *gone* (called or left, unknown) are called
where a desk is open, and leave otherwise.

Desks open at the beginning of an interval and close at its end, as the log counts
them within the office's hours; where somebody is called while the log has no open
desk, one is opened and counted in `Schedule.added_desks`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

from okienko.core.replay.describe import Described, QueueNames
from okienko.core.replay.flows import Flow, QueueFlows
from okienko.core.replay.hours import BEFORE_FIRST, within
from okienko.core.replay.samples import OfficeDay

MARGIN = timedelta(seconds=2)
STEP = timedelta(milliseconds=1)
#: How long a called client walks to the desk.
WALK = timedelta(seconds=20)

Span = tuple[datetime, datetime]

# Of what happens at one moment: who comes, desks, who is done, who is called, who leaves.
_ORDER = ("open_day", "take", "start", "finish", "leave_desk", "open_desk", "call_next", "leave", "close_day")


@dataclass(frozen=True, slots=True)
class Planned:
    """One command at its moment. `ticket` is the visit's place in the schedule; the server gives it its number."""

    at: datetime
    do: str
    body: Mapping[str, object] = field(default_factory=dict)
    queue: str = ""
    ticket: int | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        return (self.at, _ORDER.index(self.do))


@dataclass(frozen=True, slots=True)
class Schedule:
    """All commands in order; how many wait in which queue at each sample; what had to be added or was not known."""

    commands: tuple[Planned, ...]
    waiting: Mapping[datetime, Mapping[str, int]]
    added_desks: Mapping[str, int]
    gone_called: Mapping[str, int]
    gone_left: Mapping[str, int]
    opens_at: datetime
    closes_at: datetime


@dataclass(slots=True)
class _Desk:
    """A desk while its day is planned."""

    desk: str
    person: str
    opened: bool = False
    last_call: datetime | None = None


@dataclass(slots=True)
class _Queue:
    """One queue while its day is planned."""

    id: str
    names: QueueNames
    seed: str
    desks: list[_Desk]
    waiting: list[int] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


def schedule(day: OfficeDay, flows: Sequence[QueueFlows], described: Described, *, seed: str = "") -> Schedule:
    """The schedule of an office's day; the same seed gives the same schedule."""
    opens_at, closes_at = _moment(day, described.hours.opens), _moment(day, described.hours.closes)
    plans: list[_Queue] = []
    tickets = 0
    for queue in flows:
        names = described.names[queue.queue.id]
        plan = _Queue(queue.queue.id, names, f"{seed}|{day.office}|{day.day}|{queue.queue.id}",
                      [_Desk(desk, person) for desk, person in names.desks])
        tickets = _plan_queue(plan, queue, tickets, opens_at=opens_at, closes_at=closes_at)
        plans.append(plan)
    planned = [each for plan in plans for each in plan.planned]
    first = min([opens_at, *(each.at for each in planned)]) - STEP
    last = max([closes_at, *(each.at for each in planned)]) + STEP
    planned += [Planned(first, "open_day"), Planned(last, "close_day", {"even_serving": True})]
    return Schedule(
        commands=tuple(sorted(planned, key=lambda each: each.order)),
        waiting=_waiting(flows),
        added_desks={plan.id: plan.counted["added"] for plan in plans if plan.counted["added"]},
        gone_called={plan.id: plan.counted["gone_called"] for plan in plans},
        gone_left={plan.id: plan.counted["gone_left"] for plan in plans},
        opens_at=opens_at,
        closes_at=closes_at,
    )


def _waiting(flows: Sequence[QueueFlows]) -> dict[datetime, dict[str, int]]:
    """How many wait in which queue at each sample of the log, in order of time."""
    found: dict[datetime, dict[str, int]] = {}
    for queue in flows:
        for flow in queue.flows:
            found.setdefault(flow.end, {})[queue.queue.id] = flow.after
    return {at: found[at] for at in sorted(found)}


def _plan_queue(plan: _Queue, queue: QueueFlows, tickets: int, *, opens_at: datetime, closes_at: datetime) -> int:
    """Plan one queue; returns the number of tickets so far."""
    if queue.at_first:
        first = queue.queue.samples[0].at
        for at in _spread(plan.seed + "|first", queue.at_first, first - BEFORE_FIRST, first):
            tickets = _take(plan, at, tickets)
    for index, flow in enumerate(queue.flows):
        wanted = flow.desks if flow.start < closes_at and flow.end > opens_at else 0
        _open_desks(plan, max(flow.start, opens_at), wanted)
        span = within(flow, opens_at=opens_at, closes_at=closes_at)
        tickets = _plan_flow(plan, flow, tickets, span=span, seed=f"{plan.seed}|{index}")
        _close_desks(plan, min(flow.end, closes_at), wanted)
    _close_desks(plan, max([closes_at, *(flow.end for flow in queue.flows[-1:])]), 0)
    _starts_and_finishes(plan)
    return tickets


def _plan_flow(plan: _Queue, flow: Flow, tickets: int, *, span: Span, seed: str) -> int:
    """The arrivals and departures of one interval, in the order of their moments."""
    comes = _spread(seed + "|in", flow.arrivals, *span)
    goes = _departures(seed, flow, plan, comes, span=span)
    while comes or goes:
        if comes and (not goes or comes[0] <= goes[0][0]):
            tickets = _take(plan, comes.pop(0), tickets)
            continue
        at, what = goes.pop(0)
        if what == "call":
            _call(plan, at)
        else:
            place = int(_draw(f"{seed}|{at.isoformat()}") * len(plan.waiting))
            plan.planned.append(Planned(at, "leave", {}, plan.id, plan.waiting.pop(place)))
    return tickets


def _departures(seed: str, flow: Flow, plan: _Queue, comes: Sequence[datetime], *,
                span: Span) -> list[tuple[datetime, str]]:
    """Who goes when: the k-th departure not before the arrival without which nobody would be there."""
    with_desk = flow.desks > 0 or any(desk.opened for desk in plan.desks)
    plan.counted["gone_called" if with_desk else "gone_left"] += flow.gone
    calls = flow.calls + (flow.gone if with_desk else 0)
    count = flow.calls + flow.gone + flow.left
    drawn = sorted((_draw(f"{seed}|order|{index}"), "call" if index < calls else "leave") for index in range(count))
    moments = _spread(seed + "|out", count, *span)
    goes: list[tuple[datetime, str]] = []
    last = span[0]
    for index, (at, (_, each)) in enumerate(zip(moments, drawn, strict=True)):
        needed = index - flow.before
        earliest = max(at, last + STEP, comes[needed] + STEP if needed >= 0 else at)
        goes.append((earliest, each))
        last = earliest
    return goes


def _take(plan: _Queue, at: datetime, tickets: int) -> int:
    plan.waiting.append(tickets)
    plan.planned.append(Planned(at, "take", {"matters": [plan.names.service]}, plan.id, tickets))
    return tickets + 1


def _call(plan: _Queue, at: datetime) -> None:
    """The open desk that has not called for the longest time calls whoever waits longest."""
    opened = [desk for desk in plan.desks if desk.opened]
    if not opened:
        _open_desks(plan, at - STEP, 1)
        plan.counted["added"] += 1
        opened = [desk for desk in plan.desks if desk.opened]
    desk = min(opened, key=lambda each: (each.last_call is not None, each.last_call or at, each.desk))
    desk.last_call = at
    plan.planned.append(Planned(at, "call_next", {"desk": desk.desk}, plan.id, plan.waiting.pop(0)))


def _open_desks(plan: _Queue, at: datetime, wanted: int) -> None:
    missing = wanted - sum(desk.opened for desk in plan.desks)
    for desk in [each for each in plan.desks if not each.opened][: max(0, missing)]:
        desk.opened = True
        desk.last_call = None
        plan.planned.append(Planned(at, "open_desk", {"desk": desk.desk, "person": desk.person}, plan.id))


def _close_desks(plan: _Queue, at: datetime, wanted: int) -> None:
    """Close the desks that have called least lately, until as many are open as wanted."""
    opened = [desk for desk in plan.desks if desk.opened]
    opened.sort(key=lambda each: (each.last_call is not None, each.last_call or at))
    for desk in opened[: max(0, len(opened) - wanted)]:
        desk.opened = False
        leaves_at = max(at, desk.last_call + STEP) if desk.last_call else at
        plan.planned.append(Planned(leaves_at, "leave_desk", {"desk": desk.desk}, plan.id))


def _starts_and_finishes(plan: _Queue) -> None:
    """A client who is called starts after the walk, and is done after the usual time or when the desk goes on."""
    service = timedelta(minutes=plan.names.minutes)
    by_desk: dict[str, list[Planned]] = {}
    for each in sorted(plan.planned, key=lambda each: each.order):
        if each.do in ("call_next", "leave_desk"):
            by_desk.setdefault(str(each.body["desk"]), []).append(each)
    for desk, events in by_desk.items():
        body = {"desk": desk}
        for event, following in zip(events, [*events[1:], None], strict=True):
            if event.do != "call_next":
                continue
            end = following.at if following else event.at + service
            plan.planned.append(Planned(min(event.at + WALK, end), "start", body, plan.id, event.ticket))
            done = min(event.at + service, end)
            if following is None or following.do == "leave_desk" or done < end:
                plan.planned.append(Planned(done, "finish", body, plan.id, event.ticket))


def _spread(seed: str, count: int, start: datetime, end: datetime) -> list[datetime]:
    """So many different moments inside an interval, in order, clear of both ends."""
    margin = min(MARGIN, (end - start) / 4)
    length = (end - start - 2 * margin) / timedelta(seconds=1)
    drawn = sorted(_draw(f"{seed}|{index}") for index in range(count))
    moments = [start + margin + timedelta(milliseconds=int(each * length * 1000)) for each in drawn]
    for index in range(1, count):
        moments[index] = max(moments[index], moments[index - 1] + STEP)
    return moments


def _draw(seed: str) -> float:
    """A number from 0 to 1, the same for the same text."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=6).digest()) / 2**48


def _moment(day: OfficeDay, minutes: int) -> datetime:
    """The moment when the clock on the wall shows that many minutes after midnight, in UTC."""
    wall = datetime(day.day.year, day.day.month, day.day.day, tzinfo=day.zone)
    wall = (wall.replace(tzinfo=None) + timedelta(minutes=minutes)).replace(tzinfo=day.zone)
    return wall.astimezone(day.moments[0].tzinfo)
