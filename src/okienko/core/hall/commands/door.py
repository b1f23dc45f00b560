"""Commands of a client: at the kiosk, at reception, on the phone page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from okienko.core.hall.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Command):
    """A client takes a ticket for one or more matters; several persons may be on it.

    `needs` (step-free, sign language, more time) stay out of the journal, and so does
    the lawful ground that `priority` names: the journal says only that there is one.
    The last three fields say whom to meet, when one of the matters is meeting an officer.
    """

    matters: tuple[str, ...]
    channel: str = "kiosk"
    persons: int = 1
    priority: str | None = None
    language: str = "pl"
    needs: tuple[str, ...] = ()
    department: str | None = None
    named: str | None = None
    prefers: str = "comes-down"

    @property
    def is_confidential(self) -> bool:
        """Does it say what may stand nowhere in the journal?"""
        return bool(self.needs or self.priority)

    def for_the_journal(self) -> Take:
        """The same request without that."""
        return replace(self, needs=(), priority=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMatter(Command):
    """The client has one more matter."""

    visit: int
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Command):
    """Reception moves a waiting visit to another service; the wait goes on."""

    visit: int
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Command):
    """The client gives up the ticket."""

    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOut(Command):
    """The client, waiting or just called, steps out until a moment or for some minutes; it does not count as wait."""

    visit: int
    until: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """A parked or absent client is here again."""

    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstate(Command):
    """A ticket that was missed or given up is taken back: once the wait goes on, after that it begins anew."""

    visit: int
