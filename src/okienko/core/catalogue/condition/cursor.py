"""The place that has been reached in the tokens of one text, and what is refused there."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Final, NoReturn

from okienko.core.catalogue.condition.fault import refuse, refuse_unknown
from okienko.core.catalogue.condition.kinds import Part
from okienko.core.catalogue.condition.reckoning import FUNCTIONS
from okienko.core.catalogue.condition.tokens import Sort, Token
from okienko.core.catalogue.condition.tree import Node
from okienko.core.catalogue.condition.values import Declared, Kind

#: No tree is higher and no brackets stand deeper, so that reading and reckoning end well within Python's stack.
DEEPEST: Final = 32

#: A word with its hyphens that is longer was not meant as a name.
LONGEST_RUN: Final = 80

#: Declared formulas: their parameters in order, and what they reckon.
Formulas = Mapping[str, tuple[Mapping[str, Kind], Part]]
#: Functions whose argument is a text that writes a value.
WRITTEN: Final = ("date", "duration")


class Cursor(ABC):
    """The tokens of one text and the place that has been reached."""

    def __init__(self, tokens: list[Token], *, types: Mapping[str, Declared], formulas: Formulas) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0
        self.types, self.formulas = types, formulas

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._at]

    def ahead(self, steps: int) -> Token:
        """A token further on; the last one where there are not so many."""
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def step(self) -> Token:
        """Takes the next token."""
        token = self.token
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def take(self, *signs: str) -> Token | None:
        """Takes the next token if it is one of these."""
        return self.step() if self.token.is_sign(*signs) else None

    def expect(self, *signs: str) -> Token:
        """Takes the next token, which has to be one of these."""
        return self.take(*signs) or self.stray()

    def stray(self) -> NoReturn:
        """Refuses the next token: nothing of the kind may stand here."""
        token = self.token
        if token.sort is Sort.END:
            refuse("unfinished", at=token.position)
        if token.sort is Sort.WORD and not token.is_sign("and", "or", "in", "between", "not"):
            self.unknown(token)
        refuse("unexpected", at=token.position, found=token.written)

    def built(self, node: Node, kind: Declared | None, *parts: Part) -> Part:
        """A part made of these, as long as it does not grow too high; it begins where the first one does."""
        height = 1 + max((part.height for part in parts), default=0)
        if height > DEEPEST:
            refuse("too-deep", at=parts[-1].position, most=DEEPEST)
        return Part(node, parts[0].position if parts else 0, kind, height)

    @abstractmethod
    def sum(self) -> Part:
        """Reads a sum, or what holds together more tightly."""

    def unknown(self, token: Token, *, calls: bool = False) -> NoReturn:
        """Refuses a name that is not declared, or a function that there is not; tells the nearest one."""
        known = {*FUNCTIONS, *WRITTEN, *self.formulas} if calls else set(self.types)
        position, run = self._run(token)
        refuse_unknown("name", at=position, value=run, known=known, nearest_to=token.written)

    def _run(self, token: Token) -> tuple[int, str]:
        """The word with all that hangs on it by hyphens, and where it begins: a name of several words was meant."""
        first = last = self._tokens.index(token)
        while first > 0 and self._hang(first - 1, first):
            first -= 1
        while last < len(self._tokens) - 1 and self._hang(last, last + 1):
            last += 1
        run = "".join(each.written for each in self._tokens[first:last + 1])
        return (self._tokens[first].position, run) if len(run) <= LONGEST_RUN else (token.position, token.written)

    def _hang(self, one: int, other: int) -> bool:
        left, right = self._tokens[one], self._tokens[other]
        joined = {Sort.NAME, Sort.WORD, Sort.NUMBER}
        return left.position + len(left.written) == right.position and (
            (left.sort in joined and right.is_sign("-")) or (left.is_sign("-") and right.sort in joined)
        )
