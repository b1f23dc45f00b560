"""Cuts the text of a condition into tokens.

A name is the longest of the declared names that stands at its place (DMN 1.3, 10.3.1.2), so that `first-time` is
one question where one of that name is declared, and `age-18` a subtraction where only `age` is. White space between
its words counts as one. A reserved word is never a name, but a name may hold it: `not-married`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from okienko.core.catalogue.condition.fault import UnusableName, refuse
from okienko.core.catalogue.condition.values import NUMBERS

#: Words that no question and no function may be named, nor hold between spaces.
RESERVED: Final = frozenset({"and", "or", "not", "in", "between", "true", "false", "null"})
MOST_DIGITS: Final = 34


class Sort(Enum):
    """What a token is."""

    NAME = auto()
    WORD = auto()
    NUMBER = auto()
    TEXT = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what is written, what is meant by it, and where it begins."""

    sort: Sort
    written: str
    position: int
    meant: str | Decimal = ""

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs or reserved words."""
        return self.sort in {Sort.SIGN, Sort.WORD} and self.written in signs


_USABLE: Final = re.compile(r"[^\W\d]\w*(?:[ ./-]\w+)*")
_TOKEN: Final = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|(?P<text>\"(?P<inner>(?:[^\"\\]|\\.)*)(?P<closed>\"?))|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|\.\.|<=|>=|!=|[-+*/=<>()\[\],])",
    re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
_WRITTEN: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def tokenise(text: str, *, names: frozenset[str]) -> Iterator[Token]:
    """Its tokens, the last one the END; raises ConditionFault."""
    declared, position = _pattern(names), 0
    while position < len(text):
        name = declared.match(text, position) if declared else None
        if name:
            yield Token(Sort.NAME, name[0], position, " ".join(name[0].split()))
            position = name.end()
            continue
        found = _TOKEN.match(text, position)
        if found is None:
            refuse("character", at=position, character=_shown(text[position]))
        if not found["space"]:
            yield _token(found)
        position = found.end()
    yield Token(Sort.END, "", len(text))


def quoted(text: str) -> str:
    """The text as it is written in a condition."""
    return '"' + "".join(_WRITTEN.get(each) or (each if each.isprintable() else f"\\U{ord(each):06X}")
                         for each in text) + '"'


@lru_cache(maxsize=256)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    for name in sorted(names):
        if _USABLE.fullmatch(name) is None or RESERVED.intersection(name.split()):
            raise UnusableName(name)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    written = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in longest_first)
    return re.compile(rf"(?:{written})(?!\w)") if names else None


def _token(found: re.Match[str]) -> Token:
    written, position = found[0], found.start()
    if found["number"]:
        if len(written.replace(".", "")) > MOST_DIGITS:
            refuse("digits", at=position, most=MOST_DIGITS)
        return Token(Sort.NUMBER, written, position, NUMBERS.normalize(Decimal(written)))
    if found["text"]:
        if not found["closed"] or "\n" in found["inner"]:
            refuse("text-open", at=position)
        return Token(Sort.TEXT, written, position, _meant(found["inner"], position + 1))
    return Token(Sort.WORD if found["word"] else Sort.SIGN, written, position)


def _meant(inner: str, position: int) -> str:
    for offset, each in enumerate(inner):
        if 0xD800 <= ord(each) <= 0xDFFF:
            refuse("character", at=position + offset, character=_shown(each))

    def one(escape: re.Match[str]) -> str:
        if escape[3] is not None:
            if escape[3] not in _MEANT:
                refuse("escape", at=position + escape.start(), written=escape[0])
            return _MEANT[escape[3]]
        code = int(escape[1] or escape[2], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            refuse("escape", at=position + escape.start(), written=escape[0])
        return chr(code)

    return _ESCAPED.sub(one, inner)


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
