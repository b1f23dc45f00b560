"""Is the office itself in order: its short name, its languages, and texts that screens and tables can hold?"""

from collections.abc import Iterator
from typing import Final

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office

#: First parts of addresses that are not an office's; a test of the house holds them against the routes.
RESERVED: Final = frozenset({"account", "api", "app", "enrol", "home", "i18n", "letter", "live", "stage", "static"})
LONGEST_NAME: Final = 200
#: A label is read from eight metres.
LONGEST_LABEL: Final = 40
LONGEST_TEXT: Final = 20_000


def check_itself(office: Office) -> Iterator[Fault]:
    """The short name is free, some language is spoken, names and labels fit."""
    place: Place = ("office",)
    if office.slug in RESERVED:
        yield fault("slug-reserved", (*place, "slug"), value=office.slug)
    elif office.slug.endswith("-"):
        yield fault("bad-slug", (*place, "slug"), value=office.slug)
    if not office.languages:
        yield fault("no-languages", (*place, "languages"))
    elif "pl" not in office.languages:
        yield fault("polish-missing", (*place, "languages"))
    yield from _fits(office.name, (*place, "name"), most=LONGEST_NAME)
    for desk in office.desks.values():
        yield from _fits(desk.label, ("desks", desk.id, "label"), most=LONGEST_LABEL)
    for key in ("short_name", "kind", "organ", "payee", "note"):
        yield from _fits(getattr(office.identity, key), (*place, key), most=LONGEST_TEXT)
    for service in office.services.values():
        yield from _fits(service.name.pl, ("services", service.id, "name"), most=LONGEST_NAME)


def check_made_up(office: Office) -> Iterator[Fault]:
    """In a demonstration there is nobody real."""
    for person in office.people.values() if office.identity.demonstration else ():
        if not person.fictional:
            yield fault("person-not-fictional", ("people", person.id), person=person.id)


def _fits(text: str, place: Place, *, most: int) -> Iterator[Fault]:
    if len(text) > most:
        yield fault("text-too-long", place, count=len(text), most=most)
