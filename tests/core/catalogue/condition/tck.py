"""Reads the models and cases of the DMN Technology Compatibility Kit and runs them on any engine of expressions.

Only the decision tables and their hit policies (DMN 1.3, chapter 8.2.10) are acted out here; what an expression or
a cell means is asked of the engine. Nothing knows a model by its name.
"""

import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

#: A text, number, truth or nothing; of several outputs a mapping, of several rules a list.
Found = object

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Outside(Exception):
    """The engine does not know what this text means."""


@dataclass(frozen=True)
class Function:
    """A named piece of business knowledge: the kinds of its parameters in order, and its text."""

    parameters: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Scope:
    """What the texts of a model may name: inputs with their kind or the texts allowed, and functions."""

    kinds: Mapping[str, str | frozenset[str]]
    functions: Mapping[str, Function] = field(default_factory=dict)


class Engine(Protocol):
    """Finds the value of an expression, and whether a cell holds for what stands above its column."""

    def value(self, text: str, *, scope: Scope, answers: Mapping[str, Found]) -> Found:
        """What the expression gives; raises Outside."""

    def holds(self, cell: str, *, subject: str, scope: Scope, answers: Mapping[str, Found]) -> bool:
        """Whether the cell is met; raises Outside."""


@dataclass(frozen=True)
class Result:
    """One result node of one case: what came out, what should have, or why it could not be asked."""

    model: str
    case: str
    decision: str
    expected: Found
    found: Found = None
    outside: str = ""

    @property
    def is_passed(self) -> bool:
        return not self.outside and alike(self.found, self.expected)


def alike(found: Found, expected: Found) -> bool:
    """Equal, numbers to eight places as the kit's own runners compare them."""
    if isinstance(expected, Decimal):
        return isinstance(found, Decimal) and abs(found - expected) <= Decimal("1e-8")
    if isinstance(expected, dict):
        return isinstance(found, dict) and found.keys() == expected.keys() and all(
            alike(found[key], expected[key]) for key in expected
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(alike, found, expected))
    return type(found) is type(expected) and found == expected


def results(archive: Path, engine: Engine) -> list[Result]:
    """Every result node of every case in the archive, run on the engine."""
    files = _files(archive)
    return [
        result
        for path, root in sorted(files.items())
        if _tag(root) == "testCases"
        for result in _of_cases(path, root, files, engine)
    ]


def _files(archive: Path) -> dict[str, Element]:
    with tarfile.open(archive) as tar:
        opened = ((member.name, tar.extractfile(member)) for member in tar if member.isfile())
        return {
            name: ElementTree.fromstring(file.read())
            for name, file in opened
            if file is not None and name.endswith((".dmn", ".xml"))
        }


def _of_cases(path: str, root: Element, files: Mapping[str, Element], engine: Engine) -> Iterator[Result]:
    name = _text(root, "modelName")
    model = files[f"{path.rpartition('/')[0]}/{name}"]
    for number, case in enumerate(_all(root, "testCase"), start=1):
        answers = {key: value for node in _all(case, "inputNode") for key, value in _flat(node.attrib["name"], node)}
        for node in _all(case, "resultNode"):
            decision = node.attrib["name"]
            told = {"model": name, "case": case.get("id", str(number)), "decision": decision,
                    "expected": _expected(_only(node, "expected"))}
            try:
                yield Result(**told, found=_decide(model, decision, answers, engine))
            except Outside as outside:
                yield Result(**told, outside=str(outside))


def _decide(model: Element, decision: str, answers: Mapping[str, Found], engine: Engine) -> Found:
    element = next(each for each in _all(model, "decision") if each.attrib["name"] == decision)
    scope = _scope(model)
    literal, table = _maybe(element, "literalExpression"), _maybe(element, "decisionTable")
    if literal is not None:
        return engine.value(_text(literal, "text"), scope=scope, answers=answers)
    if table is not None:
        return _table(table, scope, answers, engine)
    raise Outside("neither an expression nor a table")


# -- what may be named -----------------------------------------------------------------------------------------------

def _scope(model: Element) -> Scope:
    items = {item.attrib["name"]: item for item in _all(model, "itemDefinition")}
    kinds: dict[str, str | frozenset[str]] = {}
    for each in _all(model, "inputData"):
        kinds.update(_kinds(each.attrib["name"], _only(each, "variable").attrib["typeRef"], items))
    functions = {
        each.attrib["name"]: Function(
            {one.attrib["name"]: one.attrib["typeRef"] for one in _all(logic, "formalParameter")},
            _text(_only(logic, "literalExpression"), "text"),
        )
        for each in _all(model, "businessKnowledgeModel")
        for logic in _all(each, "encapsulatedLogic")
    }
    return Scope(kinds, functions)


