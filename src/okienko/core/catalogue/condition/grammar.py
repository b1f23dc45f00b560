"""Reads the text of an expression into parts; each part is checked as soon as both of its sides are there.

    expression = conjunction { "or" conjunction }              conjunction = comparison { "and" comparison }
    comparison = sum [ sign sum | "between" sum "and" sum | "in" tests ]
    sum        = product { ("+" | "-") product }               product = power { ("*" | "/") power }
    power      = unary [ "**" unary ]                          unary   = "-" unary | atom
    atom       = number | text | "true" | "false" | "null" | name | "(" expression ")" | "not" "(" expression ")"
               | ("date" | "duration") "(" text ")" | function "(" expression { "," expression } ")"

How the tests behind `in` are read stands in `unary`. What people read in two ways needs brackets: a ** b ** c,
-a ** b and a < b < c.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NoReturn

from okienko.core.catalogue.condition.fault import refuse, refuse_unknown
from okienko.core.catalogue.condition.kinds import Part, need, need_comparable, reckoned
from okienko.core.catalogue.condition.reckoning import FUNCTIONS
from okienko.core.catalogue.condition.tokens import Sort, Token
from okienko.core.catalogue.condition.tree import (
    All,
    Applied,
    Arithmetic,
    Call,
    Comparison,
    Literal,
    Minus,
    Name,
    Node,
    Not,
    Some,
)
from okienko.core.catalogue.condition.unary import COMPARISONS, between, within
from okienko.core.catalogue.condition.values import NUMBERS, Declared, Kind, Value, read_date, read_duration

#: No tree is higher and no brackets stand deeper, so that reading and reckoning end well within Python's stack.
DEEPEST: Final = 32

#: A word with its hyphens that is longer was not meant as a name.
LONGEST_RUN: Final = 80

_CONSTANTS: Final[dict[str, tuple[Value, Kind | None]]] = {
    "true": (True, Kind.TRUTH), "false": (False, Kind.TRUTH), "null": (None, None),
}
_WRITTEN: Final[dict[str, tuple[Kind, Callable[[str], Value]]]] = {
    "date": (Kind.DATE, read_date), "duration": (Kind.DURATION, read_duration),
}

#: Declared formulas: their parameters in order, and what they reckon.
Formulas = Mapping[str, tuple[Mapping[str, Kind], Part]]


class Reader:
    """The tokens of one text and the place that has been reached."""

    def __init__(self, tokens: list[Token], *, types: Mapping[str, Declared], formulas: Formulas) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0
        self.types, self._formulas = types, formulas

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
            self._unknown(token)
        refuse("unexpected", at=token.position, found=token.written)

    def built(self, node: Node, kind: Declared | None, *parts: Part) -> Part:
        """A part made of these, as long as it does not grow too high; it begins where the first one does."""
        height = 1 + max((part.height for part in parts), default=0)
        if height > DEEPEST:
            refuse("too-deep", at=parts[-1].position, most=DEEPEST)
        return Part(node, parts[0].position if parts else 0, kind, height)

    # -- from the loosest to the tightest ----------------------------------------------------------------------------

    def expression(self) -> Part:
        """A whole expression."""
        return self._joined("or", Some, lambda: self._joined("and", All, self._comparison))

    def sum(self) -> Part:
        """A sum, or what holds together more tightly."""
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._power))

    def _joined(self, word: str, made: Callable[[tuple[Node, ...]], Node], part: Callable[[], Part]) -> Part:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        for each in parts:
            need(each, Kind.TRUTH)
        return self.built(made(tuple(each.node for each in parts)), Kind.TRUTH, *parts)

    def _comparison(self) -> Part:
        left = self.sum()
        if self.take("between"):
            part = between(self, left)
        elif self.take("in"):
            part = within(self, left)
        elif sign := self.take(*COMPARISONS):
            right = self.sum()
            need_comparable(sign.written, left, right, at=sign.position)
            part = self.built(Comparison(sign.written, left.node, right.node), Kind.TRUTH, left, right)
        else:
            return left
        if self.token.is_sign(*COMPARISONS, "in", "between"):
            refuse("brackets", at=self.token.position)
        return part

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Part]) -> Part:
        left = part()
        while sign := self.take(*signs):
            left = self._reckoned(sign, left, part())
        return left

    def _reckoned(self, sign: Token, left: Part, right: Part) -> Part:
        kind = reckoned(sign.written, left, right, at=sign.position)
        return self.built(Arithmetic(sign.written, left.node, right.node), kind, left, right)

    def _power(self) -> Part:
        is_minus, left = self.token.is_sign("-"), self._unary()
        sign = self.take("**")
        if sign is None:
            return left
        if is_minus:
            refuse("brackets", at=sign.position)
        part = self._reckoned(sign, left, self._unary())
        if self.token.is_sign("**"):
            refuse("brackets", at=self.token.position)
        return part

    def _unary(self) -> Part:
        sign = self.take("-")
        if sign is None:
            return self._atom()
        operand = self._deeper(self._unary, sign)
        if isinstance(operand.node, Literal) and isinstance(operand.node.value, Decimal):
            return Part(Literal(NUMBERS.minus(operand.node.value)), sign.position, Kind.NUMBER)
        if operand.kind is not Kind.DURATION:
            need(operand, Kind.NUMBER)
        part = self.built(Minus(operand.node), operand.kind or Kind.NUMBER, operand)
        return Part(part.node, sign.position, part.kind, part.height)

    def _atom(self) -> Part:
        token, opens = self.token, self.ahead(1).is_sign("(")
        if token.sort in {Sort.NUMBER, Sort.TEXT}:
            self.step()
            return Part(Literal(token.meant), token.position, Kind.NUMBER if token.sort is Sort.NUMBER else Kind.TEXT)
        if token.is_sign("(", "not"):
            return self._bracket(self.take("not"))
        if token.sort is Sort.NAME or (token.sort is Sort.WORD and opens):
            return self._called(self.step()) if opens else self._named(self.step())
        if token.sort is Sort.WORD and token.written in _CONSTANTS:
            value, kind = _CONSTANTS[self.step().written]
            return Part(Literal(value), token.position, kind)
        return self.stray()

    # -- atoms -------------------------------------------------------------------------------------------------------

    def _bracket(self, negation: Token | None) -> Part:
        opening = self.expect("(")
        inner = self._deeper(self.expression, opening)
        self.expect(")")
        if negation is None:
            return inner
        need(inner, Kind.TRUTH)
        part = self.built(Not(inner.node), Kind.TRUTH, inner)
        return Part(part.node, negation.position, part.kind, part.height)

    def _deeper(self, read: Callable[[], Part], token: Token) -> Part:
        self._depth += 1
        if self._depth > DEEPEST:
            refuse("too-deep", at=token.position, most=DEEPEST)
        part = read()
        self._depth -= 1
        return part

    def _named(self, token: Token) -> Part:
        name = str(token.meant)
        if name not in self.types:
            refuse("call", at=token.position, name=name)
        return Part(Name(name, self.types[name]), token.position, self.types[name])

    def _called(self, token: Token) -> Part:
        name, opening = str(token.meant or token.written), self.expect("(")
        if name in _WRITTEN:
            return self._dated(name, token)
        if name not in self._formulas and name not in FUNCTIONS:
            self._unknown(token, calls=True)
        arguments = [self._deeper(self.expression, opening)]
        while self.take(","):
            arguments.append(self._deeper(self.expression, opening))
        self.expect(")")
        nodes = tuple(each.node for each in arguments)
        if name in self._formulas:
            parameters, body = self._formulas[name]
            need_arguments(name, arguments, tuple(parameters.values()), at=token.position)
            node: Node = Applied(name, tuple(parameters), nodes, body.node)
            part = self.built(node, body.kind, *arguments)
        else:
            fewest, most, _ = FUNCTIONS[name]
            kinds = (Kind.NUMBER,) * min(max(len(arguments), fewest), most)
            need_arguments(name, arguments, kinds, at=token.position)
            part = self.built(Call(name, nodes), Kind.NUMBER, *arguments)
        return Part(part.node, token.position, part.kind, part.height)

    def _dated(self, name: str, token: Token) -> Part:
        kind, read = _WRITTEN[name]
        written = self.step() if self.token.sort is Sort.TEXT else self.stray()
        value = read(str(written.meant))
        if value is None:
            refuse(name, at=written.position, value=str(written.meant))
        self.expect(")")
        return Part(Literal(value), token.position, kind)

    def _unknown(self, token: Token, *, calls: bool = False) -> NoReturn:
        known = {*FUNCTIONS, *_WRITTEN, *self._formulas} if calls else set(self.types)
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


def need_arguments(name: str, arguments: list[Part], kinds: tuple[Kind, ...], *, at: int) -> None:
    """Refuses a function that is given too much, too little or the wrong kind."""
    if len(arguments) != len(kinds):
        refuse("arguments", at=at, name=name, count=len(arguments), wanted=len(kinds))
    for argument, kind in zip(arguments, kinds, strict=True):
        need(argument, kind)
