"""The rules an office sets for itself: priorities, standards, regimes, the hall, notices."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from okienko.core.calendar.hours import Validity
from okienko.core.description.fields import Mark, told
from okienko.core.office.place import Text
from okienko.core.office.staff import ContactMode

Measure = Literal["wait", "service-time", "estimate-kept", "wish-met-directly", "wish-time", "missed", "rating"]
Companion = Literal["allowed", "only-when-needed", "not-allowed"]

# Measures in minutes are held at a quantile; the others are a share of cases between 0 and 1.
MEASURES_IN_MINUTES: Final = frozenset({"wait", "service-time", "wish-time"})

def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """A lawful ground to go ahead; all who have one share one ratio: at most `in_a_row` before somebody else's turn."""

    id: str = told(given=True)
    name: Text
    ground: str
    statute: str
    in_a_row: int = told(least=1, fault="ratio-not-positive")
    proof: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A promise that is measured: `target` minutes at `quantile`, or a share of cases."""

    id: str = told(given=True)
    name: Text
    measure: Measure
    quantile: float = told(least=0, most=1)
    target: float = told(least=0)
    text: str
    queues: tuple[str, ...] = told((), refers=("queues",))  # none = all
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Validity):
    """Rules of limited contact: they throttle the hall, never close it, and leave each department a way.

    With a first and a last day they begin and end by the calendar. Otherwise the manager switches them on; they then
    hold from day to day until switched off, at the longest till their last day.
    """

    id: str = told(given=True)
    name: Text
    legal_act: str
    contact_modes: tuple[ContactMode, ...]
    contact: Mapping[str, tuple[ContactMode, ...]] = told(factory=_nothing, refers=("departments",))
    persons: Mapping[str, int] = told(factory=_nothing, refers=("areas",))  # at once, by area
    square_metres_per_person: float | None = told(None, least=1)
    persons_per_open_desk: int | None = told(None, least=1, fault="capacity-below-one")
    closed_desks: tuple[str, ...] = told((), refers=("desks",))
    walk_in_share: float = told(0.0, least=0, most=1)  # of the places inside, kept for those who came without a phone
    companion: Companion = "allowed"
    outside: Text
    note: str = ""
    mark: Mark = ""

    def capacity(self, area: str, *, square_metres: float | None, open_desks: int) -> int | None:
        """How many persons may be in an area at once, at least one; None = no bound of the regime."""
        bounds: list[int] = []
        if area in self.persons:
            bounds.append(self.persons[area])
        if self.square_metres_per_person is not None and square_metres is not None:
            bounds.append(int(square_metres / self.square_metres_per_person))
        if self.persons_per_open_desk is not None:
            bounds.append(self.persons_per_open_desk * open_desks)
        return max(1, min(bounds)) if bounds else None

    def modes_of(self, department: str, usual: tuple[ContactMode, ...]) -> tuple[ContactMode, ...]:
        """The ways to reach an officer of a department while the regime holds, in the department's order."""
        allowed = self.contact.get(department, self.contact_modes)
        return tuple(mode for mode in usual if mode in allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRules:
    """Numbers by which the hall is run."""

    returners_in_row: int = told(2, least=1)  # people who come back from an officer or the cash desk, in a row
    calls_before_missed: int = told(3, least=1)
    recall_seconds: int = told(15, least=0, most=600)  # from a call until the next one, or until nobody came
    undo_seconds: int = told(60, least=0, most=3600)
    idle_minutes: int = told(5, least=1, most=120)  # so long after its last act a free desk is left its own matters
    patience: float = told(3.0, least=1)  # the longest wait, in multiples of the target
    wish_step_minutes: int = told(5, least=1, most=1440)  # so long one officer is asked before the next
    wish_target_minutes: int = told(15, least=1, most=1440)  # from the wish to the conversation
    ten_minutes_more: int = told(2, least=0)  # how often a client may ask for ten minutes more
    phone_tickets: bool = True  # whether a ticket may be taken on the phone page


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One choice of a list: why a client is called out of order, goes somewhere, or waits aside."""

    id: str = told(given=True)
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Validity):
    """An announcement for the screens and the public page."""

    id: str = told(given=True)
    title: Text
    text: Text
    audience: Literal["everyone", "hall", "site", "staff"] = "everyone"
    mark: Mark = ""
