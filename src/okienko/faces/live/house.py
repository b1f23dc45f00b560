"""What the handlers of the live face share, and what they need of the hall keeper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, tzinfo
from typing import Protocol, TypeVar

from okienko.actions.keeper import Answer, State, Then
from okienko.core.hall.commands import Command
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.people.codes import Codes
from okienko.core.people.throttle import Throttle, TicketBrake
from okienko.faces.live.access import Access
from okienko.faces.live.again import Heads, Looks
from okienko.faces.live.stream.hub import Hub

T = TypeVar("T")


class Halls(Protocol):
    """What the live face needs of the hall keeper; each raises UnknownThing for an office that is not here."""

    def submit(self, slug: str, command: Command, *, by: str, any_desk: bool = False,
               key: str | None = None) -> Awaitable[Answer]: ...

    def ask(self, slug: str, command: Command, *, by: str, then: Then, any_desk: bool = False,
            key: str | None = None, digest: bytes | None = None) -> None: ...

    def peek(self, slug: str, audience: str) -> State | None: ...

    def trouble(self) -> str | None: ...

    async def state(self, slug: str, audience: str) -> State: ...

    async def look(self, slug: str, see: Callable[[Hall, HallRules], T]) -> T: ...


class House:
    """All that the handlers share; `words` gives a sentence in a language, `zone_of` the time zone of an office."""

    def __init__(self, *, halls: Halls, hub: Hub, access: Access, codes: Codes, now: Callable[[], float],
                 clock: Callable[[], datetime], zone_of: Callable[[str], tzinfo], words: Callable[[str, str], str],
                 tickets_per_minute: float, set_clock: Callable[[str, datetime], Awaitable[None]] | None) -> None:
        self.halls, self.hub, self.access, self.codes = halls, hub, access, codes
        self.clock, self.words, self.set_clock, self._zone_of = clock, words, set_clock, zone_of
        self.heads = Heads(renewed=lambda: access.renewed, now=access.now)
        self.looks = Looks(renewed=lambda: access.renewed, now=access.now)
        self.guesses = Throttle(burst=20, per_minute=10, now=now)
        self.tickets = TicketBrake(per_minute=tickets_per_minute, now=now)

    def day_of(self, office: str, at: datetime) -> str:
        """The office's date at a moment."""
        return at.astimezone(self._zone_of(office)).date().isoformat()

    def code_of(self, office: str, answer: Answer) -> str | None:
        """The code that opens the page of a ticket that was just taken."""
        if answer.visit is None or answer.at is None:
            return None
        return self.codes.make(answer.visit, office=office, day=self.day_of(office, answer.at))
