"""How a page reads a hall, and gives one command in the name of whoever is signed in."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar, cast

import msgspec
from django.utils import timezone

from okienko.actions.keeper import Answer, Unavailable
from okienko.actions.submit import NoKeeper, submit, the_keeper
from okienko.core.hall.commands import Command
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import Picture, Row, ticket_view
from okienko.core.hall.refusals import UnknownThing
from okienko.core.hall.rules import HallRules
from okienko.core.people.duties import any_desk, check
from okienko.core.people.who import Who

T = TypeVar("T")
SECONDS = 10.0


def look(slug: str, see: Callable[[Hall, HallRules], T]) -> T:
    """What `see` makes of the committed hall, from a thread; it keeps nothing of the hall itself.

    Raises UnknownThing for an office that is not here, Unavailable when nothing answers in time.
    """
    keeper, loop = the_keeper()
    return _wait(keeper.look(slug, see), loop)


def picture_of(slug: str, audience: str) -> tuple[int, Picture]:
    """The number of the last entry and the picture that screens of this audience show."""
    keeper, loop = the_keeper()
    told = msgspec.json.decode(_wait(keeper.state(slug, audience), loop).body)
    return told["seq"], told["picture"]


def seen(slug: str, audience: str) -> tuple[int, Picture] | None:
    """The same; None while no hall answers."""
    try:
        return picture_of(slug, audience)
    except (NoKeeper, Unavailable):
        return None


def ticket_of(slug: str, number: int) -> Row:
    """What the holder of a visit's ticket may know; raises UnknownThing."""

    def see(hall: Hall, rules: HallRules) -> Row:
        if number not in hall.visits:
            raise UnknownThing(visit=number)
        return ticket_view(hall, number, rules=rules)

    return look(slug, see)


def now() -> datetime:
    """The moment by the clock of the halls: that of a demonstration or a replay is not the wall's."""
    keeper, _ = the_keeper()
    return keeper.now()


def moment() -> datetime:
    """The hall's own time, or that of the wall where no hall runs."""
    try:
        return now()
    except NoKeeper:
        return timezone.now()


def give(slug: str, command: Command, *, who: Who, key: str | None = None) -> Answer:
    """Ask the hall what this one may ask; raises a Refusal, also when the role does not allow it.

    The key makes a form that is sent twice count once; it is in a space of its own for whoever asks.
    """
    check(who, command)
    return submit(slug, command, by=who.by, any_desk=any_desk(who, command),
                  key=f"{who.by}/{key}" if key else None)


def _wait(work: Awaitable[T], loop: asyncio.AbstractEventLoop) -> T:
    async def answer() -> T:
        return await work

    future: concurrent.futures.Future[Any] = asyncio.run_coroutine_threadsafe(answer(), loop)
    try:
        return cast(T, future.result(SECONDS))
    except concurrent.futures.TimeoutError as error:
        future.cancel()
        raise Unavailable() from error
