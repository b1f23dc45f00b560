"""The rules of a hall on one day: what the description of an office says, made ready for use.

A `HallRules` is compiled once from an office's description for a date; the hall
reads nothing else. Targets are seconds; ids are those of the office's files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from okienko.core.hall.commands.phrases import ASIDE_EVENTS, AWAY_PLACES, CALL_REASONS


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """A service: its queue, the wait that its clients may expect, how long it takes, and the area where one waits."""

    id: str
    queue: str
    department: str
    target: float = 900.0
    minutes: float = 10.0
    is_meeting: bool = False
    is_cash: bool = False
    area: str = ""


@dataclass(frozen=True, slots=True)
class QueueRule:
    """A queue: services that share a letter on the ticket."""

    id: str
    series: str


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """Ticket numbers of a day: a prefix and a number from `first` to `last`, with `digits` digits."""

    id: str
    prefix: str
    first: int = 1
    last: int = 999_999
    digits: int = 3

    def ticket(self, number: int) -> str:
        """What the client holds, for example `D012`."""
        return f"{self.prefix}{number:0{self.digits}d}"


@dataclass(frozen=True, slots=True)
class DeskRule:
    """A desk as the description has it: service, information, filing, cash, private, self-service or meeting."""

    id: str
    label: str
    kind: str = "service"
    area: str = ""
    equipment: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonRule:
    """A person of the office: neutral id, department, and rank in it for the search of an officer."""

    id: str
    department: str
    rank: str = "officer"


@dataclass(frozen=True, slots=True)
class DepartmentRule:
    """A department: who is asked when a client wishes to meet an officer, step by step, and how."""

    id: str
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    modes: tuple[str, ...] = ("comes-down", "goes-up", "room", "phone", "video")
    step_free: bool = True


class Services(dict[str, ServiceRule]):
    """Services by id. One that a revision has taken away is still looked up for whoever came for it: of no queue."""

    def __missing__(self, service: str) -> ServiceRule:
        return ServiceRule(id=service, queue="", department="")


class Desks(dict[str, DeskRule]):
    """Desks by id; one that a revision has taken away while somebody sits there keeps its id as its label."""

    def __missing__(self, desk: str) -> DeskRule:
        return DeskRule(id=desk, label=desk)


@dataclass(frozen=True, slots=True)
class RegimeRule:
    """A regime of limited contact: it throttles the door and never closes a department's last way.

    `persons` bounds the whole, `persons_per_desk` the clients by open desks (each with whoever has to come along: see
    `decide.door`), `areas` each area; `walk_in_share` of the places is kept for who came without a phone.
    """

    id: str
    persons: int | None = None
    persons_per_desk: float | None = None
    areas: Mapping[str, int] = field(default_factory=dict)
    walk_in_share: float = 0.0
    closed_desks: frozenset[str] = frozenset()
    #: Is it in force on this day, by its own dates?
    holds: bool = True
    modes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours of one day, as moments."""

    opens_at: datetime
    last_ticket_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class HallRules:
    """Everything a hall must know on one day.

    A revision may come in the middle of a day: what it takes away can still be
    looked up by `[]`, and is not in the mapping any more.

    `serves[(desk, person)]` is the set of services that this person may serve at
    this desk today. `patience` is the number of targets after which a wait goes
    strictly by its start. `recall_seconds` is the time to come that each call leaves
    a client. `wish_step` is how many seconds a department has before
    the next one is asked. `idle_seconds` after it acted last a free desk is left
    no matters any more. `dates` are those that may be agreed for a conversation. `regime` is the one that begins
    by itself on this day, by its dates. `seats` are those for whoever waits.
    """

    office: str
    day: date
    services: Mapping[str, ServiceRule]
    queues: Mapping[str, QueueRule]
    series: Mapping[str, SeriesRule]
    desks: Mapping[str, DeskRule]
    people: Mapping[str, PersonRule]
    departments: Mapping[str, DepartmentRule]
    serves: Mapping[tuple[str, str], frozenset[str]]
    opening: Opening | None
    priorities: Mapping[str, int] = field(default_factory=dict)
    regimes: Mapping[str, RegimeRule] = field(default_factory=dict)
    regime: str | None = None
    revision: str = ""
    seats: int = 0
    languages: tuple[str, ...] = ("pl",)
    phone_tickets: bool = True
    returners_in_row: int = 3
    priority_in_row: int = 2
    patience: float = 3.0
    calls_before_missed: int = 3
    recall_seconds: int = 15
    undo_seconds: int = 60
    ten_minutes_more: int = 2
    idle_seconds: int = 300
    wish_step: int = 300
    wish_target: int = 900
    dates: tuple[datetime, ...] = ()
    call_reasons: frozenset[str] = frozenset(CALL_REASONS)
    away_places: frozenset[str] = frozenset(AWAY_PLACES)
    aside_events: frozenset[str] = frozenset(ASIDE_EVENTS)
    contact_modes: tuple[str, ...] = ("comes-down", "goes-up", "room", "phone", "video")

    def __post_init__(self) -> None:
        object.__setattr__(self, "services", Services(self.services))
        object.__setattr__(self, "desks", Desks(self.desks))

    def time_to_come(self, needs: Collection[str]) -> timedelta:
        """How long a client has from a call until the next one; whoever needs more time has twice as long."""
        return timedelta(seconds=self.recall_seconds * (2 if "more_time" in needs else 1))

    def may_be_asked(self, person: str) -> bool:
        """Is this an officer or a head whom some department asks when a client wishes to talk?"""
        return any(person in people for department in self.departments.values() for _, people in department.steps)

    def may_serve(self, desk: str, person: str) -> frozenset[str]:
        """Services that this person may serve at this desk today; empty when none."""
        return self.serves.get((desk, person), frozenset())
