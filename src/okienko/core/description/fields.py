"""Rules set on a field of a described thing, beyond what its type already says."""

import re
from dataclasses import MISSING, Field, dataclass, field
from typing import Any, Literal

PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}")
LETTER = re.compile(r"[A-Z0-9ĄĆĘŁŃÓŚŹŻ]{1,3}")

# How far a statement of the description may be relied on: checked in a public source, known in general,
# plausible but not checked, or made up to fill the demonstration.
Mark = Literal["", "public", "known", "plausible", "filler"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a field asks of its value."""

    key: str = ""  # the key in the file, where it differs from the name (`from` is a word of Python)
    least: float | None = None
    most: float | None = None
    fault: str = ""  # the code to use for a number out of bounds
    refers: tuple[str, ...] = ()  # sections in which the value must be an id
    also: str = ""  # one further value that needs no such section, for example "*"
    blank: bool = False  # an empty text is a value
    ids: re.Pattern[str] = PLAIN_ID  # what the ids of a section look like
    given: bool = False  # not written in a file: handed in later, or taken from the key of the table


NO_RULES = Rules()


def told(default: Any = MISSING, *, factory: Any = MISSING, **rules: Any) -> Any:
    """A dataclass field with rules, for example `told(least=1)` or `told((), refers=("desks",))`."""
    metadata = {"rules": Rules(**rules)}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def rules_of(one: "Field[Any]") -> Rules:
    """The rules of a dataclass field."""
    rules = one.metadata.get("rules", NO_RULES)
    assert isinstance(rules, Rules)
    return rules


def key_of(one: "Field[Any]") -> str:
    """The key under which a field stands in the file."""
    return rules_of(one).key or one.name
