"""The halls in memory: loaded from the journal when somebody needs them, kept level with other nodes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, tzinfo
from typing import Protocol, TypeVar

from okienko.actions.keeper.answer import Pending
from okienko.actions.keeper.memory import Memory, RulesFor, known_answer, load
from okienko.actions.keeper.pulse import Pulse
from okienko.core.hall.entries import STREAM
from okienko.core.hall.hall import Touched
from okienko.core.hall.refusals import UnknownThing
from okienko.records.journal import JournalStore, StoreError, StoreUnavailable

log = logging.getLogger("okienko.keeper")
T = TypeVar("T")
#: Seconds for which it is believed that an office does not exist.
ABSENT_SECONDS = 2.0
#: Lines read at once when another node was at work.
NEWS = 2000


class Clock(Protocol):
    """Whoever says what time it is: an aware moment in UTC."""

    def now(self) -> datetime: ...


class Halls:
    """All halls of this process, by the slug of their office. Used by the event loop only."""

    def __init__(self, store: JournalStore, *, rules_for: RulesFor, clock: Clock,
                 zone_of: Callable[[str], tzinfo]) -> None:
        self.store, self.rules_for, self.clock, self.zone_of = store, rules_for, clock, zone_of
        self.pulse = Pulse()
        self.memories: dict[str, Memory] = {}
        self.wanted: set[str] = set()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="okienko-reader")
        self._ids: dict[str, int] = {}
        self._absent: dict[str, float] = {}
        self._loading: dict[str, asyncio.Future[Memory]] = {}

    def now(self) -> datetime:
        """The clock's moment, in whole milliseconds."""
        moment = self.clock.now()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    async def read(self, function: Callable[[], T]) -> T:
        """Do something slow that reads, outside the event loop's thread."""
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._reader, function)
        except StoreError as error:
            self.pulse.looked(error)
            raise
        self.pulse.looked(None)
        return found

    async def office_id(self, slug: str) -> int:
        """The id of an office; raises UnknownThing."""
        found = self._ids.get(slug)
        if found is not None:
            return found
        if self._absent.get(slug, 0.0) < time.monotonic():
            self._ids = await self.read(self.store.offices)
            if slug not in self._ids:
                self._absent = {slug: time.monotonic() + ABSENT_SECONDS} | dict(list(self._absent.items())[-100:])
        if slug not in self._ids:
            raise UnknownThing(office=slug)
        return self._ids[slug]

    async def get(self, slug: str) -> Memory:
        """The hall of an office, loaded if need be; raises UnknownThing, StoreUnavailable."""
        memory = self.memories.get(slug)
        return memory if memory is not None else await self._load(slug)

    async def _load(self, slug: str) -> Memory:
        under_way = self._loading.get(slug)
        if under_way is not None:
            return await asyncio.shield(under_way)
        office = await self.office_id(slug)
        if slug in self._loading:
            return await asyncio.shield(self._loading[slug])
        future = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._loading[slug] = future
        try:
            memory = await self._fold(slug, office)
        except BaseException as error:
            failure = error if isinstance(error, Exception) else StoreUnavailable("given up")
            future.set_exception(failure)
            raise
        else:
            self.memories[slug] = memory
            self.wanted.add(slug)
            future.set_result(memory)
            return memory
        finally:
            del self._loading[slug]

    async def _fold(self, slug: str, office: int) -> Memory:
        zone = self.zone_of(slug)
        return await self.read(lambda: load(self.store, office, slug=slug, rules_for=self.rules_for, at=self.now(),
                                            zone=zone))

    async def reload(self, slug: str) -> Memory:
        """Fold the hall anew: what was decided in memory and not stored is forgotten."""
        self.memories.pop(slug, None)
        return await self._load(slug)

    def committed(self, memory: Memory | None, *, seq: int) -> None:
        """A hall is stored up to here, unless it was loaded anew meanwhile."""
        if memory is not None and self.memories.get(memory.slug) is memory:
            memory.committed = seq

    def drop(self, slug: str) -> None:
        self.memories.pop(slug, None)

    async def with_todays_rules(self, memory: Memory, *, now: datetime) -> None:
        """When the office's date has changed, its rules have."""
        if memory.day_begins <= now < memory.day_ends:
            return
        zone = self.zone_of(memory.slug)
        today = now.astimezone(zone).date()
        rules = await self.read(lambda: self.rules_for(memory.slug, today))
        memory.take_rules(rules, today=today, zone=zone)

    async def look_up_keys(self, memory: Memory, pendings: list[Pending]) -> None:
        """Find the requests that were answered on another day or by another node."""
        for pending in pendings:
            key = pending.key
            if key is None or key in memory.keys:
                continue
            known = await self.read(lambda key=key: known_answer(self.store, memory.office, key=key))  # type: ignore[misc]
            if known is not None:
                memory.keys[key] = known

    async def take_news(self, slug: str) -> bool:
        """Fold what other nodes have stored; was there anything?"""
        memory = self.memories.get(slug)
        if memory is None:
            return False
        office, seq = memory.office, memory.hall.seq
        lines = await self.read(lambda: self.store.entries_after(office, stream=STREAM, seq=seq, limit=NEWS))
        if not lines:
            return False
        beside = await self.read(lambda: self.store.beside(office))
        try:
            memory.fold(lines, beside)
        except Exception:
            log.exception("the journal of office %s does not fold; it is loaded again", slug)
            self.drop(slug)
            return True
        memory.hall.touched = Touched()
        return True

    async def behind(self) -> set[str]:
        """The halls of which other nodes know more; one that knows more than the journal is dropped."""
        by_id = {memory.office: memory for memory in self.memories.values()}
        if not by_id:
            return set()
        known = {office: memory.committed for office, memory in by_id.items()}
        highest = await self.read(lambda: self.store.highest(list(by_id)))
        revisions = await self.read(lambda: self.store.revisions(list(by_id)))
        late = set()
        for office, memory in by_id.items():
            if revisions.get(office, 0) != memory.revision:
                memory.revision, memory.day_ends = revisions.get(office, 0), memory.day_begins
                memory.renew = True
            if highest.get(office, 0) > memory.hall.seq:
                late.add(memory.slug)
            elif highest.get(office, 0) < known[office]:
                log.error("the journal of office %s ends before what was stored; it is loaded again", memory.slug)
                self.drop(memory.slug)
        return late

    async def load_missing(self) -> None:
        """Load again what was dropped when the database did not answer."""
        for slug in sorted(self.wanted - set(self.memories)):
            try:
                await self.get(slug)
            except UnknownThing:
                self.wanted.discard(slug)
            except StoreError as error:
                log.warning("halls cannot be loaded: %s", error)
                return
            except Exception:
                log.exception("the hall of office %s cannot be loaded", slug)

    def close(self) -> None:
        self._reader.shutdown(wait=True)