def _kinds(name: str, kind: str, items: Mapping[str, Element]) -> Iterator[tuple[str, str | frozenset[str]]]:
    item = items.get(kind)
    if item is None:
        yield name, kind
        return
    for part in _all(item, "itemComponent"):
        yield from _kinds(f"{name}.{part.attrib['name']}", _text(part, "typeRef"), items)
    allowed = _maybe(item, "allowedValues")
    if allowed is not None:
        yield name, frozenset(each.strip().strip('"') for each in _text(allowed, "text").split(","))


def _flat(name: str, node: Element) -> Iterator[tuple[str, Found]]:
    for part in _all(node, "component"):
        yield from _flat(f"{name}.{part.attrib['name']}", part)
    value = _maybe(node, "value")
    if value is not None:
        yield name, _value(value)


def _expected(node: Element) -> Found:
    listed = _maybe(node, "list")
    if listed is not None:
        return [_expected(item) for item in _all(listed, "item")]
    parts = _all(node, "component")
    if parts:
        return {part.attrib["name"]: _expected(part) for part in parts}
    return _value(_only(node, "value"))


def _value(node: Element) -> Found:
    if node.get(NIL) == "true":
        return None
    text = node.text or ""
    read: dict[str, Callable[[str], Found]] = {
        "decimal": Decimal, "string": str, "boolean": lambda word: word == "true",
    }
    return read[node.attrib[TYPE].partition(":")[2]](text)


# -- decision tables -------------------------------------------------------------------------------------------------

def _table(table: Element, scope: Scope, answers: Mapping[str, Found], engine: Engine) -> Found:
    subjects = [_text(_only(column, "inputExpression"), "text") for column in _all(table, "input")]
    outputs = _all(table, "output")
    hits = [
        [engine.value(_text(cell, "text"), scope=scope, answers=answers) for cell in _all(rule, "outputEntry")]
        for rule in _all(table, "rule")
        if all(
            engine.holds(_text(cell, "text"), subject=subject, scope=scope, answers=answers)
            for subject, cell in zip(subjects, _all(rule, "inputEntry"), strict=True)
        )
    ]
    if not hits:
        hits = _default(outputs, scope, engine)
    policy, ranks = table.get("hitPolicy", "UNIQUE"), [_ranks(each, scope, engine) for each in outputs]
    if policy in {"PRIORITY", "OUTPUT ORDER"}:
        hits.sort(key=lambda hit: [rank.index(value) if rank else 0 for rank, value in zip(ranks, hit, strict=True)])
    shown = [hit[0] if len(outputs) == 1 else dict(zip((o.attrib["name"] for o in outputs), hit, strict=True))
             for hit in hits]
    return _by_policy(policy, table.get("aggregation", ""), shown)


def _by_policy(policy: str, aggregation: str, hits: list[Found]) -> Found:
    if policy in {"RULE ORDER", "OUTPUT ORDER"} or (policy == "COLLECT" and not aggregation):
        return hits
    if policy == "COLLECT":
        gathered = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": lambda each: Decimal(len(each))}
        return gathered[aggregation](hits) if hits else None
    if policy == "UNIQUE" and len(hits) > 1:
        return None
    if policy == "ANY" and any(hit != hits[0] for hit in hits):
        return None
    return hits[0] if hits else None


def _default(outputs: list[Element], scope: Scope, engine: Engine) -> list[list[Found]]:
    entries = [_maybe(each, "defaultOutputEntry") for each in outputs]
    if any(entry is None for entry in entries):
        return []
    return [[engine.value(_text(entry, "text"), scope=scope, answers={}) for entry in entries if entry is not None]]


def _ranks(output: Element, scope: Scope, engine: Engine) -> list[Found]:
    values = _maybe(output, "outputValues")
    if values is None:
        return []
    return [engine.value(text, scope=scope, answers={}) for text in _text(values, "text").split(",")]


# -- XML without its namespaces, which change with each edition of the standard ---------------------------------------

def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: Element, tag: str) -> list[Element]:
    return [child for child in element if _tag(child) == tag]


def _maybe(element: Element, tag: str) -> Element | None:
    return next(iter(_all(element, tag)), None)


def _only(element: Element, tag: str) -> Element:
    (child,) = _all(element, tag)
    return child


def _text(element: Element, tag: str) -> str:
    return _only(element, tag).text or ""
