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

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from okienko.core.catalogue.condition.cursor import DEEPEST, Cursor
from okienko.core.catalogue.condition.fault import refuse
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
from okienko.core.catalogue.condition.values import NUMBERS, Kind, Value, read_date, read_duration

_CONSTANTS: Final[dict[str, tuple[Value, Kind | None]]] = {
    "true": (True, Kind.TRUTH), "false": (False, Kind.TRUTH), "null": (None, None),
}
_WRITTEN: Final[dict[str, tuple[Kind, Callable[[str], Value]]]] = {
    "date": (Kind.DATE, read_date), "duration": (Kind.DURATION, read_duration),
}

class Reader(Cursor):
    """Reads the tokens of one text from where it stands."""

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
        if name not in self.formulas and name not in FUNCTIONS:
            self.unknown(token, calls=True)
        arguments = [self._deeper(self.expression, opening)]
        while self.take(","):
            arguments.append(self._deeper(self.expression, opening))
        self.expect(")")
        nodes = tuple(each.node for each in arguments)
        if name in self.formulas:
            parameters, body = self.formulas[name]
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


def need_arguments(name: str, arguments: list[Part], kinds: tuple[Kind, ...], *, at: int) -> None:
    """Refuses a function that is given too much, too little or the wrong kind."""
    if len(arguments) != len(kinds):
        refuse("arguments", at=at, name=name, count=len(arguments), wanted=len(kinds))
    for argument, kind in zip(arguments, kinds, strict=True):
        need(argument, kind)
