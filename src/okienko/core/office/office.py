"""The whole description of an office as one immutable value.

Everything that differs between offices stands here and in the files it is read from; the program itself is
the same everywhere. Mappings are keyed by id and keep the order of the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo

from okienko.core.calendar.calendar import Calendar
from okienko.core.calendar.duty import Duty
from okienko.core.calendar.hours import DayHours
from okienko.core.description.fields import LETTER, told
from okienko.core.office.phrase import Phrase, said
from okienko.core.office.place import Area, Building, Desk, Entrance, Floor, Network, Printer, Site
from okienko.core.office.rules import HallRules, Listed, Notice, Priority, Regime, Standard
from okienko.core.office.service import Group, Queue, Referral, Series, Service
from okienko.core.office.staff import ContactMode, Department, Person, Roster


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the office is. `procedure` is the law by which it settles matters; `payee` gets the fees."""

    slug: str
    name: str
    timezone: str
    short_name: str = ""
    kind: str = ""
    organ: str = ""
    procedure: Literal["kpa", "ordynacja", "private"] = "kpa"
    payee: str = ""
    languages: tuple[Literal["pl", "en", "uk"], ...] = ("pl",)
    territory: str = ""  # TERYT code of the area the office is competent for
    demonstration: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office, whole. What a field holds is said at its class."""

    identity: Identity = told(key="office")
    marks: Mapping[str, str] = told(factory=_nothing)
    calendar: Calendar
    sites: Mapping[str, Site]
    buildings: Mapping[str, Building]
    floors: Mapping[str, Floor]
    areas: Mapping[str, Area]
    entrances: Mapping[str, Entrance] = told(factory=_nothing)
    network: Network | None = None
    printers: Mapping[str, Printer] = told(factory=_nothing)
    departments: Mapping[str, Department]
    desks: Mapping[str, Desk]
    people: Mapping[str, Person]
    roster: Roster = told(refers=("desks",))
    series: Mapping[str, Series]
    queues: Mapping[str, Queue] = told(ids=LETTER)
    groups: Mapping[str, Group] = told(factory=_nothing)
    services: Mapping[str, Service]
    referrals: Mapping[str, Referral] = told(factory=_nothing)
    priorities: Mapping[str, Priority] = told(factory=_nothing)
    standards: Mapping[str, Standard] = told(factory=_nothing)
    regimes: Mapping[str, Regime] = told(factory=_nothing)
    hall_rules: HallRules = told(factory=HallRules)
    notices: Mapping[str, Notice] = told(factory=_nothing)
    phrases: Mapping[str, Phrase] = told(factory=_nothing)
    call_reasons: Mapping[str, Listed] = told(factory=_nothing)  # each of the three instead of the program's own list
    away_places: Mapping[str, Listed] = told(factory=_nothing)
    aside_events: Mapping[str, Listed] = told(factory=_nothing)

    @property
    def slug(self) -> str:
        """The short name used in addresses and as the key in the database."""
        return self.identity.slug

    @property
    def name(self) -> str:
        """The full name."""
        return self.identity.name

    @property
    def timezone(self) -> str:
        """The IANA name of the zone whose clock hangs on the wall."""
        return self.identity.timezone

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the faces for clients."""
        return self.identity.languages

    def said(self, text: str, language: str) -> str:
        """A text of a card or a name of a group in a language of the office, as far as its words go."""
        group = next((group for group in self.groups.values() if group.name.pl == text), None)
        return group.name.spoken(language) if group is not None else said(text, language, phrases=self.phrases)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)

    def printer_for(self, device: str) -> Printer | None:
        """The printer that serves the device of this name: the one that names it, else the first for everybody."""
        named = (printer for printer in self.printers.values() if device in printer.serves)
        for_all = (printer for printer in self.printers.values() if not printer.serves)
        return next(named, None) or next(for_all, None)

    def opening(self, on: date) -> DayHours | None:
        """When the office is open on a date, as UTC moments; None = closed."""
        return self.calendar.opening(on, zone=self.zone)

    def serves(self, desk_id: str, person_id: str, on: date) -> frozenset[str]:
        """The ids of the services that this person may serve at this desk on this day."""
        person = self.people[person_id]
        skilled = frozenset(skill.what for skill in person.skills if skill.holds_on(on))
        at_desk = frozenset(self.desks[desk_id].departments)
        return frozenset(
            service.id
            for service in self.services.values()
            if service.department in at_desk and (service.id in skilled or service.department in skilled)
        ) | self._of_every_department(at_desk)

    def cash_services(self, on: date) -> frozenset[str]:
        """The ids of what is settled at the cash desks: there by cashiers, and by whoever else the roster puts there.

        A cash desk may belong to any department; other matters of that department are no payments for it.
        """
        cash = {desk.id for desk in self.desks.values() if desk.kind == "cash"}
        cashiers = {person.id for person in self.people.values() if person.role == "cashier"}
        there = {(desk, person) for desk in cash for person in cashiers}
        there |= {(desk, duty.person) for day in range(7) for desk, duty in self.duties(day) if desk in cash}
        settled = frozenset().union(*(self.serves(desk, person, on) for desk, person in there if person in self.people))
        return settled - self._of_every_department(frozenset({"*"}))

    def _of_every_department(self, at_desk: frozenset[str]) -> frozenset[str]:
        """Matters of "*" need no skill: whoever sits there calls the officer."""
        if "*" not in at_desk:
            return frozenset()
        return frozenset(service.id for service in self.services.values() if service.department == "*")

    def duties(self, weekday: int) -> Iterator[tuple[str, Duty]]:
        """Desk and duty of a weekday (0 = Monday), desks in the order of the roster."""
        for desk_id, week in self.roster.items():
            for duties in (on_duty for days, on_duty in week.items() if weekday in days):
                yield from ((desk_id, duty) for duty in duties)

    def duties_on(self, on: date) -> Iterator[tuple[str, Duty]]:
        """Desk and duty of a date: a day worked in exchange has the roster of the day that is off for it.

        A desk that the roster of the day itself names has those duties instead.
        """
        special = self.calendar.exceptions.get(on)
        swap = None if special is not None else self.calendar.swaps.get(on)
        day = special or swap
        own = day.roster if day is not None else {}
        usual = self.duties((swap.instead_of if swap else on).weekday())
        yield from ((desk_id, duty) for desk_id, duty in usual if desk_id not in own)
        yield from ((desk_id, duty) for desk_id, on_duty in own.items() for duty in on_duty)

    def letter(self, queue_id: str) -> str:
        """What the tickets of a queue begin with, so that whoever holds one finds it on the board."""
        series = self.series.get(self.queues[queue_id].series)
        return series.prefix if series is not None and series.prefix else queue_id

    def contact_modes(self, department_id: str, regime_id: str | None = None) -> tuple[ContactMode, ...]:
        """The ways to reach an officer of a department; never empty once the description is checked."""
        usual = self.departments[department_id].contact_modes
        if regime_id is None:
            return usual
        return self.regimes[regime_id].modes_of(department_id, usual)
