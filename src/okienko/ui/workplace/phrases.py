"""The words of what a hall's people choose from lists; the office's own lists go before the program's."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okienko.core.office import Office
from okienko.core.office.rules import Listed

Words = str | Promise

PLACES: dict[str, Words] = {
    "photographer": _("Photographer"),
    "bank": _("Bank or post office"),
    "copies": _("Copies"),
    "upstairs": _("The department upstairs"),
}


def choices(own: Mapping[str, Listed], usual: Mapping[str, Words], *, language: str) -> list[tuple[str, str]]:
    """What may be chosen: id and words."""
    if own:
        return [(each.id, each.name.spoken(language)) for each in own.values()]
    return [(name, str(words)) for name, words in usual.items()]


def place_words(office: Office, place: str | None, *, language: str) -> str:
    """Where a client has gone; a place of another day's list stands as it was written."""
    return dict(choices(office.away_places, PLACES, language=language)).get(place or "", place or "")
