"""Playing an office's day through the hall keeper: the morning at once, the rest by the stage's clock.

Everybody of the played day acts by the same commands as the people of a real
office, through the same keeper, so that journal, rows and screens are real.
The player is a task of the server's event loop; it is the only one that moves
the stage's clock.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from okienko.actions.keeper import Answer
from okienko.core.hall.commands import Command, Tick
from okienko.core.hall.compile import rules_of
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.rules import HallRules
from okienko.core.office.office import Office
from okienko.core.stage.acts import next_act
from okienko.core.stage.cast import Cast, Doing
from okienko.core.stage.plan import plan_day

logger = logging.getLogger(__name__)

#: How many times faster than life the stage may go.
PACES = (0, 1, 5, 20, 60)
AT_FIRST = timedelta(hours=2, minutes=45)
ROUND = 0.1
DAYS_AHEAD = 28
#: So many doings at once while the morning is played.
AT_ONCE = timedelta(seconds=15)


class Halls(Protocol):
    """What the player needs of the hall keeper."""

    async def submit(self, office: str, command: Command, *, by: str, any_desk: bool = False) -> Answer: ...

    def hall(self, office: str) -> tuple[Hall, HallRules]: ...


class Clock(Protocol):
    """The stage's clock: it can be put to a later moment, and goes at a pace."""

    def now(self) -> datetime: ...

    def set(self, moment: datetime) -> None: ...

    def set_pace(self, pace: float) -> None: ...


class Player:
    """Plays one office; `speed` is what the visitor chose, `pace` how fast it goes at the moment."""

    def __init__(self, halls: Halls, *, clock: Clock, office: Office, seed: int = 7) -> None:
        self.halls, self.clock, self.office = halls, clock, office
        self.speed: float = 1
        self.pace: float = 1
        self.holding: Callable[[], bool] = lambda: False
        self.cast: Cast
        self.rules: HallRules
        self._draws = Random(seed)

    @property
    def slug(self) -> str:
        return self.office.slug

    @property
    def hall(self) -> Hall:
        return self.halls.hall(self.slug)[0]

    async def begin(self, on: date) -> None:
        """Open the first day on or after this date that is a Monday on which the office is open; play its morning."""
        self._plan(self.next_monday(on))
        opens_at = self.cast.plan.opening.opens_at
        self.clock.set_pace(0)
        self.clock.set(opens_at - timedelta(minutes=30))
        await self.play_until(opens_at + AT_FIRST)
        self.clock.set(opens_at + AT_FIRST)
        self.choose_pace()

    def next_monday(self, on: date) -> date:
        """The first Monday from this date on which the office is open."""
        days = (on + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
        return next(day for day in days if day.weekday() == 0 and self.office.opening(day) is not None)

    def _plan(self, day: date) -> None:
        self.rules = rules_of(self.office, day)
        self.cast = Cast(plan_day(self.office, rules=self.rules, draw=self._draws.random))

    async def play_until(self, moment: datetime) -> None:
        """Play everything that is due by this moment, the clock following; several at once where they fall together."""
        while (first := self._next()) is not None and first.at <= moment:
            end = min(first.at + AT_ONCE, moment)
            self.clock.set(max(first.at, self.clock.now()))
            await self._do(first)
            while (doing := self._next()) is not None and doing.at <= end:
                self.clock.set(max(doing.at, self.clock.now()))
                await self._do(doing)

    def _next(self) -> Doing | None:
        return next_act(self.hall, self.cast, rules=self.rules)

    async def _do(self, doing: Doing) -> None:
        if isinstance(doing.command, Tick):
            self.cast.ticked_at = doing.at
        self.cast.note_came(doing)
        try:
            answer = await self.halls.submit(self.slug, doing.command, by=doing.by, any_desk=True)
        except Refusal as refusal:
            logger.debug("the hall refused the stage %s: %s", doing.command, refusal.code)
            self.cast.note_refusal(doing)
            return
        self.cast.note(doing, answer.entries)

    async def live(self) -> None:
        """Live on for ever, day after day."""
        while True:
            self.choose_pace()
            await self.play_until(self.clock.now())
            if self.is_over:
                await self.begin(self.cast.plan.day + timedelta(days=1))
            await asyncio.sleep(ROUND)

    @property
    def is_over(self) -> bool:
        """Is the played day closed?"""
        return self.hall.phase == CLOSED and self.hall.day == self.cast.plan.day

    def choose_pace(self) -> None:
        """As fast as the visitor wishes; at real speed while a visitor holds a ticket or works at a desk."""
        pace = 1.0 if self.holding() else self.speed
        if pace != self.pace:
            self.pace = pace
        self.clock.set_pace(pace)
