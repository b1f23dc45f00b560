"""The shapes of the answers. Names are given in the languages of the office; moments are ISO 8601 with an offset."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field


class Name(Schema):
    """A name by language; Polish is always there."""

    pl: str
    en: str = ""
    uk: str = ""


class Feeds(Schema):
    """Where the feeds in other shapes are: paths on this server."""

    warsaw: str
    duw: str


class OfficeShort(Schema):
    """An office of this installation."""

    id: str
    name: str
    kind: str
    timezone: str
    languages: list[str]
    territory: str = Field(description="TERYT code; empty when not known")
    demonstration: bool
    is_open: bool = Field(description="Whether the doors are open at this moment, by the calendar")
    feeds: Feeds


class Place(Schema):
    """A site of the office."""

    id: str
    name: str
    address: str
    phone: str


class Entrance(Schema):
    """A door."""

    name: Name
    step_free: bool
    note: str


class Regime(Schema):
    """Rules of limited contact, with the legal act on which they rest."""

    id: str
    name: Name
    legal_act: str
    valid_from: date | None
    valid_to: date | None


class OfficeFull(OfficeShort):
    """An office with its places, ways in and the rules it may put in force."""

    organ: str
    revision: int = Field(description="The number of the description in force")
    sites: list[Place]
    entrances: list[Entrance]
    regimes: list[Regime]


class ServiceShort(Schema):
    """A matter people come with."""

    id: str
    name: Name
    group: str
    department: str
    queue: str


class ServiceFull(ServiceShort):
    """The card of a service."""

    documents: list[str]
    fee: str
    fee_first: bool
    deadline: str
    where: str
    result: str
    online: str
    legal_basis: str
    obligation: str
    in_person: bool
    any_office: bool
    minutes: int = Field(description="Usual minutes at the desk")
    synonyms: list[str]
    note: str
    reliability: str = Field(description="How far the card may be relied on, in words of the office")


class Referral(Schema):
    """A matter that another authority settles."""

    id: str
    name: Name
    where: str
    why: str
    fee: str
    note: str


class Department(Schema):
    """A department with the ways to reach it, as they are now."""

    id: str
    name: Name
    floor: str
    room: str
    phone: str
    step_free: bool
    desks: list[str] = Field(description="Desks that take its matters in")
    ways: list[str] = Field(description="How its officers are met: comes-down, goes-up, room, phone, video")


class Day(Schema):
    """The hours of one date; `opens` and `closes` are null when the office is closed."""

    date: date
    opens: datetime | None
    last_ticket: datetime | None
    closes: datetime | None
    reason: str = Field(description="Why the hours are not the usual ones")


class Hours(Schema):
    """The hours of a period."""

    office: str
    days: list[Day]


class Wait(Schema):
    """A likely wait: a band in minutes."""

    low: int
    high: int


class Queue(Schema):
    """A queue now and today."""

    id: str
    name: Name
    target_minutes: int
    waiting: int
    desks: int
    wait: Wait | None = Field(description="Of whoever is last in line; null where it cannot be told")
    last_called: str
    last_called_at: datetime | None
    taken_today: int
    served_today: int


class Hall(Schema):
    """The hall at this moment."""

    office: str
    at: datetime
    phase: str = Field(description="closed, open, or stopped (no more tickets, whoever waits is served)")
    regime: Regime | None
    inside: int = Field(description="Persons in the hall; clients, where the regime bounds them by open desks")
    outside: int
    capacity: int | None
    seats: int
    seats_free: int
    queues: list[Queue]


class StandardReading(Schema):
    """A standard held against a period. `value` is minutes or a share; it and `kept` are null without a case."""

    id: str
    name: Name
    measure: str
    quantile: float
    target: float
    queues: list[str]
    cases: int
    value: float | None
    within: float | None = Field(description="The share of cases within a target in minutes")
    kept: bool | None


class ContactFigures(Schema):
    """Wishes to talk to an officer. There is no figure for refusals: the life of a wish has none."""

    asked: int
    met: int
    direct: int
    withdrawn: int
    open: int
    median_minutes: float | None


class Standards(Schema):
    """The standards of a period, and the contact with officers, whole and by department."""

    office: str
    first: date
    last: date
    visits: int
    standards: list[StandardReading]
    contact: ContactFigures
    departments: dict[str, ContactFigures]
