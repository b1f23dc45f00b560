"""What people see of the halls: committed pictures, at once or at the end of the turn at hand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from okienko.actions.keeper.answer import Unavailable
from okienko.actions.keeper.halls import Halls
from okienko.actions.keeper.memory import Memory
from okienko.actions.keeper.show import Encode, Publish, Show, State
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.records.journal import StoreUnavailable

log = logging.getLogger("okienko.keeper")
T = TypeVar("T")


class Looking:
    """The half of the keeper that shows: only what is stored, for memory may hold what never will be."""

    def __init__(self, halls: Halls, *, encode: Encode, publish: Publish | None, gather: float) -> None:
        self._halls, self._encode, self._publish, self._gather = halls, encode, publish, gather
        self._loop: asyncio.AbstractEventLoop
        self._shows: dict[str, Show] = {}
        self._asked: list[tuple[str, Callable[[Memory], Any], asyncio.Future[Any]]] = []
        self._late_shows: set[str] = set()

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
        """Look at once, or when what the hall holds is stored."""
        memory = self._halls.memories.get(slug)
        if memory is None:
            raise Unavailable
        if memory.is_stored:
            return see(memory)
        future: asyncio.Future[T] = self._loop.create_future()
        self._asked.append((slug, see, future))
        return await future

    def _held(self) -> set[str]:
        """The halls that somebody wants to see and that hold what is not stored yet: nothing more is decided there."""
        return {slug for slug, _, _ in self._asked} | self._late_shows

    def _serve_asked(self) -> None:
        asked, self._asked = self._asked, []
        for slug, see, future in asked:
            if future.done():
                continue
            memory = self._halls.memories.get(slug)
            if memory is not None and not memory.is_stored:
                self._asked.append((slug, see, future))
                continue
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
        if not memory.is_stored:
            self._late_shows.add(slug)
            return
        wait = show.published_at + self._gather - self._loop.time()
        if wait <= 0:
            self._show_now(show, memory)
        else:
            show.timer = self._loop.call_later(wait, self._timer, slug)

    def _timer(self, slug: str) -> None:
        self._shows[slug].timer = None
        self._show(slug)

    def _show_now(self, show: Show, memory: Memory) -> None:
        show.published_at = self._loop.time()
        try:
            show.publish(memory, encode=self._encode, publish=self._publish or _nobody)
        except Exception:
            log.exception("the hall of office %s could not be shown", show.slug)

    def _show_changed(self, slugs: set[str]) -> None:
        """After a turn: these halls may have changed, and those whose time came during the turn."""
        late, self._late_shows = self._late_shows, set()
        for slug in slugs | late:
            self._show(slug)

    def _stop_timers(self) -> None:
        for show in self._shows.values():
            if show.timer is not None:
                show.timer.cancel()


def _nobody(slug: str, audience: str, seq: int, body: bytes) -> None:
    """Publish to nobody."""
