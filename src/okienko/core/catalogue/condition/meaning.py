"""What a tree means for given answers: true, false or not known.

Kleene's three values (DMN 1.3, 10.3.2.2): `and` is false as soon as one part is, `or` true as soon as one is; all
else is not known as soon as a part of it is not. Each step only ever turns "not known" into a value when more is
known, never one value into another: so does the whole.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from okienko.core.catalogue.condition.reckoning import FUNCTIONS, opposite, reckon
from okienko.core.catalogue.condition.tree import (
    All,
    Applied,
    Arithmetic,
    Call,
    Comparison,
    Holds,
    In,
    Literal,
    Minus,
    Name,
    Node,
    Not,
    Range,
    Some,
    Test,
)
from okienko.core.catalogue.condition.values import Duration, Value, accepted

Answers = Mapping[str, Value]

_COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def value_of(node: Node, answers: Answers) -> Value:
    """The value; an answer that is missing, None or of another sort than declared is not known."""
    match node:
        case Literal(value):
            return value
        case Name(name, declared):
            return accepted(answers.get(name), declared)
        case Not() | All() | Some() | Comparison() | In() | Holds():
            return _truth(node, answers)
        case Minus(operand):
            value = value_of(operand, answers)
            return opposite(value) if isinstance(value, (Decimal, Duration)) else None
        case Arithmetic(sign, left, right):
            return reckon(sign, value_of(left, answers), value_of(right, answers))
        case Call(name, arguments):
            values = [value_of(each, answers) for each in arguments]
            return None if None in values else FUNCTIONS[name][2](*values)
        case Applied(_, parameters, arguments, body):
            given = dict(zip(parameters, (value_of(each, answers) for each in arguments), strict=True))
            return value_of(body, given)


def every(parts: Iterable[Value]) -> bool | None:
    """Kleene's `and`."""
    known: bool | None = True
    for part in parts:
        if part is False:
            return False
        known = known if part is True else None
    return known


def opposed(truth: Value) -> bool | None:
    """Kleene's `not`."""
    return not truth if isinstance(truth, bool) else None


def some(parts: Iterable[Value]) -> bool | None:
    """Kleene's `or`."""
    return opposed(every(opposed(part) for part in parts))


def compare(sign: str, left: Value, right: Value) -> bool | None:
    """Whether the comparison holds; months cannot be held against days."""
    if left is None or right is None:
        return None
    if isinstance(left, Duration) and isinstance(right, Duration):
        return _COMPARED[sign](left.amount, right.amount) if left.unit is right.unit else None
    return _COMPARED[sign](left, right)


def _truth(node: Node, answers: Answers) -> bool | None:
    match node:
        case Not(operand):
            return opposed(value_of(operand, answers))
        case All(parts):
            return every(value_of(part, answers) for part in parts)
        case Some(parts):
            return some(value_of(part, answers) for part in parts)
        case Comparison(sign, left, right):
            return compare(sign, value_of(left, answers), value_of(right, answers))
        case In(subject, tests):
            value = value_of(subject, answers)
            return some(_meets(value, test, answers) for test in tests)
        case Holds(text, several):
            value, held = value_of(text, answers), value_of(several, answers)
            return value in held if isinstance(value, str) and isinstance(held, frozenset) else None
    return None


def _meets(value: Value, test: Test, answers: Answers) -> bool | None:
    if not isinstance(test, Range):
        return compare(test.sign, value, value_of(test.value, answers))
    low, high = value_of(test.low, answers), value_of(test.high, answers)
    return every((
        compare(">=" if test.has_low else ">", value, low), compare("<=" if test.has_high else "<", value, high)
    ))
