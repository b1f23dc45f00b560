"""Who works at a desk of the stage by a session of one's own: such a desk is the visitor's, and not played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from okienko.actions.keeper import Answer, Keeper, Then
from okienko.core.hall.commands import Command, LeaveDesk

PERSON = "person:"


class Watched:
    """The hall keeper as all but the stage itself meet it; `note` is told who has worked at which desk.

    The player acts in the names of the same people, but asks the keeper directly: what comes this way is a visitor's.
    """

    def __init__(self, keeper: Keeper, *, note: Callable[[str, str | None], None]) -> None:
        self._keeper, self._note = keeper, note

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keeper, name)

    def submit(self, slug: str, command: Command, *, by: str, any_desk: bool = False,
               key: str | None = None) -> asyncio.Future[Answer]:
        """As the keeper's own; a desk at which a person did something is noted once it is done."""
        future = self._keeper.submit(slug, command, by=by, any_desk=any_desk, key=key)
        desk = getattr(command, "desk", None)
        if desk is not None and by.startswith(PERSON):
            worked_at = None if isinstance(command, LeaveDesk) else desk
            future.add_done_callback(lambda done: self._done(done, by, worked_at))
        return future

    def ask(self, slug: str, command: Command, *, by: str, then: Then, any_desk: bool = False,
            key: str | None = None, digest: bytes | None = None) -> None:
        """As the keeper's own, noted in the same way."""
        desk = getattr(command, "desk", None)

        def done(became: Answer | Exception) -> None:
            if desk is not None and by.startswith(PERSON) and not isinstance(became, Exception):
                self._note(by, None if isinstance(command, LeaveDesk) else desk)
            then(became)

        self._keeper.ask(slug, command, by=by, then=done, any_desk=any_desk, key=key, digest=digest)

    def _done(self, future: asyncio.Future[Answer], by: str, desk: str | None) -> None:
        if not future.cancelled() and future.exception() is None:
            self._note(by, desk)
