"""Finding a service or a referral by words of its name.

Polish words are inflected, and people leave out diacritics. So words are folded
(lower case, no diacritics, ł as l) and compared by their common beginning: two
words match when they share at least four letters and all but a short ending of the
shorter one (one letter, where they share no more than four). Whoever asks for
something that another authority settles gets the referral; where nothing matches,
nothing is claimed (row L02).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from okienko.core.office.office import Office

_WORD = re.compile(r"\w+")
_SHARED = 4
_ENDING = 3
#: After a beginning of only four letters: "karta" is "karty", and "śmieci" is not "śmierć".
_SHORT_ENDING = 1
#: Words that say nothing about the matter.
_IDLE = frozenset({
    "i", "w", "z", "na", "do", "o", "od", "po", "dla", "lub", "oraz", "jak", "gdzie", "chce", "mam", "moj", "moja",
    "the", "a", "an", "of", "for", "to", "want", "my",
})
_NAME, _SYNONYM, _GROUP = 3.0, 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A service (or, with `is_referral`, another authority's matter) and how well it matches; larger is better."""

    id: str
    score: float
    is_referral: bool = False


def fold(text: str) -> str:
    """Lower case without diacritics; ł, which does not decompose, becomes l."""
    plain = text.casefold().replace("ł", "l")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, without those that say nothing."""
    return [word for word in _WORD.findall(fold(text)) if word not in _IDLE]


def find(office: Office, query: str, *, most: int = 8) -> list[Found]:
    """What best matches the query, best first; empty when nothing does."""
    asked = words(query[:200])
    if not asked:
        return []
    found = [*_services(office, asked), *_referrals(office, asked)]
    return sorted((row for row in found if row.score > 0), key=lambda row: (-row.score, row.id))[:most]


def _services(office: Office, asked: list[str]) -> Iterable[Found]:
    for service in office.services.values():
        names = (service.name.pl, service.name.en, service.name.uk)
        weighted = [(_NAME, names), (_SYNONYM, service.synonyms), (_GROUP, (service.group,))]
        yield Found(id=service.id, score=_score(asked, weighted))


def _referrals(office: Office, asked: list[str]) -> Iterable[Found]:
    for referral in office.referrals.values():
        names = (referral.name.pl, referral.name.en, referral.name.uk)
        weighted = [(_NAME, names), (_SYNONYM, referral.synonyms)]
        yield Found(id=referral.id, score=_score(asked, weighted), is_referral=True)


def _score(asked: list[str], weighted: list[tuple[float, tuple[str, ...]]]) -> float:
    """Every word asked must be matched somewhere; a text that says little else matches better."""
    total = 0.0
    for word in asked:
        best = max((weight * _closeness(word, text) for weight, texts in weighted for text in texts), default=0.0)
        if best == 0.0:
            return 0.0
        total += best
    return total / len(asked)


def _closeness(word: str, text: str) -> float:
    told = words(text)
    match = max((_match(word, other) for other in told), default=0.0)
    return match * (1 + 1 / (1 + len(told)))


def _match(asked: str, told: str) -> float:
    if asked == told:
        return 1.0
    shared = 0
    for a, b in zip(asked, told, strict=False):
        if a != b:
            break
        shared += 1
    if shared == len(asked) and shared >= 3:
        return 0.9
    rest = min(len(asked), len(told)) - shared
    long_enough = shared >= _SHARED and rest <= (_ENDING if shared > _SHARED else _SHORT_ENDING)
    return 0.8 * shared / max(len(asked), len(told)) if long_enough else 0.0
