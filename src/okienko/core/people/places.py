"""Where the people of an office work: the screens that a role opens, in the order of the day."""

from __future__ import annotations

from dataclasses import dataclass

from okienko.core.people import roles as may
from okienko.core.people.who import PERSON, Who


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: the name of its address and the permissions that open it."""

    route: str
    permissions: frozenset[str]


PLACES = (
    Place("desk", frozenset({may.SERVE_DESK})),
    Place("till", frozenset({may.TAKE_PAYMENTS})),
    Place("reception", frozenset({may.HELP_AT_DOOR})),
    Place("department", frozenset({may.MEET_CLIENTS})),
    Place("manager", frozenset({may.RUN_HALL})),
    Place("manager-standards", frozenset({may.SEE_STANDARDS})),
    Place("people", frozenset({may.MANAGE_PEOPLE})),
    Place("devices", frozenset({may.MANAGE_DEVICES})),
    Place("setup-description", frozenset({may.MANAGE_OFFICE})),
    Place("journal", frozenset({may.READ_JOURNAL})),
)
#: What somebody with several places opens first, by role.
_FIRST = {"manager": "manager", "cashier": "till", "officer": "department", "reception": "reception", "clerk": "desk",
          "administrator": "people", "auditor": "journal"}


def places_of(who: Who) -> tuple[Place, ...]:
    """The screens of whoever is signed in; a device or an unknown client has none."""
    if who.kind != PERSON:
        return ()
    return tuple(place for place in PLACES if place.permissions & who.permissions)


def first_place(who: Who, *, roles: list[str]) -> Place | None:
    """The screen to open after signing in."""
    places = {place.route: place for place in places_of(who)}
    named = (places.get(route) for role, route in _FIRST.items() if role in roles)
    return next((place for place in named if place is not None), next(iter(places.values()), None))
