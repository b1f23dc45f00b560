"""The keeper put together: its journal, its clock, the rules from the offices' descriptions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from typing import Any, TypeVar

from okienko.actions.description import office_of
from okienko.actions.keeper import Keeper, State
from okienko.core.hall.compile import rules_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import Refusal, UnknownThing
from okienko.core.hall.rules import HallRules
from okienko.core.office import Office
from okienko.records.reader import NoDescription, Reader

T = TypeVar("T")


class Descriptions:
    """The offices as described now; a description is read once and again when another one was applied."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[str, Office]] = {}

    def office(self, slug: str) -> tuple[str, Office]:
        """An office's newest description and its hash; raises UnknownThing."""
        try:
            known = self._known.get(slug)
            if known is None or known[0] != self._reader.content_hash(slug):
                described = self._reader.described(slug)
                known = self._known[slug] = (described.content_hash, office_of(described.files))
        except NoDescription:
            raise UnknownThing(office=slug) from None
        return known

    def rules_for(self, slug: str, on: date) -> HallRules:
        """The rules of an office's hall on a day; raises UnknownThing."""
        content_hash, office = self.office(slug)
        return rules_of(office, on, revision=content_hash)

    def zone_of(self, slug: str) -> tzinfo:
        """The time zone of an office; raises UnknownThing."""
        known = self._known.get(slug)
        return (known or self.office(slug))[1].zone


class ShownKeeper(Keeper):
    """A keeper whose halls may be looked at between two turns, however many commands wait.

    What is shown is committed: during a turn memory holds what is not stored yet,
    so whoever looks then is served at the turn's end, before the next one begins.
    """

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self._looks: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    async def look(self, slug: str, see: Callable[[Hall, HallRules], T]) -> T:
        """What `see` makes of a committed hall; it must keep nothing of it."""
        await self._halls.get(slug)

        def seen() -> T:
            memory = self._halls.memories[slug]
            return see(memory.hall, memory.rules)

        return await self._between_turns(seen)

    async def state(self, slug: str, audience: str) -> State:
        if self._settled is not None and slug in self._halls.memories and slug in self._shows:
            show = self._shows[slug]
            return await self._between_turns(lambda: self._render(show, audience, self._halls.memories[slug]))
        return await super().state(slug, audience)

    async def _between_turns(self, seen: Callable[[], T]) -> T:
        if self._settled is None:
            return seen()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._looks.append((seen, future))
        return await future

    async def _turn(self, pendings: list[Any]) -> None:
        try:
            await super()._turn(pendings)
        finally:
            looks, self._looks = self._looks, []
            for seen, future in looks:
                _serve(seen, future)


def _serve(seen: Callable[[], Any], future: asyncio.Future[Any]) -> None:
    if future.done():
        return
    try:
        future.set_result(seen())
    except KeyError as error:
        future.set_exception(UnknownThing(hall=str(error)))
    except Refusal as refusal:
        future.set_exception(refusal)


def announced(told: Mapping[str, int]) -> None:
    """One process alone has nobody to tell."""
    del told
