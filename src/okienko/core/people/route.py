"""Who may go where: one row for each address of the program.

The rows are written down in one table (`okienko.config.routes`), from which both
worlds, Django's pages and the live face, are built; an address that has no row
does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from okienko.core.people.who import DEVICE, NOBODY, PERSON, PLAYER, Who

DJANGO = "django"
LIVE = "live"
STAGE = "stage"

#: Open to anybody.
PUBLIC = "public"
#: Any person who is signed in.
SIGNED_IN = "signed_in"
#: Whoever holds the code of a ticket; the code is checked by the address itself.
HOLDER = "holder"
#: As the table of duties says for each command.
DUTIES = "duties"

ALLOW = "allow"
SIGN_IN = "sign_in"
FORBID = "forbid"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its world, methods, path, the view that answers, its name, who may, and what it is for.

    A world is Django, the live hall, or the stage of a demonstration.

    A path names its parts in braces: `{office}/desk/`. `view` is `module:function`
    for Django and the name of a handler for live.
    """

    world: str
    methods: tuple[str, ...]
    path: str
    name: str
    view: str
    permission: str
    what: str


def verdict(route: Route, *, who: Who, office: str | None) -> str:
    """May this one go there? `office` is the one that the address names, None when it names none.

    Whoever is signed in to another office finds nothing there: not even that it exists.
    """
    if route.permission in (PUBLIC, HOLDER, DUTIES):
        return ALLOW
    if route.permission == PLAYER:
        return ALLOW if who.kind == PLAYER else MISSING
    if who.kind == NOBODY:
        return SIGN_IN
    if office is not None and office != who.office:
        return MISSING
    if route.permission == SIGNED_IN:
        return ALLOW if who.kind == PERSON else FORBID
    return ALLOW if who.kind in (PERSON, DEVICE) and who.may(route.permission) else FORBID
