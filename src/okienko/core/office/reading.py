"""From plain tables to an Office, with every fault on the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from okienko.core.calendar.calendar import NO_HOLIDAYS
from okienko.core.description.fault import Fault, FaultyDescription, Place, fault
from okienko.core.description.reader import Reader, Reference, closest
from okienko.core.office.checks import run_checks
from okienko.core.office.office import Office

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")

# Where the names of the IANA list begin that follow a place; the others are kept for old files, or follow none.
PLACES: Final = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
                 "Pacific")
# What to write instead of names that are often met.
STALE_TIMEZONES: Final = MappingProxyType(
    {
        "Poland": "Europe/Warsaw",
        "CET": "Europe/Warsaw",
        "MET": "Europe/Warsaw",
        "EET": "Europe/Kyiv",
        "Europe/Kiev": "Europe/Kyiv",
        "GB": "Europe/London",
        "WET": "Europe/Lisbon",
        "EST": "America/New_York",
    }
)

# Places which, when they or something in them cannot be read, leave nothing of their section to check.
WHOLE: Final = frozenset({("calendar", "periods"), ("office", "procedure")})

# Faults of today's check with which an office can be read all the same, as it was when its revision was applied.
LOADABLE: Final = frozenset({"key-gone", "unwritten-character", "timezone-stale"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """An office as far as it could be read, the faults met, and the sections that are not whole."""

    office: Office
    faults: tuple[Fault, ...]
    unread: frozenset[str]


def load(tables: Mapping[str, Any], *, holidays: Mapping[date, str] = NO_HOLIDAYS) -> Office:
    """The office that the tables describe; raises FaultyDescription.

    Only what can be read is asked here. Whether the office works is the question of `check`: a revision that
    was right when it was applied stays loadable when a skill has run out since.
    """
    reading = _read(tables, holidays)
    hindering = [each for each in reading.faults if each.code not in LOADABLE]
    if hindering:
        raise FaultyDescription(hindering)
    return reading.office


def check(
    tables: Mapping[str, Any],
    *,
    on: date,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    unread: frozenset[str] = frozenset(),
) -> tuple[Fault, ...]:
    """Every fault of a description, seen from a day (skills run out).

    `unread` names sections of which a file could not be read: what they may hold is not held against the
    rest.
    """
    reading = _read(tables, holidays, unread)
    return (*reading.faults, *run_checks(reading.office, on=on, unread=reading.unread))


def _read(tables: Mapping[str, Any], holidays: Mapping[date, str], unread: frozenset[str] = frozenset()) -> _Reading:
    reader = Reader()
    office: Office = reader.thing(Office, tables, place=())
    missing = {str(place[0]) for place in reader.broken if place[:2] in WHOLE or len(place) == 1}
    silent = unread | missing
    read = [each for each in reader.faults if each.place or each.params.get("key") not in unread]
    asked = [each for each in reader.references if silent.isdisjoint(each.sections)]
    faults = [*read, *_dangling(office, asked), *_identity(office, reader.broken)]
    return _Reading(_completed(office, holidays), tuple(faults), silent)


def _completed(office: Office, holidays: Mapping[date, str]) -> Office:
    """The office with what its files leave to others: public holidays, and targets taken from queues."""
    calendar = replace(office.calendar, holidays=holidays) if office.calendar.public_holidays else office.calendar
    services = {
        service.id: service
        if service.target_minutes
        else replace(service, target_minutes=_target(office, service.queue))
        for service in office.services.values()
    }
    return replace(office, calendar=calendar, services=MappingProxyType(services))


def _target(office: Office, queue: str) -> int:
    found = office.queues.get(queue)
    return found.target_minutes if found else 0


def _dangling(office: Office, references: list[Reference]) -> Iterator[Fault]:
    for reference in references:
        known = [each for section in reference.sections for each in getattr(office, section)]
        if reference.value in known:
            continue
        sections = " / ".join(f"[{section}]" for section in reference.sections)
        hint = closest(reference.value, known)
        code = "unknown-reference-hint" if hint else "unknown-reference"
        params = {"hint": hint} if hint else {}
        yield fault(code, reference.place, value=reference.value, sections=sections, **params)


def _identity(office: Office, broken: set[Place]) -> Iterator[Fault]:
    if ("office",) in broken:
        return
    if ("office", "slug") not in broken and not SLUG.fullmatch(office.slug):
        yield fault("bad-slug", ("office", "slug"), value=office.slug)
    if ("office", "timezone") in broken:
        return
    name, place = office.timezone, ("office", "timezone")
    if not _is_zone(name):
        yield fault("timezone-unknown", place, value=name, hint=_nearest_zone(name))
    elif name in STALE_TIMEZONES or not name.startswith(tuple(f"{area}/" for area in PLACES)):
        yield fault("timezone-stale", place, value=name, hint=STALE_TIMEZONES.get(name) or _nearest_zone(name))


def _nearest_zone(name: str) -> str:
    """A zone that follows a place, named like this one."""
    zones = [zone for zone in available_timezones() if zone.partition("/")[0] in PLACES]
    return closest(name, sorted(zones)) or "Europe/Warsaw"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
