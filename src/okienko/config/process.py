"""One process: the live hall first, Django behind it, and what runs beside both."""

from __future__ import annotations

import asyncio
import logging
import logging.config
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

from okienko.actions.keeper import Keeper
from okienko.actions.submit import register_keeper
from okienko.actions.upkeep.version import version
from okienko.config.halls import Descriptions
from okienko.config.pages import Pages
from okienko.config.routes import LIVE_ROUTES
from okienko.config.words import Words
from okienko.core.hall.commands import Tick
from okienko.core.hall.refusals import Malformed, Refusal
from okienko.core.people.codes import Codes
from okienko.core.people.tokens import Signer
from okienko.core.people.who import DEVICE, PERSON
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.app import Live
from okienko.faces.live.stream.hub import Hub
from okienko.faces.live.wire import Said, Say
from okienko.links.broadcast import news_of
from okienko.links.clock import BackwardsInTime, DrivenClock, SystemClock
from okienko.links.holidays import remember_in
from okienko.records.journal import StoreError
from okienko.records.journal.stores import open_store
from okienko.records.reader import Reader, Unreadable
from okienko.records.serving import BeingMended
from okienko.records.serving.places import place_of

if TYPE_CHECKING:
    from okienko.actions.followers import FollowerThread

logger = logging.getLogger("okienko.process")
#: A revoked person or device is refused within this many seconds.
ACCESS_SECONDS = 0.5
#: How long after the start Django is imported, unless somebody asks for a page before.
PAGES_SECONDS = 0.7
#: How often the process makes sure that it is known to serve, for whoever wants the database alone.
PLACE_SECONDS = 5.0


class NotReady(Exception):
    """The database has no tables yet, or cannot be reached. Run `okienko upgrade`, then `okienko doctor`."""


