"""Who looks at the stage. Speed and rules of limited contact are the house's, so that one visitor's choice is met
by all who look at the same time; once nobody looks, the next one finds the house as it was made."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from okienko.actions.keeper import NotNow
from okienko.actions.stage.visitor import Visitor
from okienko.core.hall.refusals import Refusal

#: Seconds of real time for which a visitor may look at other pages, and finds the stage as it was left.
LEFT_ALONE = 300.0
LOOK = 5.0


class Audience:
    """The browsers that look, each by its key; `now` is real time in seconds."""

    def __init__(self, visitor: Visitor, *, now: Callable[[], float]) -> None:
        self._visitor, self._now = visitor, now
        self._looks: Counter[str] = Counter()
        self._last: set[str] = set()
        self._left_at = now()

    async def enter(self, key: str) -> None:
        """Somebody begins to look."""
        await self.meet(key)
        self._looks[key] += 1

    async def meet(self, key: str) -> None:
        """Somebody looks or does something; a stranger to an empty house finds it as it was made."""
        is_stranger = not self._looks and key not in self._last
        self._last = {*self._looks, key}
        self._left_at = self._now()
        if is_stranger:
            await self._restore()

    def leave(self, key: str) -> None:
        """Somebody looks no more."""
        self._looks[key] -= 1
        self._last = set(self._looks)
        self._looks = +self._looks
        self._left_at = self._now()

    async def tidy(self) -> None:
        """Make the house as it was when nobody has looked for long and no visitor is being served."""
        is_left = not self._looks and self._now() - self._left_at > LEFT_ALONE
        if is_left and not await self._visitor.is_anybody_served():
            await self._restore()

    async def live(self) -> None:
        """Tidy for ever."""
        while True:
            await asyncio.sleep(LOOK)
            await self.tidy()

    async def _restore(self) -> None:
        try:
            await self._visitor.restore()
        except (NotNow, Refusal):
            return  # the next look tries again
