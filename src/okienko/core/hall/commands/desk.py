"""Commands at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from okienko.core.hall.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk(Command):
    """A person signs in at a desk; opened for somebody else it stands `paused` until that person begins."""

    desk: str
    person: str
    paused: bool = False


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
    """The call was a mistake, also if the client's matter was begun already."""

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
    """The client at the desk waits aside until a moment, for some minutes or until an event, and returns ahead."""

    desk: str
    until: datetime | None = None
    event: str | None = None
    minutes: int | None = None


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
    """Hand the client to another desk, person or department; service may change.

    To a department with one of its services is to that service's queue; without one, its officer comes.
    """

    desk: str
    service: str | None = None
    to_desk: str | None = None
    to_person: str | None = None
    to_department: str | None = None
