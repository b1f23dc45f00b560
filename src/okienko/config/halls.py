"""The rules and the clock of each hall, from the description of its office."""

from __future__ import annotations

from datetime import date, tzinfo

from okienko.actions.description import hash_of_applied, office_of
from okienko.core.hall.compile import rules_of
from okienko.core.hall.refusals import UnknownThing
from okienko.core.hall.rules import HallRules
from okienko.core.office import Office
from okienko.records.reader import NoDescription, Reader


class Descriptions:
    """The offices as described now; a description is read once and again when another one was applied."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[str, Office]] = {}

    def office(self, slug: str) -> tuple[str, Office]:
        """An office's newest description and the hash of its files; raises UnknownThing."""
        try:
            known = self._known.get(slug)
            if known is None or known[0] != self._reader.content_hash(slug):
                described = self._reader.described(slug)
                digest = hash_of_applied(described.files, applied=described.content_hash, slug=slug)
                known = self._known[slug] = (digest, office_of(described.files))
        except NoDescription:
            raise UnknownThing(office=slug) from None
        return known

    def rules_for(self, slug: str, on: date) -> HallRules:
        """The rules of an office's hall on a day; raises UnknownThing."""
        content_hash, office = self.office(slug)
        return rules_of(office, on, revision=content_hash)

    def zone_of(self, slug: str) -> tzinfo:
        """The time zone of an office; raises UnknownThing."""
        known = self._known.get(slug)
        return (known or self.office(slug))[1].zone
