"""Standards and their readings in words: the same on the manager's page and on the public one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from okienko.core.office import Office
from okienko.core.office.rules import MEASURES_IN_MINUTES, Standard
from okienko.core.standards.measures import Reading
from okienko.core.standards.openness import Contact
from okienko.ui.standards.words import minutes_words, promise_words, share_words

Row = dict[str, Any]


class Kept(Protocol):
    """The standards of a period, as `actions.standards` reads them."""

    @property
    def readings(self) -> Iterable[tuple[Standard, Reading]]: ...

    @property
    def departments(self) -> Mapping[str, Contact]: ...


def standards_rows(kept: Kept, *, language: str) -> list[Row]:
    """One row for each standard: the promise, how many cases, the figure, kept or not (None = no case)."""
    return [_row(standard, reading, language) for standard, reading in kept.readings]


def _row(standard: Standard, reading: Reading, language: str) -> Row:
    in_minutes = standard.measure in MEASURES_IN_MINUTES
    value = minutes_words(reading.value) if in_minutes else share_words(reading.value)
    return {
        "id": standard.id,
        "name": standard.name.spoken(language),
        "text": standard.text if language == "pl" else "",
        "promise": promise_words(standard),
        "measure": standard.measure,
        "queues": ", ".join(standard.queues),
        "cases": reading.cases,
        "value": value,
        "within": share_words(reading.within) if reading.within is not None else "",
        "kept": reading.kept,
    }


def departments_rows(kept: Kept, *, office: Office, language: str) -> list[Row]:
    """The contact with officers by department; there is no figure for one officer."""
    names = {department.id: department.name.spoken(language) for department in office.departments.values()}
    return [{"name": names.get(department, department), "contact": contact, "median": minutes_words(contact.median)}
            for department, contact in kept.departments.items()]
