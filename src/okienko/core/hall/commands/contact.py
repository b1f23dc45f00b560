"""Commands about a wish to meet the officer. None of them refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from okienko.core.hall.commands.base import Command


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
class LeaveNumber(Command):
    """The client has left a number, which is kept beside the journal, and wishes to be called; never sent as it is."""

    wish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDate(Command):
    """The client agrees to a date; the wish stays open until they have met. `place` is where an officer heard it."""

    wish: int
    due_at: datetime
    person: str | None = None
    mode: str = "comes-down"
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekAgain(Command):
    """Look for an officer now: the agreed date has come, or somebody is back."""

    wish: int
    visit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMeeting(Command):
    """They are together; in another way than promised when that one is not open any more."""

    wish: int
    person: str
    mode: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMeeting(Command):
    """The meeting took place; the visit returns ahead of its queue, or is over."""

    wish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawWish(Command):
    """The client, and nobody else, withdraws the wish; staff write down where the client said so, or by telephone."""

    wish: int
    place: str | None = None
    by_phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseWish(Command):
    """The client did not come on the agreed date; the wish can be taken up again."""

    wish: int
    place: str
