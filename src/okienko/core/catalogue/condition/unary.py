"""Reads unary tests: what stands behind `in`, behind `between`, and in a cell of a decision table.

    tests = test | "(" test { "," test } ")" | "[" sum { "," sum } "]" | the name of a question of several choices
    test  = [ sign ] sum | ("[" | "(" | "]") sum ".." sum ("]" | ")" | "[")
    cell  = "-" | test { "," test } | "not" "(" test { "," test } ")"
"""

from okienko.core.catalogue.condition.cursor import Cursor
from okienko.core.catalogue.condition.fault import refuse
from okienko.core.catalogue.condition.kinds import Part, need, need_choice, need_comparable
from okienko.core.catalogue.condition.tokens import Sort
from okienko.core.catalogue.condition.tree import Holds, In, Literal, Name, Not, Range, Test, Versus
from okienko.core.catalogue.condition.values import Choices, Kind

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def between(reader: Cursor, subject: Part) -> Part:
    """`subject between low and high`: both ends belong to it."""
    low = reader.sum()
    reader.expect("and")
    high = reader.sum()
    return _met(reader, subject, [_ranged(subject, low, high, has_low=True, has_high=True)])


def within(reader: Cursor, subject: Part) -> Part:
    """`subject in …`."""
    if reader.token.sort is Sort.NAME and isinstance(reader.types.get(str(reader.token.meant)), Choices):
        return _held(reader, subject)
    if not _is_range(reader):
        opening = reader.take("(", "[")
        if opening:
            tests = _listed(reader, subject)
            reader.expect(")" if opening.written == "(" else "]")
            return _met(reader, subject, tests)
    return _met(reader, subject, [_test(reader, subject)])


def cell(reader: Cursor, subject: Part) -> Part:
    """The cell of a decision table, for what stands above its column."""
    if reader.token.is_sign("-") and reader.ahead(1).sort is Sort.END:
        reader.step()
        return Part(Literal(value=True), 0, Kind.TRUTH)
    if not (reader.token.is_sign("not") and reader.ahead(1).is_sign("(")):
        return _met(reader, subject, _listed(reader, subject))
    reader.step()
    reader.expect("(")
    met = _met(reader, subject, _listed(reader, subject))
    reader.expect(")")
    return reader.built(Not(met.node), Kind.TRUTH, met)


_Read = tuple[Test, tuple[Part, ...]]


def _met(reader: Cursor, subject: Part, tests: list[_Read]) -> Part:
    parts = [part for _, read in tests for part in read]
    return reader.built(In(subject.node, tuple(test for test, _ in tests)), Kind.TRUTH, subject, *parts)


def _held(reader: Cursor, subject: Part) -> Part:
    token = reader.step()
    name = str(token.meant)
    need(subject, Kind.TEXT)
    if subject.kind is None:
        refuse("null", at=subject.position)
    need_choice(reader.types[name], subject)
    answers = Name(name, reader.types[name])
    return reader.built(Holds(subject.node, answers), Kind.TRUTH, subject)


def _listed(reader: Cursor, subject: Part) -> list[_Read]:
    tests = [_test(reader, subject)]
    while reader.take(","):
        tests.append(_test(reader, subject))
    return tests


def _test(reader: Cursor, subject: Part) -> _Read:
    if _is_range(reader):
        opening = reader.step()
        low = reader.sum()
        reader.expect("..")
        high = reader.sum()
        closing = reader.expect("]", ")", "[")
        return _ranged(subject, low, high, has_low=opening.written == "[", has_high=closing.written == "]")
    sign = reader.take(*COMPARISONS)
    value = reader.sum()
    written = sign.written if sign else "="
    need_comparable(written, subject, value, at=value.position)
    return Versus(written, value.node), (value,)


def _ranged(subject: Part, low: Part, high: Part, *, has_low: bool, has_high: bool) -> _Read:
    need_comparable("<", subject, low, at=low.position)
    need_comparable("<", subject, high, at=high.position)
    return Range(low.node, high.node, has_low, has_high), (low, high)


def _is_range(reader: Cursor) -> bool:
    """Whether the bracket that comes next opens a range: `..` stands in it, and not deeper."""
    if not reader.token.is_sign("[", "(", "]"):
        return False
    depth, steps = 1, 1
    while (token := reader.ahead(steps)).sort is not Sort.END:
        if depth == 1 and token.is_sign("..", ",", "[", "]", "in", "between"):
            return token.is_sign("..")
        depth += token.is_sign("(") - token.is_sign(")")
        if depth == 0:
            return False
        steps += 1
    return False
