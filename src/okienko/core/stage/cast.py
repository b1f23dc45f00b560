"""Who plays whom: which visit of the hall is which planned client, and which belongs to a visitor.

The hall knows nothing of plans, so the stage notes here what it must remember
beside the hall. A visit that no planned client took belongs to a visitor; so
does a desk that a visitor works at, which the stage then leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from okienko.core.hall.commands import Command, StepOut
from okienko.core.hall.entries import Entry
from okienko.core.hall.hall import Hall
from okienko.core.stage.plan import Client, Plan

#: How long the stage leaves a thing alone that the hall has refused.
AFTER_REFUSAL = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One thing that one person does at a moment; `client` is who takes a ticket by it."""

    at: datetime
    command: Command
    by: str
    client: Client | None = None


@dataclass(slots=True)
class Cast:
    """What the stage remembers of the day it plays."""

    plan: Plan
    came: int = 0
    clients: dict[int, Client] = field(default_factory=dict)
    free_since: dict[str, datetime] = field(default_factory=dict)
    stepped_out: set[int] = field(default_factory=set)
    gave_way: set[int] = field(default_factory=set)
    paid: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    deferred: set[int] = field(default_factory=set)
    missed: set[int] = field(default_factory=set)
    visitors_desks: set[str] = field(default_factory=set)
    ticked_at: datetime | None = None
    refused: dict[Command, datetime] = field(default_factory=dict)

    def note(self, doing: Doing, entries: Iterable[Entry]) -> None:
        """Remember what came of a doing of the stage."""
        for entry in entries:
            if entry.kind == "taken" and doing.client is not None:
                self.clients[entry.visit or 0] = doing.client
            elif entry.kind == "sent":
                self.paid.add(entry.visit or 0)
            elif entry.kind == "parked" and doing.by.startswith("visit:"):
                self.stepped_out.add(entry.visit or 0)
            elif entry.kind == "parked" and isinstance(doing.command, StepOut):
                self.gave_way.add(entry.visit or 0)
            elif entry.kind == "wish_asked":
                self.asked.add(entry.visit or 0)
            elif entry.kind == "missed":
                self.missed.add(entry.visit or 0)
            elif entry.kind == "wish_deferred":
                self.deferred.add(entry.visit or 0)
        self.note_desks(entries)

    def note_desks(self, entries: Iterable[Entry]) -> None:
        """Remember since when a desk is free, whoever did it."""
        for entry in entries:
            if entry.desk is not None:
                self.free_since[entry.desk] = entry.at

    def note_came(self, doing: Doing) -> None:
        """The next planned client has been at the door, with or without a ticket."""
        if doing.client is not None:
            self.came += 1

    def note_refusal(self, doing: Doing) -> None:
        """The hall has refused: try no more for a while."""
        self.refused[doing.command] = doing.at

    def may_try(self, doing: Doing) -> bool:
        """Has the hall not refused this very thing a moment ago?"""
        refused_at = self.refused.get(doing.command)
        return refused_at is None or doing.at - refused_at >= AFTER_REFUSAL

    def visitors(self, hall: Hall) -> list[int]:
        """Open visits that no planned client took, in the order of their numbers."""
        return [
            visit.number
            for visit in hall.visits.values()
            if visit.is_open and visit.number not in self.clients
        ]

    def holds(self, person: str, hall: Hall) -> bool:
        """Does a visitor of the stage work at this person's desk?"""
        desk = hall.desk_of(person)
        return desk is not None and desk.id in self.visitors_desks