class Process:
    """An ASGI application made of the live hall and Django, by the settings; `clock` is the system's unless given."""

    def __init__(self, settings: ModuleType, *, clock: Any = None) -> None:
        secret = settings.SECRET_KEY.encode()
        self._settings = settings
        self.clock = clock or (DrivenClock(datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
                               if settings.OKIENKO_REPLAY else SystemClock())
        self.access = Access(signer=Signer.of(secret), now=time.time, has_player=settings.OKIENKO_REPLAY)
        self.hub = Hub(may_stay=self.access.holds, limit=settings.OKIENKO_LISTENERS)
        self.pages = Pages(threads=settings.OKIENKO_THREADS, largest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        self._codes = Codes.of(secret)
        self._place = place_of(settings.OKIENKO_DATABASE_URL)
        self._tasks: list[asyncio.Task[Any]] = []
        self._live: Live | None = None
        self._followers: FollowerThread | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            if self._live is not None and scope["path"].startswith("/live/"):
                await self._live(scope, receive, send)
            else:
                await self.pages(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1000})

    def again(self, wire: bytes, say: Say) -> bool:
        """Answer a request to the hall like one before; False when it has to be parsed."""
        return self._live is not None and self._live.again(wire, say)

    def at_once(self, scope: Any, data: bytes, say: Say, *, wire: bytes = b"") -> bool:
        """Answer a whole request to the hall without waiting; False when it has to come through `__call__`."""
        return self._live is not None and self._live.at_once(scope, data, say, wire=wire)

    def unread(self, refusal: Refusal, headers: Iterable[tuple[bytes, bytes]]) -> Said | None:
        """No to what never became a request, in words; None before the hall is there."""
        return self._live.unread(refusal, headers) if self._live is not None else None

    async def start(self) -> None:
        """Put the hall together and begin; Django is imported behind it. Raises NotReady."""
        url = self._settings.OKIENKO_DATABASE_URL
        remember_in(self._settings.VAR)
        self._reader, self._watcher = Reader(url), Reader(url)
        descriptions = Descriptions(self._reader)
        try:
            store = open_store(url)
            offices = sorted(store.offices())
            self._place.enter(version())
            self.access.renew(self._snapshot(self._watcher.stamp()))
        except BeingMended as error:
            raise NotReady(str(error)) from error
        except (StoreError, Unreadable) as error:
            raise NotReady(NotReady.__doc__) from error
        self.news = news_of(url)
        self.keeper = Keeper(store=store, rules_for=descriptions.rules_for, clock=self.clock,
                             zone_of=descriptions.zone_of, publish=self.hub.publish,
                             announce=self.news.announce if self.news else None)
        self.hub.halls = self.keeper
        await self.keeper.start(*offices)
        register_keeper(self.keeper)
        if self.news is not None:
            loop = asyncio.get_running_loop()
            self.news.begin(lambda office, seq: tell(loop, self.keeper.hint, office, seq))
        self._live = Live(LIVE_ROUTES, halls=self.keeper, hub=self.hub, access=self.access, codes=self._codes,
                          now=time.monotonic, clock=self.clock.now, zone_of=descriptions.zone_of,
                          words=Words(self._settings.LOCALE_PATHS), hosts=self._settings.ALLOWED_HOSTS,
                          tickets_per_minute=self._settings.OKIENKO_TICKETS_PER_MINUTE,
                          set_clock=self._set_clock if self._settings.OKIENKO_REPLAY else None)
        self._run(self.hub.beat())
        self._run(self._watch_access())
        self._run(self._keep_place())
        self._run(self._follow(url))

    async def stop(self) -> None:
        """End the streams, store what was taken, close what is open."""
        self.hub.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._followers is not None:
            await asyncio.to_thread(self._followers.end)
        register_keeper(None)
        if self.news is not None:
            await asyncio.to_thread(self.news.end)
        await self.keeper.stop()
        self._reader.close()
        self._watcher.close()
        self._place.leave()

    async def _follow(self, url: str) -> None:
        """Import Django once the screens that wait for the hall are back; then let the followers read the journal."""
        await asyncio.sleep(PAGES_SECONDS)
        await asyncio.to_thread(self.pages.load)
        from okienko.actions.followers import (
            FinishedFollower,
            FollowerThread,
            NumbersFollower,
            described_department,
        )

        self._followers = FollowerThread(lambda: [FinishedFollower(described_department), NumbersFollower()],
                                         store=lambda: open_store(url))
        self._followers.start()

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        task.add_done_callback(_report)
        self._tasks.append(task)

    async def _set_clock(self, office: str, at: datetime) -> None:
        try:
            self.clock.set(at)
        except BackwardsInTime as error:
            raise Malformed(at=str(error)) from None
        await self.keeper.submit(office, Tick(), by="player")

    async def _watch_access(self) -> None:
        """Renew the permission snapshot when somebody was changed, and cut the streams of whoever may not stay."""
        while True:
            await asyncio.sleep(ACCESS_SECONDS)
            try:
                stamp = await asyncio.to_thread(self._watcher.stamp)
                if stamp == self.access.stamp:
                    continue
                self.access.renew(await asyncio.to_thread(self._snapshot, stamp))
                self.hub.recheck()
            except Unreadable as error:
                logger.warning("who may sign in cannot be read: %s", error)

    async def _keep_place(self) -> None:
        """A lost session of the database takes the place with it: take it again."""
        while True:
            await asyncio.sleep(PLACE_SECONDS)
            try:
                await asyncio.to_thread(self._place.enter, version())
            except Exception as error:  # each database has errors of its own, and the hall goes on without the place
                logger.warning("the database does not know that it is served: %s", error)

    def _snapshot(self, stamp: str) -> Snapshot:
        known = {(PERSON, pk): Known(office, version, roles, person)
                 for pk, office, version, roles, person in self._watcher.accounts()}
        known |= {(DEVICE, pk): Known(office, version, (kind,))
                  for pk, office, version, kind in self._watcher.devices()}
        return Snapshot(stamp, known)

    async def _lifespan(self, receive: Any, send: Any) -> None:
        await receive()
        try:
            await self.start()
        except NotReady as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})


def tell(loop: asyncio.AbstractEventLoop, hear: Callable[..., None], *news: object) -> None:
    """Hand news over to the thread of the loop; one that has ended needs none."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(hear, *news)


def _report(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and task.exception() is not None:
        logger.error("a task of the process ended", exc_info=task.exception())
