"""What a person at the kiosk has chosen so far, carried in the address of each page.

Nothing is kept on the kiosk: whoever comes next begins anew, and every page works
without a script. The address holds the language, needs without a diagnosis, the
number of persons, a lawful ground of priority, and whether pages are read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from okienko.core.hall.decide.take import MAX_PERSONS, NEEDS
from okienko.core.office import Office
from okienko.core.people.who import DEVICE


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices of one person; `query` is the tail of each address."""

    language: str
    needs: tuple[str, ...] = ()
    persons: int = 1
    priority: str | None = None
    is_read: bool = False

    @classmethod
    def of(cls, request: HttpRequest, office: Office, *, kind: str) -> Choice:
        """What the address says; anything that the office does not know is left out."""
        asked = request.GET
        usual = office.languages[0] if kind == DEVICE else request.LANGUAGE_CODE  # type: ignore[attr-defined]
        language = asked.get("lang", usual)
        persons = asked.get("persons", "1")
        return cls(
            language=language if language in office.languages else office.languages[0],
            needs=tuple(need for need in NEEDS if need in asked.getlist("need")),
            persons=min(MAX_PERSONS, max(1, int(persons))) if persons.isdecimal() and len(persons) < 4 else 1,
            priority=asked.get("priority") if asked.get("priority") in office.priorities else None,
            is_read="read" in asked,
        )

    @property
    def query(self) -> str:
        """`?lang=pl&need=seat`, to be put behind an address."""
        facts: list[tuple[str, Any]] = [("lang", self.language), *(("need", need) for need in self.needs)]
        if self.persons > 1:
            facts.append(("persons", self.persons))
        if self.priority:
            facts.append(("priority", self.priority))
        if self.is_read:
            facts.append(("read", "1"))
        return f"?{urlencode(facts)}"

    def but(self, **changes: Any) -> str:
        """The query of this choice with something changed."""
        return replace(self, **changes).query

    def toggled(self, need: str) -> str:
        """The query with a need added, or taken away again."""
        rest = tuple(each for each in self.needs if each != need)
        return self.but(needs=rest if need in self.needs else tuple(n for n in NEEDS if n in (*rest, need)))

    @property
    def is_plain(self) -> bool:
        """Has nothing been chosen that reception or a desk should know?"""
        return not self.needs and self.persons == 1 and self.priority is None
