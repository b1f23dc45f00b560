"""Our own language as an engine of the compliance cases."""

from collections.abc import Mapping

from okienko.core.catalogue.condition import (
    ConditionFault,
    Declared,
    Formula,
    Kind,
    declare_formula,
    parse_cell,
    parse_expression,
)
from tests.core.catalogue.condition.tck import Found, Outside, Scope

KINDS = {"number": Kind.NUMBER, "string": Kind.TEXT, "boolean": Kind.TRUTH, "date": Kind.DATE}


class Ours:
    """Reads each text against what the model declares; a text that is refused is outside the subset."""

    def value(self, text: str, *, scope: Scope, answers: Mapping[str, Found]) -> Found:
        try:
            return parse_expression(text, types=types(scope), formulas=formulas(scope)).value(answers)
        except ConditionFault as fault:
            raise Outside(f"{text}: {fault}") from fault

    def holds(self, cell: str, *, subject: str, scope: Scope, answers: Mapping[str, Found]) -> bool:
        try:
            return parse_cell(cell, subject=subject, types=types(scope)).of(answers) is True
        except ConditionFault as fault:
            raise Outside(f"{cell}: {fault}") from fault


def types(scope: Scope) -> dict[str, Declared]:
    return {name: KINDS[kind] if isinstance(kind, str) else kind for name, kind in scope.kinds.items()}


def formulas(scope: Scope) -> dict[str, Formula]:
    return {
        name: declare_formula(function.text, parameters={key: KINDS[kind] for key, kind in function.parameters.items()})
        for name, function in scope.functions.items()
    }
