"""Finding a service or a referral by words of its name.

Polish words are inflected, and people leave out diacritics. So words are folded
(lower case, no diacritics, ł as l) and compared by their common beginning: two
words match when they share at least four letters and all but a short ending of the
shorter one (one letter, where they share no more than four).

People say more than the catalogue knows ("I lost my purse with my card in it"), so a
word that is known nowhere is passed over, and what answers more of the others stands
first: a word that few matters answer to counts for more than one that many do. Who
answers only some of the words must answer one of them firmly, and what answers much
less than the best is left out. Whoever asks for something that another authority
settles gets the referral; where nothing matches, nothing is claimed (row L02).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from okienko.core.office.office import Office

_WORD = re.compile(r"\w+")
_SHARED = 4
_ENDING = 3
#: After a beginning of only four letters: "karta" is "karty", and "śmieci" is not "śmierć".
_SHORT_ENDING = 1
#: So closely a word must be met where other words are not: "dowodem" meets "dowód", "kupię" not quite "kupiłem".
_FIRM = 0.55
#: Fewer letters ("1", "A1") tell enough only where every word is answered.
_TELLING = 3
#: What answers less than this share of what the best answers is left out.
_WORTH = 0.4
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


#: Words that say nothing about the matter.
_IDLE = frozenset(_WORD.findall(fold("""
    i a w we z ze na do o od po dla lub oraz albo jak gdzie czy co to za przez bez chcę chciałbym chciałabym muszę
    mogę potrzebuję proszę mam mamy mi mnie się nie jest jestem mój moja moje mojej mojego swój swoją
    the an of for to at in on is am have need want with my me
    я у в і та або на до для за як де що чи мені мене мій моя моє хочу треба потрібно є не""")))


def find(office: Office, query: str, *, most: int = 8) -> list[Found]:
    """What best matches the query, best first; empty when nothing does."""
    asked = list(dict.fromkeys(words(query[:200])))
    answers = [_Answer.of(shelf, asked) for shelf in _shelves(office)]
    rarity = [_rarity(sum(answer.is_to(at) for answer in answers), among=len(answers)) for at in range(len(asked))]
    found = [Found(answer.id, answer.score(rarity), answer.is_referral) for answer in answers if answer.is_claimed]
    best = max((row.score for row in found), default=0.0)
    return sorted((row for row in found if row.score >= best * _WORTH), key=lambda row: (-row.score, row.id))[:most]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What one matter is called: each text by its words, with the weight of its kind."""

    id: str
    texts: tuple[tuple[float, list[str]], ...]
    is_referral: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    """How one matter answers each word asked: the weighted closeness, 0 where it does not, and the closest match
    of a telling word."""

    id: str
    is_referral: bool
    closeness: tuple[float, ...]
    firmest: float

    @classmethod
    def of(cls, shelf: _Shelf, asked: list[str]) -> _Answer:
        met = [[(max((_match(word, other) for other in told), default=0.0), weight, len(told))
                for weight, told in shelf.texts] for word in asked]
        # A text that says little else matches better.
        closeness = tuple(max((match * weight * (1 + 1 / (1 + size)) for match, weight, size in row), default=0.0)
                          for row in met)
        return cls(shelf.id, shelf.is_referral, closeness,
                   max((match for word, row in zip(asked, met, strict=True) if len(word) >= _TELLING
                        for match, _weight, _size in row), default=0.0))

    def is_to(self, word: int) -> bool:
        """Does it answer this word at all?"""
        return self.closeness[word] > 0

    @property
    def is_claimed(self) -> bool:
        return any(self.closeness) and (all(self.closeness) or self.firmest >= _FIRM)

    def score(self, rarity: list[float]) -> float:
        return sum(close * rare for close, rare in zip(self.closeness, rarity, strict=True)) / sum(rarity)


def _shelves(office: Office) -> Iterable[_Shelf]:
    for service in office.services.values():
        names = (service.name.pl, service.name.en, service.name.uk)
        yield _Shelf(service.id, _texts((_NAME, names), (_SYNONYM, service.synonyms), (_GROUP, (service.group,))))
    for referral in office.referrals.values():
        names = (referral.name.pl, referral.name.en, referral.name.uk)
        yield _Shelf(referral.id, _texts((_NAME, names), (_SYNONYM, referral.synonyms)), is_referral=True)


def _texts(*kinds: tuple[float, tuple[str, ...]]) -> tuple[tuple[float, list[str]], ...]:
    return tuple((weight, words(text)) for weight, texts in kinds for text in texts)


def _rarity(answering: int, *, among: int) -> float:
    """How much a word says: the more, the fewer matters answer to it; nothing where none does."""
    return log(1 + among / answering) if answering else 0.0


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
