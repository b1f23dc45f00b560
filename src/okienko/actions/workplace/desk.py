"""What a person does at a desk, and what that person sees there."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from okienko.actions.hall import give, look, now
from okienko.actions.keeper import Answer
from okienko.actions.submit import NoKeeper
from okienko.actions.workplace.attendance import attend
from okienko.core.hall.commands import Command, LeaveDesk
from okienko.core.hall.refusals import Refusal
from okienko.core.hall.workplace import workplace
from okienko.core.people import roles as may
from okienko.core.people.who import Who


def place_of(slug: str, *, who: Who) -> dict[str, Any]:
    """The desk, the client and the choice of this person, at the moment of the hall's clock."""
    at = now()
    place = look(slug, lambda hall, rules: workplace(hall, rules=rules, person=who.staff_id, at=at))
    if place["desk"] is not None:
        attend(who.by, place["desk"]["id"])
    return place


def leave_desk(who: Who) -> None:
    """Whoever signs out leaves the desk, unless a client sits there: that one is served to the end, or released."""
    if not who.staff_id or not who.may(may.SERVE_DESK):
        return
    with suppress(Refusal, NoKeeper):
        desk = look(who.office, lambda hall, _: hall.desk_of(who.staff_id))
        if desk is not None:
            give(who.office, LeaveDesk(desk=desk.id), who=who)


def work(slug: str, command: Command, *, who: Who, key: str | None) -> Answer:
    """One act at a desk; raises a Refusal. A page offers several acts under one key: each is a request of its own."""
    return give(slug, command, who=who, key=f"{key}/{type(command).__name__}" if key else None)
