"""The hall keeper: one per process, owner of all halls in it.

It takes the commands that are pending, decides them all in memory, appends the
journal lines and the changed rows of all offices in one transaction, and only
then answers (`turning`). What it shows is committed (`looking`). When another
node was faster, the office is folded again and its commands are decided again;
when the database does not take anything, everybody is told so, memory is dropped,
and what was shown last can still be read (`storing`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from hashlib import blake2b
from zoneinfo import ZoneInfo

import msgspec

from okienko.actions.keeper.answer import Answer, Overloaded, Pending, Then, Unavailable
from okienko.actions.keeper.halls import Clock, Halls
from okienko.actions.keeper.memory import RulesFor
from okienko.actions.keeper.pulse import STOPPED
from okienko.actions.keeper.show import Encode, Publish
from okienko.actions.keeper.turning import Turning
from okienko.core.hall.commands import Command, RenewRules, Take, Tick
from okienko.core.hall.refusals import Malformed
from okienko.records.journal import JournalStore, StoreError

log = logging.getLogger("okienko.keeper")
POLAND = ZoneInfo("Europe/Warsaw")
QUEUE_LIMIT = 4000
#: Seconds for which the changes of a hall are gathered after one was shown.
GATHER = 0.05
#: Seconds between two looks at the clock and at what other nodes did.
LOOK = 1.0
KEY_LENGTH = 255

_digested = msgspec.json.Encoder(order="deterministic").encode


def digest_of(command: Command, *, by: str) -> bytes:
    """What tells one request from another: the command, its contents, and who asks.

    It stands in the journal, and the few grounds and needs there are could be tried: they are left out.
    """
    if isinstance(command, Take) and command.is_confidential:
        command = command.for_the_journal()
    return blake2b(_digested((type(command).__name__, command, by)), digest_size=16).digest()


class Keeper(Turning):
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
        super().__init__(Halls(store, rules_for=rules_for, clock=clock, zone_of=zone_of or _in_poland),
                         encode=encode, publish=publish, gather=gather, announce=announce)
        self._queue_limit, self._look = queue_limit, look
        self._tasks: list[asyncio.Task[None]] = []

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
        self._stop_timers()
        if self._tasks:
            work, clock = self._tasks
            clock.cancel()
            await asyncio.gather(work, clock, return_exceptions=True)
        self._halls.close()
        self._halls.store.close()

    # What people do.

    def submit(self, slug: str, command: Command, *, by: str, any_desk: bool = False,
               key: str | None = None) -> asyncio.Future[Answer]:
        """Ask something of a hall; the future brings the answer once it is durable, or raises a Refusal."""
        future: asyncio.Future[Answer] = self._loop.create_future()
        self.ask(slug, command, by=by, any_desk=any_desk, key=key, then=partial(_bring, future))
        return future

    def ask(self, slug: str, command: Command, *, by: str, then: Then, any_desk: bool = False,
            key: str | None = None, digest: bytes | None = None) -> None:
        """`submit` for whoever needs no future: `then` is called with the answer or with the Refusal.

        `digest` is the command's `digest_of`, from whoever has it already.

        A future and the task that it wakes are a part of what the short way saves (ADR 0005).
        """
        if not self._is_open:
            then(Unavailable())
        elif len(self._queue) >= self._queue_limit:
            then(Overloaded())
        elif key is not None and not (0 < len(key) <= KEY_LENGTH and key.isprintable()):
            then(Malformed(key=key))
        else:
            if key is not None and digest is None:
                digest = digest_of(command, by=by)
            self._take_in(Pending(slug, command, by, any_desk, key, digest, then))

    def hint(self, slug: str, seq: int) -> None:
        """Another node says that it has stored entries up to `seq`."""
        memory = self._halls.memories.get(slug)
        if memory is not None and seq > memory.hall.seq:
            self._news.add(slug)
            self._wake.set()

    def trouble(self) -> str | None:
        """Why nothing that people do can be stored now, a code of `pulse`; None when all is well. Never waits."""
        if not self._is_open or any(task.done() for task in self._tasks):
            return STOPPED
        return self._halls.pulse.trouble()

    def now(self) -> datetime:
        """The clock's moment, in whole milliseconds; may be asked from any thread."""
        return self._halls.now()

    # What the clock does.

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
                self.ask(slug, Tick(), by="system", then=_ignore)
            if memory.renew:
                memory.renew = False
                self.ask(slug, RenewRules(), by="system", then=_ignore)


def _bring(future: asyncio.Future[Answer], became: Answer | Exception) -> None:
    """Put into the future what became of a command; whoever asked may have gone meanwhile."""
    if future.done():
        return
    if isinstance(became, Exception):
        future.set_exception(became)
    else:
        future.set_result(became)


def _ignore(became: Answer | Exception) -> None:
    """Nobody waits for the clock's own commands; a refusal of one is of no interest."""
    del became


def _in_poland(slug: str) -> tzinfo:
    del slug
    return POLAND
