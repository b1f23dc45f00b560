"""What the stage needs of the hall keeper and of a clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar

from okienko.actions.keeper import Answer
from okienko.core.hall.commands import Command
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules

T = TypeVar("T")


class Halls(Protocol):
    """The hall keeper, as the stage uses it; `look` shows a committed hall, of which nothing may be kept."""

    def submit(self, slug: str, command: Command, *, by: str, any_desk: bool = False) -> Awaitable[Answer]: ...

    async def look(self, slug: str, see: Callable[[Hall, HallRules], T]) -> T: ...


class Clock(Protocol):
    """The stage's clock: it can be put to a later moment, and goes at a pace."""

    def now(self) -> datetime: ...

    def set(self, moment: datetime) -> None: ...

    def set_pace(self, pace: float) -> None: ...
