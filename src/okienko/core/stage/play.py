"""Playing a planned day from one moment to another in a hall of one's own, for tests and for measures.

The player on a real office (`okienko.actions.stage`) does the same through the
hall keeper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from okienko.core.hall.commands import Tick
from okienko.core.hall.decide import decide
from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.rules import HallRules
from okienko.core.stage.acts import next_act
from okienko.core.stage.cast import Cast, Doing


@dataclass(slots=True)
class Played:
    """A day being played: its hall, its cast, what was written and what was refused."""

    hall: Hall
    cast: Cast
    rules: HallRules
    journal: list[Entry] = field(default_factory=list)
    refusals: list[tuple[Doing, Refusal]] = field(default_factory=list)

    def until(self, moment: datetime) -> None:
        """Play on until this moment."""
        for doing in self._due(moment):
            self.do(doing)

    def _due(self, moment: datetime) -> Iterator[Doing]:
        while (doing := next_act(self.hall, self.cast, rules=self.rules)) is not None and doing.at <= moment:
            yield doing

    def do(self, doing: Doing) -> None:
        """One doing: decided, written down, noted by the cast."""
        if isinstance(doing.command, Tick):
            self.cast.ticked_at = doing.at
        self.cast.note_came(doing)
        try:
            entries = decide(
                self.hall, doing.command, at=doing.at, rules=self.rules, by=doing.by, any_desk=True
            )
        except Refusal as refusal:
            self.refusals.append((doing, refusal))
            self.cast.note_refusal(doing)
            return
        self.journal += entries
        self.cast.note(doing, entries)

    @property
    def is_over(self) -> bool:
        return self.hall.phase == CLOSED and self.hall.day == self.cast.plan.day
