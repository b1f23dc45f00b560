"""What a department sees of the wishes to meet its officers."""

from __future__ import annotations

from typing import Any

from okienko.actions.hall import look, now
from okienko.core.hall.upstairs import upstairs
from okienko.core.people.who import Who


def wishes_of(slug: str, *, who: Who, department: str) -> dict[str, Any]:
    """The wishes that concern this person or department, at the moment of the hall's clock."""
    at = now()
    return look(slug, lambda hall, rules: upstairs(hall, rules=rules, person=who.staff_id, department=department,
                                                   at=at))
