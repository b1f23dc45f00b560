"""The process of the demonstration: the usual one, with a clock of its own and the player beside it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any, cast

from okienko.actions.keeper import Keeper
from okienko.actions.stage import Audience, Player, Visitor, Watched
from okienko.actions.stage.clock import StageClock
from okienko.actions.stage.guard import NotADemonstration, demand_demonstration
from okienko.actions.submit import register_keeper
from okienko.actions.workplace.attendance import listen
from okienko.config.halls import Descriptions
from okienko.config.process import NotReady, Process, tell
from okienko.config.routes import STAGE_LIVE_ROUTES
from okienko.config.words import Words
from okienko.faces.stage.live import PREFIX, StageLive
from okienko.records.marker import is_demonstration
from okienko.records.reader import Reader

#: The stage's calendar begins this long before today, so that its days look like now.
BACK = timedelta(days=6)


class StageProcess(Process):
    """Plays the only office of a demonstration database."""

    def __init__(self, settings: ModuleType, *, slug: str, today: date) -> None:
        first = today - BACK
        midnight = datetime(first.year, first.month, first.day, tzinfo=UTC)
        super().__init__(settings, clock=StageClock(midnight, elapsed=time.monotonic))
        self._slug, self._first = slug, first
        self._stage: StageLive | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and self._stage is not None and scope["path"].startswith(PREFIX):
            await self._stage(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def start(self) -> None:
        """As usual, then the morning is played and the day lives on. Raises NotReady."""
        url = self._settings.OKIENKO_DATABASE_URL
        reader = Reader(url)
        _, office = Descriptions(reader).office(self._slug)
        reader.close()
        try:
            demand_demonstration(office, is_marked=self._settings.OKIENKO_DEMO and is_demonstration(url))
        except NotADemonstration as error:
            raise NotReady(str(error)) from error
        await super().start()
        self.player = Player(self.keeper, clock=self.clock, office=office)
        visitor = Visitor(self.player, now=time.monotonic, address=self._phone_page)
        watched = Watched(self.keeper, note=visitor.note_session)
        register_keeper(cast(Keeper, watched))
        loop = asyncio.get_running_loop()
        listen(lambda by, desk: tell(loop, visitor.note_session, by, desk))
        if self._live is not None:
            self._live.halls = watched
        audience = Audience(visitor, now=time.monotonic)
        self._stage = StageLive(STAGE_LIVE_ROUTES, visitor=visitor, audience=audience, words=_words(self._settings))
        await self.player.begin(self._first)
        self._run(self.player.live())
        self._run(audience.live())

    async def stop(self) -> None:
        """As usual; nobody is told any more who looks at a desk."""
        listen(None)
        await super().stop()

    def _phone_page(self, visit: int, day: str) -> str:
        code = self._codes.make(visit, office=self._slug, day=day)
        return f"/{self._slug}/t/{code}/"


def _words(settings: ModuleType) -> Any:
    said = Words(settings.LOCALE_PATHS)
    return lambda sentence, language: said(language, sentence)
