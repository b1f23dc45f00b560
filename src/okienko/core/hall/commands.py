"""What may be asked of a hall: one command is one intention of one person.

A command names things by their ids in the office's files; visits and wishes by
their numbers. Moments are aware and in UTC. `COMMANDS` maps the name under which
a command travels (`call_next`) to its class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The common ground of all commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDay(Command):
    """The manager, or the clock, opens the day."""

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
    """The day ends; whoever still waits has an expired ticket. With `even_serving` whoever is served, too."""

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
class Tick(Command):
    """The clock: parked waits that are over, officers who did not answer, the last ticket, the end of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Command):
    """A client takes a ticket for one or more matters; several persons may be on it.

    `needs` (step-free, sign language, more time) stay out of the journal. The last
    three fields say whom to meet, when one of the matters is meeting an officer.
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
    """The waiting client steps out until a moment; the time outside does not count as wait."""

    visit: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """A parked or absent client is here again."""

    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstate(Command):
    """A missed ticket is taken back; the wait goes on from where it was."""

    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk(Command):
    """A person signs in at a desk."""

    desk: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseDesk(Command):
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeDesk(Command):
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveDesk(Command):
    """The person at the desk leaves it; there must be no client."""

    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDesk(Command):
    """The manager frees a desk that somebody left signed in; a client there waits again, ahead."""

    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext(Command):
    """The one key of the desk: finish with the client, if there is one, and call the next."""

    desk: str
    outcome: str = "performed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallVisit(Command):
    """Call one visit out of order, with a reason."""

    desk: str
    visit: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Command):
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Command):
    """The client has come to the desk."""

    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss(Command):
    """The client did not come after the calls that the office demands."""

    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoCall(Command):
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(Command):
    """The matter at the desk is concluded; further matters of the visit follow here or wait elsewhere."""

    desk: str
    outcome: str = "performed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoFinish(Command):
    """A finish was a mistake: the client sits at this desk still."""

    desk: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(Command):
    """The client at the desk waits aside until a moment or an event, and returns ahead."""

    desk: str
    until: datetime | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Command):
    """Go to another post (pay at the cash desk) and come back ahead of the queue."""

    desk: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAway(Command):
    """Go somewhere without a queue (photo, bank, upstairs) and come back ahead of the queue."""

    desk: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand(Command):
    """Hand the client to another desk, department or person; service may change."""

    desk: str
    service: str | None = None
    to_desk: str | None = None
    to_person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOfficer(Command):
    """A wish to meet the officer: whoever handles the matter, or a person by name."""

    visit: int | None = None
    department: str | None = None
    named: str | None = None
    prefers: str = "comes-down"
    asked_by: str = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWish(Command):
    """An officer takes the wish: comes down unless the client chose otherwise."""

    wish: int
    person: str
    mode: str | None = None
    minutes: int = 5
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferWish(Command):
    """Not now: the next one is asked."""

    wish: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseContact(Command):
    """The client consents to another person than the one named, or chooses how to meet."""

    wish: int
    substitute: bool | None = None
    prefers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDate(Command):
    """The client agrees to a date; the wish stays open until the meeting took place."""

    wish: int
    due_at: datetime
    person: str | None = None
    mode: str = "comes-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekAgain(Command):
    """Look for an officer now: the agreed date has come, or somebody is back."""

    wish: int
    visit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMeeting(Command):
    wish: int
    person: str
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMeeting(Command):
    """The meeting took place; the visit returns ahead of its queue, or is over."""

    wish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawWish(Command):
    """The client, and nobody else, withdraws the wish."""

    wish: int


def command_name(kind: type[Command]) -> str:
    """`CallNext` → `call_next`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


COMMANDS: dict[str, type[Command]] = {command_name(kind): kind for kind in Command.__subclasses__()}
