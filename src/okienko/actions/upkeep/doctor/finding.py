"""Something that is wrong with an installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, as a code with its parameters; a hint (`is_fault` False) does not keep the office from working."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    is_fault: bool = True


def fault(code: str, **params: object) -> Finding:
    """Something that keeps the office from working, or puts what it stores in danger."""
    return Finding(code, {name: str(value) for name, value in params.items()})


def hint(code: str, **params: object) -> Finding:
    """Something that works, and could be better."""
    return Finding(code, {name: str(value) for name, value in params.items()}, is_fault=False)
