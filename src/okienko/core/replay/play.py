"""Playing a schedule: each command at its moment, into whatever hall is behind the port.

The port `Stage` is a running server (`links.player`) or, in tests, the rules of
the hall themselves. What the hall answers is noted in `Played`; at each sample of
the log the people who wait in our queues are counted against the log's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from okienko.core.replay.describe import Described
from okienko.core.replay.reconcile import Played, PlayedVisit, RefusedStep
from okienko.core.replay.schedule import Planned, Schedule

#: Refusals that say only that the clock of the hall has done it already.
DONE_ALREADY = {"open_day": "DayAlreadyOpen", "leave_desk": "DeskClosed", "close_day": "OfficeClosed"}
#: The code of a step that was not even asked for, because its ticket was refused.
NOT_TAKEN = "NotTaken"
#: So many refusals are kept in words; all are counted.
KEPT = 50


class Refused(Exception):
    """The hall refused a command: the code for programs, the sentence in the language of whoever plays."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code, self.message = code, message


class Stage(Protocol):
    """A hall in which a day can be played."""

    def set_clock(self, at: datetime) -> None:
        """From now on it is this moment."""

    def command(self, do: str, body: Mapping[str, object], *, key: str) -> int | None:
        """Say a command; the number of the visit taken or called, or None. Raises Refused."""

    def waiting(self) -> Mapping[str, int]:
        """How many wait in each queue of the description."""


def play(schedule: Schedule, described: Described, stage: Stage, *,
         told: Callable[[int, int], None] | None = None) -> Played:
    """Play all commands in order; `told` hears how many of how many are done."""
    played = Played()
    numbers: dict[int, int] = {}
    samples = list(schedule.waiting.items())
    clock: datetime | None = None
    for index, planned in enumerate(schedule.commands):
        while samples and samples[0][0] <= planned.at:
            _compare(played, samples.pop(0)[1], described, stage)
        if planned.at != clock:
            clock = planned.at
            stage.set_clock(clock)
        _one(played, planned, numbers, stage, key=f"replay-{described.slug}-{index}")
        if told is not None:
            told(index + 1, len(schedule.commands))
    return played


def _one(played: Played, planned: Planned, numbers: dict[int, int], stage: Stage, *, key: str) -> None:
    body = dict(planned.body)
    if planned.do == "leave" and planned.ticket is not None:
        if planned.ticket not in numbers:
            _refuse(played, planned, Refused(NOT_TAKEN))
            return
        body["visit"] = numbers[planned.ticket]
    try:
        visit = stage.command(planned.do, body, key=key)
    except Refused as refused:
        if refused.code != DONE_ALREADY.get(planned.do):
            _refuse(played, planned, refused)
        return
    _note(played, planned, visit, numbers)


def _note(played: Played, planned: Planned, visit: int | None, numbers: dict[int, int]) -> None:
    """What became of a visit."""
    if visit is None or planned.ticket is None:
        return
    if planned.do == "take":
        numbers[planned.ticket] = visit
        played.visits[visit] = PlayedVisit(planned.queue, planned.at)
    elif planned.do == "call_next" and visit in played.visits:
        played.visits[visit].called_at = planned.at
    elif planned.do == "leave" and visit in played.visits:
        played.visits[visit].left_at = planned.at


def _refuse(played: Played, planned: Planned, why: Refused) -> None:
    played.refused[planned.queue] += 1
    if len(played.refusals) < KEPT:
        played.refusals.append(RefusedStep(at=planned.at, do=planned.do, queue=planned.queue, code=why.code,
                                           message=why.message))


def _compare(played: Played, expected: Mapping[str, int], described: Described, stage: Stage) -> None:
    waiting = stage.waiting()
    for queue, people in expected.items():
        played.compared += 1
        played.equal += waiting.get(described.names[queue].letter, 0) == people
