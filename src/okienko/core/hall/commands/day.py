"""Commands of the manager and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from okienko.core.hall.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDay(Command):
    """The manager, or the clock, opens the day.

    Opened again within a quarter of an hour after it was closed by hand, whoever was waiting or served then waits on.
    """

    regime: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTickets(Command):
    """No more tickets today; whoever waits is served."""

    reason: str = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTickets(Command):
    """Tickets are given again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDay(Command):
    """The day ends. While people wait or meet an officer only with `even_waiting`, which lets their tickets expire;
    while anybody is at a desk only with `even_serving`, which includes both.
    """

    even_waiting: bool = False
    even_serving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRegime(Command):
    """A regime of limited contact begins, or ends with None."""

    regime: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPresence(Command):
    """A person is here, busy until later, or out."""

    person: str
    presence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewRules(Command):
    """Another revision of the office's description is in force; never sent from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Command):
    """The clock: parked waits that are over, officers who did not answer, the last ticket, the end of the day."""
