"""The frozen tree of a condition, and the normal form in which it is written.

The normal form holds only the brackets that are needed, one space around each sign, and parses to the same tree.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from okienko.core.catalogue.condition.tokens import quoted
from okienko.core.catalogue.condition.values import Declared, Duration, Value


class Strength(IntEnum):
    """How tightly a node holds together (DMN 1.3, 10.3.1.2, table of precedence); ATOM needs no brackets."""

    OR = 1
    AND = 2
    COMPARISON = 3
    SUM = 4
    PRODUCT = 5
    POWER = 6
    MINUS = 7
    ATOM = 8


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the text; None is `null`."""

    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """What was answered to a question, or given to a function."""

    name: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Minus:
    """The opposite of a number or duration."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two values reckoned together: + - * / or **."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values held against each other: = != < <= > or >=."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Versus:
    """A unary test: the subject compared with a value; a value alone means `=`."""

    sign: str
    value: "Node"

    def __str__(self) -> str:
        value = within(self.value, Strength.SUM)
        return value if self.sign == "=" else f"{self.sign} {value}"


@dataclass(frozen=True, slots=True)
class Range:
    """A unary test: the subject lies between two ends, each of which belongs to the range or not."""

    low: "Node"
    high: "Node"
    has_low: bool
    has_high: bool

    def __str__(self) -> str:
        ends = f"{within(self.low, Strength.SUM)}..{within(self.high, Strength.SUM)}"
        return f"{'[' if self.has_low else '('}{ends}{']' if self.has_high else ')'}"


Test = Versus | Range


@dataclass(frozen=True, slots=True)
class In:
    """The subject meets one of the tests."""

    subject: "Node"
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """The answers to a question of several choices hold the text: `"x" in answers`."""

    text: "Node"
    answers: Name


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a truth."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true: `and`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part is true: `or`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language applied to its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A declared formula applied: its parameters take the values of the arguments."""

    name: str
    parameters: tuple[str, ...]
    arguments: tuple["Node", ...]
    body: "Node"


Node = Literal | Name | Minus | Arithmetic | Comparison | In | Holds | Not | All | Some | Call | Applied

_OF_SIGN = {"+": Strength.SUM, "-": Strength.SUM, "*": Strength.PRODUCT, "/": Strength.PRODUCT, "**": Strength.POWER}
_OF_NODE: dict[type, Strength] = {
    Some: Strength.OR, All: Strength.AND, Comparison: Strength.COMPARISON, In: Strength.COMPARISON,
    Holds: Strength.COMPARISON, Minus: Strength.MINUS,
}


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one, in the order of the text; the body of a declared formula is not below."""
    match node:
        case Literal() | Name():
            return ()
        case Minus(operand) | Not(operand):
            return (operand,)
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return (left, right)
        case In(subject, tests):
            ends = ((test.low, test.high) if isinstance(test, Range) else (test.value,) for test in tests)
            return (subject, *(each for pair in ends for each in pair))
        case Holds(text, answers):
            return (text, answers)
        case All(nodes) | Some(nodes):
            return nodes
        case Call(_, nodes):
            return nodes
        case Applied():
            return node.arguments


def written(node: Node) -> str:
    """The node in the normal form."""
    match node:
        case Literal(value):
            return _value(value)
        case Name(name):
            return name
        case Minus(operand):
            return f"-{within(operand, Strength.ATOM)}"
        case Arithmetic(sign, left, right):
            strength = _OF_SIGN[sign]
            held = Strength.ATOM if sign == "**" else strength
            return f"{within(left, held)} {sign} {within(right, Strength(strength + 1))}"
        case Comparison(sign, left, right):
            return f"{within(left, Strength.SUM)} {sign} {within(right, Strength.SUM)}"
        case In() | Holds():
            return _held(node)
        case Not(operand):
            return f"not({written(operand)})"
        case All() | Some():
            return _joined(node)
        case Call() | Applied():
            return f"{node.name}({', '.join(map(written, node.arguments))})"


def within(node: Node, least: Strength) -> str:
    """The node as a part of another, in brackets where it holds together less tightly than is needed there."""
    text = written(node)
    return text if _strength(node) >= least else f"({text})"


def _joined(node: All | Some) -> str:
    word, least = (" and ", Strength.COMPARISON) if isinstance(node, All) else (" or ", Strength.AND)
    return word.join(within(part, least) for part in node.parts)


def _held(node: In | Holds) -> str:
    if isinstance(node, Holds):
        return f"{within(node.text, Strength.SUM)} in {node.answers.name}"
    subject = within(node.subject, Strength.SUM)
    if len(node.tests) == 1 and isinstance(node.tests[0], Range):
        return f"{subject} in {node.tests[0]}"
    return f"{subject} in ({', '.join(map(str, node.tests))})"


def _strength(node: Node) -> Strength:
    if isinstance(node, Arithmetic):
        return _OF_SIGN[node.sign]
    if isinstance(node, Literal) and isinstance(node.value, Decimal) and node.value < 0:
        return Strength.MINUS
    return _OF_NODE.get(type(node), Strength.ATOM)


def _value(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Duration):
        return f'duration("{value}")'
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return quoted(str(value))
