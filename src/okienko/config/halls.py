"""The keeper put together: its journal, its clock, the rules from the offices' descriptions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, tzinfo
from typing import Any, TypeVar

from okienko.actions.description import office_of
from okienko.actions.keeper import Keeper, Unavailable
from okienko.actions.keeper.memory import Memory
from okienko.core.hall.compile import rules_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import UnknownThing
from okienko.core.hall.rules import HallRules
from okienko.core.office import Office
from okienko.records.journal import StoreUnavailable
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
        self._looks: list[tuple[str, Callable[[Hall, HallRules], Any], asyncio.Future[Any]]] = []

    async def look(self, slug: str, see: Callable[[Hall, HallRules], T]) -> T:
        """What `see` makes of a committed hall; it must keep nothing of it."""
        try:
            memory = await self._halls.get(slug)
        except StoreUnavailable as error:
            raise Unavailable from error
        if not self._is_deciding:
            return see(memory.hall, memory.rules)
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._looks.append((slug, see, future))
        return await future

    def _tell(self, works: list[Any]) -> None:
        looks, self._looks = self._looks, []
        for slug, see, future in looks:
            _serve(future, see, self._halls.memories.get(slug))
        super()._tell(works)


def _serve(future: asyncio.Future[Any], see: Callable[[Hall, HallRules], Any], memory: Memory | None) -> None:
    if future.done():
        return
    if memory is None:
        future.set_exception(Unavailable())
        return
    try:
        future.set_result(see(memory.hall, memory.rules))
    except Exception as error:
        future.set_exception(error)
