"""The hall keeper: one per process, owner of all halls in it.

It takes the commands that are pending, decides them all in memory, appends the
journal lines and the changed rows of all offices in one transaction, and only
then answers. What it shows is committed. When another node was faster, the
office is folded again and its commands are decided again; when the database does
not take anything, everybody is told so, memory is dropped, and what was shown
last can still be read.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from hashlib import blake2b
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from okienko.actions.keeper.answer import Answer, Failed, Overloaded, Pending, Unavailable
from okienko.actions.keeper.halls import Clock, Halls
from okienko.actions.keeper.memory import Memory, RulesFor
from okienko.actions.keeper.show import Encode, Publish, Show, State
from okienko.actions.keeper.storing import Storing
from okienko.actions.keeper.turn import Tainted, Work, batch_of, decide_all
from okienko.core.hall.commands import Command, Tick
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import Malformed, Refusal
from okienko.core.hall.rules import HallRules
from okienko.records.journal import JournalStore, StoreError, StoreUnavailable

log = logging.getLogger("okienko.keeper")
T = TypeVar("T")
POLAND = ZoneInfo("Europe/Warsaw")
QUEUE_LIMIT = 4000
TURN_LIMIT = 512
#: Seconds for which the changes of a hall are gathered after one was shown.
GATHER = 0.05
#: Seconds between two looks at the clock and at what other nodes did.
LOOK = 1.0
KEY_LENGTH = 255

_digested = msgspec.json.Encoder(order="deterministic").encode


def digest_of(command: Command, *, by: str) -> bytes:
    """What tells one request from another: the command, its contents, and who asks."""
    return blake2b(_digested((type(command).__name__, command, by)), digest_size=16).digest()


class Keeper:
    """All its methods are for the thread of the event loop in which `start` was called.

    `rules_for(slug, date)` gives the rules of an office's day; it may read the
    database. `encode` makes JSON of plain values. `publish(slug, audience, seq,
    body)` takes what changed for those who watch, `announce({slug: seq})` tells
    other nodes after a commit; neither may block.
    """

    def __init__(self, *, store: JournalStore, rules_for: RulesFor, clock: Clock, encode: Encode = msgspec.json.encode,
                 publish: Publish | None = None, announce: Callable[[Mapping[str, int]], None] | None = None,
                 zone_of: Callable[[str], tzinfo] | None = None, queue_limit: int = QUEUE_LIMIT,
                 gather: float = GATHER, look: float = LOOK) -> None:
        self._halls = Halls(store, rules_for=rules_for, clock=clock, zone_of=zone_of or _in_poland)
        self._storing = Storing(store, halls=self._halls)
        self._encode, self._publish, self._announce = encode, publish, announce
        self._queue_limit, self._gather, self._look = queue_limit, gather, look
        self._queue: deque[Pending] = deque()
        self._news: set[str] = set()
        self._shows: dict[str, Show] = {}
        self._wake = asyncio.Event()
        self._is_deciding = False
        self._asked: list[tuple[str, Callable[[Memory], Any], asyncio.Future[Any]]] = []
        self._late_shows: set[str] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._is_open = False

    async def start(self, *offices: str) -> None:
        """Begin to work; the halls of these offices are loaded, and their days open and close by the clock."""
        self._loop = asyncio.get_running_loop()
        self._is_open = True
        self._halls.wanted.update(offices)
        self._tasks = [self._loop.create_task(self._work()), self._loop.create_task(self._watch_clock())]
        await self._halls.load_missing()

    async def stop(self) -> None:
        """Take nothing more, finish what was taken, close the store, and end."""
        self._is_open = False
        self._wake.set()
        for show in self._shows.values():
            if show.timer is not None:
                show.timer.cancel()
        if self._tasks:
            work, clock = self._tasks
            clock.cancel()
            await asyncio.gather(work, clock, return_exceptions=True)
        self._storing.close()
        self._halls.close()
        self._halls.store.close()

    # What people do.

    def submit(self, slug: str, command: Command, *, by: str, any_desk: bool = False,
               key: str | None = None) -> asyncio.Future[Answer]:
        """Ask something of a hall; the future brings the answer once it is durable, or raises a Refusal."""
        future: asyncio.Future[Answer] = self._loop.create_future()
        if not self._is_open:
            future.set_exception(Unavailable())
        elif len(self._queue) >= self._queue_limit:
            future.set_exception(Overloaded())
        elif key is not None and not (0 < len(key) <= KEY_LENGTH and key.isprintable()):
            future.set_exception(Malformed(key=key))
        else:
            digest = digest_of(command, by=by) if key is not None else None
            self._queue.append(Pending(slug, command, by, any_desk, key, digest, future))
            if len(self._queue) == 1:
                self._wake.set()
        return future

    def hint(self, slug: str, seq: int) -> None:
        """Another node says that it has stored entries up to `seq`."""
        memory = self._halls.memories.get(slug)
        if memory is not None and seq > memory.hall.seq:
            self._news.add(slug)
            self._wake.set()

    def now(self) -> datetime:
        """The clock's moment, in whole milliseconds; may be asked from any thread."""
        return self._halls.now()

    # What people see.

    def peek(self, slug: str, audience: str) -> State | None:
        """The state if it is rendered and is that of this moment; None: ask `state`."""
        memory, show = self._halls.memories.get(slug), self._shows.get(slug)
        return show.current(audience, memory) if memory is not None and show is not None else None

    async def state(self, slug: str, audience: str) -> State:
        """The committed picture of a hall, stale while the database is away. Raises UnknownThing, Unavailable."""
        while True:
            try:
                memory = await self._halls.get(slug)
            except StoreUnavailable as error:
                return self._stale(slug, audience, error)
            current = self.peek(slug, audience)
            if current is not None:
                return current
            if self._halls.memories.get(slug) is memory:
                return await self._between_turns(slug, lambda memory: self._render(slug, audience, memory))

    async def look(self, slug: str, see: Callable[[Hall, HallRules], T]) -> T:
        """What `see` makes of a committed hall; it must keep nothing of it. Raises UnknownThing, Unavailable."""
        try:
            await self._halls.get(slug)
            return await self._between_turns(slug, lambda memory: see(memory.hall, memory.rules))
        except StoreUnavailable as error:
            raise Unavailable() from error

    async def _between_turns(self, slug: str, see: Callable[[Memory], T]) -> T:
        """Look at once, or at the end of this turn: what is in memory meanwhile may never be stored."""
        memory = self._halls.memories.get(slug)
        if memory is not None and not self._is_deciding:
            return see(memory)
        future: asyncio.Future[T] = self._loop.create_future()
        self._asked.append((slug, see, future))
        return await future

    def _serve_asked(self) -> None:
        asked, self._asked = self._asked, []
        for slug, see, future in asked:
            if future.done():
                continue
            memory = self._halls.memories.get(slug)
            try:
                if memory is None:
                    raise Unavailable
                future.set_result(see(memory))
            except Exception as error:
                future.set_exception(error)

    def _render(self, slug: str, audience: str, memory: Memory) -> State:
        show = self._shows.setdefault(slug, Show(slug))
        current = show.current(audience, memory)
        if current is not None:
            return current
        if show.watchers and self._publish is not None:
            self._show_now(show, memory)
        return show.current(audience, memory) or show.render(audience, memory, encode=self._encode)

    def _stale(self, slug: str, audience: str, error: Exception) -> State:
        show = self._shows.get(slug)
        last = show.last(audience, stale=True) if show is not None else None
        if last is None:
            raise Unavailable() from error
        return last

    async def watch(self, slug: str, audience: str) -> State:
        """Begin to watch: the state from which the published changes lead on. Each watch needs its `unwatch`."""
        state = await self.state(slug, audience)
        watchers = self._shows[slug].watchers
        watchers[audience] = watchers.get(audience, 0) + 1
        return self.snapshot(slug, audience) or state

    def unwatch(self, slug: str, audience: str) -> None:
        watchers = self._shows[slug].watchers
        watchers[audience] -= 1
        if not watchers[audience]:
            del watchers[audience]

    def snapshot(self, slug: str, audience: str) -> State | None:
        """What was published last to those who watch: further changes lead on from here."""
        show = self._shows.get(slug)
        return show.last(audience, stale=slug not in self._halls.memories) if show is not None else None

    def _show(self, slug: str) -> None:
        """A hall has changed: show it now, or when the time for gathering changes is over."""
        show, memory = self._shows.get(slug), self._halls.memories.get(slug)
        if show is None or memory is None or not show.watchers or show.timer is not None:
            return
        wait = show.published_at + self._gather - self._loop.time()
        if wait <= 0:
            self._show_now(show, memory)
        else:
            show.timer = self._loop.call_later(wait, self._timer, slug)

    def _timer(self, slug: str) -> None:
        self._shows[slug].timer = None
        if self._is_deciding:
            self._late_shows.add(slug)
        else:
            self._show(slug)

    def _show_now(self, show: Show, memory: Memory) -> None:
        show.published_at = self._loop.time()
        try:
            show.publish(memory, encode=self._encode, publish=self._publish or _nobody)
        except Exception:
            log.exception("the hall of office %s could not be shown", show.slug)

    # What the keeper does.

    async def _work(self) -> None:
        while self._is_open or self._queue:
            if not self._queue and not self._news:
                self._wake.clear()
                await self._wake.wait()
            if self._news:
                await self._take_news()
            pendings = [self._queue.popleft() for _ in range(min(TURN_LIMIT, len(self._queue)))]
            if pendings:
                await self._turn(pendings)

    async def _take_news(self) -> None:
        news, self._news = self._news, set()
        for slug in sorted(news):
            try:
                if await self._halls.take_news(slug):
                    self._show(slug)
            except StoreError as error:
                log.warning("news of office %s: %s", slug, error)
            except Exception:
                log.exception("the news of office %s could not be taken in", slug)

    async def _turn(self, pendings: list[Pending]) -> None:
        """Decide, store, answer; whatever happens, nobody is left without an answer."""
        works = _by_office(pendings)
        self._is_deciding = True
        try:
            for work in works:
                await self._decide(work)
            await self._storing.store(works, batch_of(works))
        except Exception:
            log.exception("a turn of the keeper failed")
            for work in works:
                self._halls.drop(work.slug)
                work.fail(Failed())
        finally:
            self._is_deciding = False
            self._halls.committed(work.slug for work in works)
            for pending in pendings:
                pending.settle()
            self._serve_asked()
        self._tell(works)

    async def _decide(self, work: Work) -> None:
        """Decide an office's commands on its hall; a hall that one of them broke is folded again for the others."""
        try:
            while work.open_pendings():
                work.memory = await self._halls.get(work.slug)
                now = self._halls.now()
                await self._halls.with_todays_rules(work.memory, now=now)
                try:
                    work.lines = decide_all(work.memory, work.open_pendings(), now=now)
                    return
                except Tainted:
                    self._halls.drop(work.slug)
        except StoreError:
            work.fail(Unavailable())
        except Refusal as refusal:
            work.fail(refusal)
        except Exception:
            log.exception("the hall of office %s cannot be made ready", work.slug)
            self._halls.drop(work.slug)
            work.fail(Failed())

    def _tell(self, works: list[Work]) -> None:
        """Show what is committed now: to who watches, to other nodes."""
        late, self._late_shows = self._late_shows, set()
        for slug in {work.slug for work in works} | late:
            self._show(slug)
        told = {work.slug: work.lines[-1].seq for work in works if work.lines}
        if told and self._announce is not None:
            self._announce(told)

    async def _watch_clock(self) -> None:
        """Once a second: what the clock does by itself, what other nodes did, what has to be loaded again."""
        while True:
            await asyncio.sleep(self._look)
            try:
                await self._halls.load_missing()
                self._news |= await self._halls.behind()
                if self._news:
                    self._wake.set()
                self._tick()
            except StoreError as error:
                log.warning("the journal cannot be read: %s", error)
            except Exception:
                log.exception("the look at the clock failed")

    def _tick(self) -> None:
        now = self._halls.now()
        for slug, memory in self._halls.memories.items():
            due = memory.due()
            if not memory.day_begins <= now < memory.day_ends or (due is not None and due <= now):
                self.submit(slug, Tick(), by="system").add_done_callback(_ignore)


def _by_office(pendings: list[Pending]) -> list[Work]:
    works: dict[str, Work] = {}
    for pending in pendings:
        work = works.get(pending.slug)
        if work is None:
            work = works[pending.slug] = Work(pending.slug)
        work.pendings.append(pending)
    return list(works.values())


def _ignore(future: asyncio.Future[Answer]) -> None:
    """Nobody waits for the clock's own commands; a refusal of one is of no interest."""
    if not future.cancelled():
        future.exception()


def _in_poland(slug: str) -> tzinfo:
    del slug
    return POLAND


def _nobody(slug: str, audience: str, seq: int, body: bytes) -> None:
    """Publish to nobody."""
