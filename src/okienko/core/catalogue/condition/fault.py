"""What is wrong with the text of a condition or formula, and where: a code and parameters, no sentence.

Whoever read the text out of a file turns it into a fault of the description with file and place; the codes begin
with `condition-`, and their sentences stand with those of the description.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `position` counts characters from 0, at the end of the text it is its length."""

    position: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


class ConditionFault(Exception):
    """The text of a condition or formula cannot be accepted."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        told = ", ".join(f"{name} {value}" for name, value in fault.params.items())
        super().__init__(f"{fault.position}: {fault.code}" + (f" ({told})" if told else ""))


class UnusableName(Exception):
    """A question or function is declared under a name that a condition cannot write."""


def refuse(code: str, *, at: int, **params: object) -> NoReturn:
    """Refuses the text for what stands at this position."""
    raise ConditionFault(Fault(at, f"condition-{code}", {name: str(value) for name, value in params.items()}))


def refuse_unknown(code: str, *, at: int, value: str, known: Collection[str], nearest_to: str = "") -> NoReturn:
    """Refuses a word that is none of the known ones; one that is near is offered as a hint."""
    near = get_close_matches(value, sorted(known), n=1) or get_close_matches(nearest_to, sorted(known), n=1)
    if near:
        refuse(f"{code}-hint", at=at, value=value, hint=near[0])
    refuse(code, at=at, value=value, known=", ".join(sorted(known)) or "—")
