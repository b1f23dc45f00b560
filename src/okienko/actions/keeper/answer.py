"""What the keeper says to whoever asked: an answer, a refusal of the hall, or that it cannot now."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from okienko.core.hall.commands import Command
from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import Refusal

log = logging.getLogger("okienko.keeper")


class NotNow(Refusal):
    """The office's computer cannot do this now; try again in a moment."""

    status = 503
    #: Seconds after which it makes sense to ask again.
    retry_after = 2


class Unavailable(NotNow):
    """Nothing can be written down at the moment; please try again shortly."""


class Overloaded(NotNow):
    """Too many people ask at the same moment; please try again in a second."""

    retry_after = 1


class Failed(Refusal):
    """Something went wrong in the program; it has been noted, and nothing has changed."""

    status = 500


class Answer(NamedTuple):
    """What became of a command, once it is durable.

    `seq` is the hall's last entry that belongs to it and `at` the moment of its first. `visit` and `ticket` are
    the one taken or called, else the one concerned; `wish` likewise. `repeated` says that the same request had been
    answered before; then `entries` are not told again.
    """

    seq: int
    visit: int | None = None
    ticket: str | None = None
    wish: int | None = None
    at: datetime | None = None
    repeated: bool = False
    entries: Sequence[Entry] = ()

    @property
    def kept(self) -> Kept:
        """What is kept for who asks the same again: all but what happened."""
        return self[:5]


Kept = tuple[int, int | None, str | None, int | None, datetime | None]
#: The digest of a request, and what is kept of its answer.
Known = tuple[bytes | None, Kept]


#: Takes what became of a command, once: its answer when that is durable, or why there is none.
Then = Callable[[Answer | Exception], None]


@dataclass(slots=True, eq=False)
class Pending:
    """A command that waits for its answer; `is_final` when it must not be decided again."""

    slug: str
    command: Command
    by: str
    any_desk: bool
    key: str | None
    digest: bytes | None
    then: Then
    answer: Answer | None = None
    error: Exception | None = None
    is_final: bool = field(default=False)

    def settle(self) -> None:
        """Hand over the answer or the error; what whoever asked makes of it holds up nobody else."""
        try:
            self.then(self.error or self.answer or Unavailable())
        except Exception:
            log.exception("an answer could not be handed over")

    def fail(self, error: Exception) -> None:
        self.error, self.is_final = error, True


def answer_to(entries: Sequence[Entry], *, hall: Hall) -> Answer:
    """The answer to a command from what followed of it; `hall` already holds the entries."""
    if not entries:
        return Answer(seq=hall.seq)
    number = wish = None
    for entry in entries:
        if entry.visit is not None and (number is None or entry.kind in ("taken", "called")):
            number = entry.visit
        wish = entry.body.get("wish", wish)
    visit = hall.visits.get(number) if number is not None else None
    return Answer(entries[-1].seq, number, visit.ticket if visit else None, wish, entries[0].at, entries=entries)
