"""A text read once against what is declared, and asked as often as there are answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from okienko.core.catalogue.condition.cursor import Formulas
from okienko.core.catalogue.condition.fault import refuse
from okienko.core.catalogue.condition.grammar import Reader
from okienko.core.catalogue.condition.kinds import Part, plain, spoken
from okienko.core.catalogue.condition.meaning import Answers, value_of
from okienko.core.catalogue.condition.tokens import Sort, tokenise
from okienko.core.catalogue.condition.tree import Name, Node, children, written
from okienko.core.catalogue.condition.unary import cell
from okienko.core.catalogue.condition.values import Declared, Kind, Value

#: The longest text, and the longest normal form, in characters.
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Expression:
    """A text that was read; its string is the normal form, which reads as the same expression."""

    node: Node

    def __str__(self) -> str:
        return written(self.node)

    @property
    def names(self) -> frozenset[str]:
        """The questions that it asks."""
        return frozenset(_names(self.node))

    def value(self, answers: Answers) -> Value:
        """What it comes to; None where the answers do not tell."""
        return value_of(self.node, answers)


@dataclass(frozen=True, slots=True)
class Condition(Expression):
    """An expression that is true or false."""

    def of(self, answers: Answers) -> bool | None:
        """True, False, or None: not known, *perhaps*. A question that is not answered is missing or None."""
        truth = self.value(answers)
        return truth if isinstance(truth, bool) else None


@dataclass(frozen=True, slots=True)
class Formula(Expression):
    """An expression that is a number; of a declared formula `parameters` are what it is given, in order."""

    parameters: Mapping[str, Kind] = field(default_factory=dict, hash=False)

    def of(self, answers: Answers) -> Decimal | None:
        """The number, not rounded; None where an answer is missing or there is no result (division by zero)."""
        number = self.value(answers)
        return number if isinstance(number, Decimal) else None


#: Formulas that may be applied, by their names.
Declarations = Mapping[str, Formula] | None


def parse(text: str, *, types: Mapping[str, Declared], formulas: Declarations = None) -> Condition:
    """The condition; raises ConditionFault, and UnusableName for a name that no text can write."""
    part = _read(text, types, formulas)
    _need(part, Kind.TRUTH)
    return Condition(part.node)


def parse_formula(text: str, *, types: Mapping[str, Declared], formulas: Declarations = None) -> Formula:
    """The formula of a number; raises ConditionFault."""
    part = _read(text, types, formulas)
    _need(part, Kind.NUMBER)
    return Formula(part.node)


def declare_formula(text: str, *, parameters: Mapping[str, Kind]) -> Formula:
    """A formula that others may apply by a name, `name(…)`; it applies none itself, so that all of them end."""
    part = _read(text, parameters, None)
    _need(part, Kind.NUMBER)
    return Formula(part.node, dict(parameters))


def parse_expression(text: str, *, types: Mapping[str, Declared], formulas: Declarations = None) -> Expression:
    """An expression of any kind; raises ConditionFault."""
    return Expression(_read(text, types, formulas).node)


def parse_cell(text: str, *, subject: str, types: Mapping[str, Declared]) -> Condition:
    """The unary tests of a decision table's cell (`-`, `< 18`, `"a", "b"`, `not(…)`) for the expression above its
    column, as a condition; faults are told with their place in the cell."""
    above = _read(subject, types, None)
    return Condition(_read(text, types, None, lambda reader: cell(reader, above)).node)


def _read(
    text: str, types: Mapping[str, Declared], formulas: Declarations,
    read: Callable[[Reader], Part] = Reader.expression,
) -> Part:
    if len(text) > LONGEST:
        refuse("too-long", at=LONGEST, most=LONGEST)
    declared: Formulas = {
        name: (formula.parameters, Part(formula.node, 0, Kind.NUMBER)) for name, formula in (formulas or {}).items()
    }
    tokens = list(tokenise(text, names=frozenset(types) | frozenset(declared)))
    if tokens[0].sort is Sort.END:
        refuse("empty", at=0)
    reader = Reader(tokens, types=types, formulas=declared)
    part = read(reader)
    if reader.token.sort is not Sort.END:
        reader.stray()
    if len(written(part.node)) > LONGEST:
        refuse("too-long", at=0, most=LONGEST)
    return part


def _need(part: Part, kind: Kind) -> None:
    if part.kind is None or plain(part.kind) is not kind:
        refuse("result", at=part.position, kind=spoken(part.kind), wanted=spoken(kind))


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    for child in children(node):
        yield from _names(child)
