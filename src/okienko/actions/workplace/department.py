"""What a department sees of the wishes to meet its officers."""

from __future__ import annotations

from typing import Any

from okienko.actions.contact import numbers_of
from okienko.actions.hall import look, now
from okienko.core.hall.upstairs import upstairs
from okienko.core.people.who import Who


def wishes_of(slug: str, *, who: Who, department: str) -> dict[str, Any]:
    """The wishes that concern this person or department, with the numbers left for them, at the hall's moment."""
    at = now()
    view = look(slug, lambda hall, rules: upstairs(hall, rules=rules, person=who.staff_id, department=department,
                                                   at=at))
    called = [row["number"] for row in view["wishes"] if row["reachable"]]
    numbers = numbers_of(slug, called) if called else {}
    for row in view["wishes"]:
        row["phone"] = numbers.get(row["number"], "")
    return view
