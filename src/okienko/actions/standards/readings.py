"""Each standard of the office held against a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from okienko.actions.standards.facts import Facts, facts_of
from okienko.core.office import Office
from okienko.core.office.rules import Standard
from okienko.core.standards.measures import Reading, due_wishes, read
from okienko.core.standards.openness import Contact, by_department, contact


@dataclass(frozen=True, slots=True)
class Kept:
    """How a period was: each standard with its reading, and the contact with officers, whole and by department."""

    first: date
    last: date
    facts: Facts
    readings: tuple[tuple[Standard, Reading], ...]
    contact: Contact
    departments: dict[str, Contact]


def kept_standards(office: Office, first: date, last: date, *, at: datetime) -> Kept:
    """The standards of the office over these days, both included, as they stand at this moment."""
    facts = facts_of(office, first, last)
    due = due_wishes(facts.wishes, at=at, target_minutes=office.hall_rules.wish_target_minutes)
    readings = tuple((standard, read(standard, steps=facts.steps, wishes=due))
                     for standard in office.standards.values())
    return Kept(first, last, facts, readings, contact(facts.wishes), by_department(facts.wishes))
