"""Playing an office's day through the hall keeper: the morning at once, the rest by the stage's clock.

With the last ticket of the day the next day follows, unless a visitor is still being served.

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

from okienko.actions.keeper import NotNow
from okienko.actions.stage.halls import Clock, Halls
from okienko.core.hall.commands import Tick
from okienko.core.hall.compile import rules_of
from okienko.core.hall.hall import CLOSED, STOPPED, Hall
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.rules import HallRules
from okienko.core.office.office import Office
from okienko.core.stage.acts import next_act
from okienko.core.stage.cast import Cast, Doing
from okienko.core.stage.plan import OfficeDoesNotOpen, plan_day

logger = logging.getLogger(__name__)

#: How many times faster than life the stage may go.
PACES = (0, 1, 5, 20, 60)
#: A Monday with much going on at a quarter to eleven: wishes sought, promised and met, short queues for ID cards.
SEED = 47
AT_FIRST = timedelta(hours=2, minutes=45)
#: After closing, by when whoever is still in the house is done.
EVENING = timedelta(hours=4)
ROUND = 0.1
DAYS_AHEAD = 100


def _nobody_holds(hall: Hall) -> bool:
    """Without visitors the stage never waits."""
    del hall
    return False


class Player:
    """Plays one office; `speed` is what the visitor chose, `pace` how fast it goes at the moment."""

    def __init__(self, halls: Halls, *, clock: Clock, office: Office, seed: int = SEED) -> None:
        self.halls, self.clock, self.office = halls, clock, office
        self.speed: float = 1
        self.pace: float = 0
        self.is_held: Callable[[Hall], bool] = _nobody_holds
        self.cast: Cast
        self.rules: HallRules
        self._draws = Random(seed)
        self._waits_for_visitor = False
        self._is_over = False
        self._gives_tickets = True

    @property
    def slug(self) -> str:
        return self.office.slug

    async def begin(self, on: date) -> None:
        """Open the first Monday on or after this date on which the office is open; play its morning."""
        self._plan(self.next_day(on))
        opens_at = self.cast.plan.opening.opens_at
        self.clock.set_pace(0)
        self.clock.set(max(opens_at - timedelta(minutes=30), self.clock.now()))
        await self.play_until(opens_at + AT_FIRST, driving=True)
        self.clock.set(max(opens_at + AT_FIRST, self.clock.now()))
        self.choose_pace()

    def next_day(self, on: date) -> date:
        """The first open Monday from this date; another day for an office that has none. Raises OfficeDoesNotOpen."""
        days = [on + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
        opened = [day for day in days if self.office.opening(day) is not None]
        if not opened:
            raise OfficeDoesNotOpen
        return next((day for day in opened if day.weekday() == 0), opened[0])

    def _plan(self, day: date) -> None:
        self.rules = rules_of(self.office, day)
        self.cast = Cast(plan_day(self.office, rules=self.rules, draw=self._draws.random))

    async def play_until(self, moment: datetime, *, driving: bool = False) -> None:
        """Play everything that is due by this moment; when driving, the clock follows."""
        while (doing := await self._next()) is not None and doing.at <= moment:
            if driving:
                self.clock.set(max(doing.at, self.clock.now()))
            await self._do(doing)

    async def _next(self) -> Doing | None:
        return await self.halls.look(self.slug, self._see)

    def _see(self, hall: Hall, rules: HallRules) -> Doing | None:
        """The next doing; and, in passing, whether a visitor is to be waited for and the day is over."""
        self.rules = rules
        self._waits_for_visitor = self.is_held(hall)
        is_today = hall.day == self.cast.plan.day
        self._is_over = hall.phase == CLOSED and is_today
        self._gives_tickets = not (hall.phase == STOPPED and is_today)
        return next_act(hall, self.cast, rules=rules)

    async def _do(self, doing: Doing) -> None:
        if isinstance(doing.command, Tick):
            self.cast.ticked_at = doing.at
        self.cast.note_came(doing)
        try:
            answer = await self.halls.submit(self.slug, doing.command, by=doing.by, any_desk=True)
        except NotNow:
            await asyncio.sleep(1)
        except Refusal as refusal:
            logger.debug("the hall refused the stage %s: %s", doing.command, refusal.code)
            self.cast.note_refusal(doing)
        else:
            self.cast.note(doing, answer.entries)

    async def live(self) -> None:
        """Live on for ever, day after day."""
        while True:
            try:
                await self.round()
            except NotNow as error:
                await asyncio.sleep(error.retry_after)
            except Exception:
                logger.exception("a round of the stage failed")
                await asyncio.sleep(1)
            await asyncio.sleep(ROUND)

    async def round(self) -> None:
        """Whatever is due now."""
        await self.play_until(self.clock.now())
        self.choose_pace()
        if self._is_over or not (self._gives_tickets or self._waits_for_visitor):
            await self._go_on()

    async def _go_on(self) -> None:
        """Nothing more can be tried today: play the evening at once, then begin the next day."""
        self.clock.set_pace(0)
        await self.play_until(self.cast.plan.opening.closes_at + EVENING, driving=True)
        await self.begin(self.cast.plan.day + timedelta(days=1))

    def choose_pace(self) -> None:
        """As fast as the visitor wishes; at real speed while a visitor holds a ticket or works at a desk."""
        self.pace = 1.0 if self._waits_for_visitor else self.speed
        self.clock.set_pace(self.pace)
