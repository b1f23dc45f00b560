"""Reading a description from its files: parsed, checked, and made an office. Nothing is stored here."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from okienko.core.calendar.calendar import NO_HOLIDAYS
from okienko.core.description.fault import Fault, FaultyDescription, fault
from okienko.core.description.wording import OF_FILES
from okienko.core.office import Office, check, load
from okienko.links.files import content_hash, parse
from okienko.links.holidays import UnknownCountry, public_holidays

log = logging.getLogger(__name__)

# Years for which public holidays are handed in: past days are replayed, and next year is planned.
FIRST_YEAR: Final = 2015
LAST_YEAR: Final = 2050


@dataclass(frozen=True, slots=True)
class Examined:
    """The office that the files describe, unless there are faults; the faults with file and line."""

    office: Office | None
    faults: tuple[Fault, ...]


def examine(files: Mapping[str, str], *, on: date, unreadable: Mapping[str, str] = MappingProxyType({}),
            slug: str | None = None) -> Examined:
    """Everything that is wrong with a description on a day, and the office if nothing is.

    `unreadable` holds files that are no proper text, as far as they can be read; `slug` is the office which the
    description has to be of.
    """
    description = parse(files, unreadable=unreadable)
    holidays, unknown = _holidays(description.tables)
    checked = check(description.tables, on=on, holidays=holidays, unread=description.unread)
    unread = bool(unreadable) or any(each.code in OF_FILES - {"given-twice"} for each in description.faults)
    told = _without_sections(checked, some_unread=unread)
    faults = (*description.faults, *unknown, *_of_another(description.tables, slug), *told)
    if faults:
        return Examined(None, tuple(description.locate(each) for each in faults))
    return Examined(load(description.tables, holidays=holidays), ())


def _without_sections(faults: tuple[Fault, ...], *, some_unread: bool) -> tuple[Fault, ...]:
    """Sections that are missing are one fault; where a file could not be read they may stand in it, and are none."""
    missing = [each for each in faults if each.code == "missing-key" and not each.place]
    others = tuple(each for each in faults if each not in missing)
    if some_unread or not missing:
        return others
    if len(missing) == 1:
        return faults
    sections = [f"[{each.params['key']}]" for each in missing]
    return (*others, fault("sections-missing", (), sections=sections))


def _of_another(tables: Mapping[str, Any], slug: str | None) -> tuple[Fault, ...]:
    office = tables.get("office")
    named = office.get("slug") if isinstance(office, Mapping) else None
    if slug is None or not isinstance(named, str) or named == slug:
        return ()
    return (fault("another-office", ("office", "slug"), slug=named, expected=slug),)


def hash_of_applied(files: Mapping[str, str], *, applied: str, slug: str) -> str:
    """The hash of a revision's files as they are now; `applied` is the one that they had when they were applied.

    Somebody may have changed them in the database since. They are used all the same, because nobody in the hall is
    to be turned away for it; the log says so, `okienko doctor` and `okienko verify` find it.
    """
    digest = content_hash(files)
    if digest != applied:
        log.error("the description of %s was changed after it was applied; run okienko doctor", slug)
    return digest


def office_of(files: Mapping[str, str]) -> Office:
    """The office that files describe which were checked when they were applied; raises FaultyDescription."""
    description = parse(files, with_lines=False)
    if description.faults:
        raise FaultyDescription(parse(files).faults)
    holidays, _ = _holidays(description.tables)
    return load(description.tables, holidays=holidays)


def _holidays(tables: Mapping[str, Any]) -> tuple[Mapping[date, str], tuple[Fault, ...]]:
    calendar = tables.get("calendar")
    country = calendar.get("public_holidays") if isinstance(calendar, Mapping) else None
    if not isinstance(country, str) or not country.strip():
        return NO_HOLIDAYS, ()
    try:
        return _of_country(country), ()
    except UnknownCountry:
        return NO_HOLIDAYS, (fault("country-unknown", ("calendar", "public_holidays"), value=country),)


@lru_cache(maxsize=8)
def _of_country(country: str) -> Mapping[date, str]:
    return public_holidays(country, first_year=FIRST_YEAR, last_year=LAST_YEAR)
