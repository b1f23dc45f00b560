"""Sentences that many cards share (documents, fees, deadlines, places), each once in every language of the office."""

from collections.abc import Mapping
from dataclasses import dataclass

from okienko.core.description.fields import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A line as it stands on the cards, and the same in other languages."""

    id: str = told(given=True)
    pl: str
    en: str = ""
    uk: str = ""

    def spoken(self, language: str) -> str:
        """The line in this language, or in Polish where it is not translated."""
        return {"en": self.en, "uk": self.uk}.get(language) or self.pl


def said(text: str, language: str, *, phrases: Mapping[str, Phrase]) -> str:
    """A text of a card, each line in this language where there is a phrase for it."""
    known = {phrase.pl: phrase for phrase in phrases.values()}
    return "\n".join(known[line].spoken(language) if line in known else line
                     for line in map(str.strip, text.splitlines()))
