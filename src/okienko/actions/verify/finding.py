"""What is wrong, and how rows are held against what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from okienko.core.journal.findings import MENDS, SENTENCES
from okienko.records.journal import Row
from okienko.records.journal.columns import Table


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and where; `seq` is the entry at which it shows, None for a row."""

    office: str
    stream: str
    seq: int | None
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The English sentence; `okienko.core.journal.findings` holds all of them."""
        return SENTENCES[self.code].format(**self.params)

    @property
    def mend(self) -> str:
        """What to do about it, in English."""
        return MENDS[self.code].format(office=self.office)


Fault = tuple[str, dict[str, str]]
#: The codes of a comparison: a row is missing, follows from nothing, or differs.
STATE = ("row_missing", "row_alone", "row_differs")
DERIVED = ("derived_missing", "derived_alone", "derived_differs")


def fault(code: str, **params: object) -> Fault:
    """A code with its parameters as text."""
    return code, {name: str(value) for name, value in params.items()}


def compare(name: str, expected: Mapping[Any, Row], stored: list[Row], table: Table, *,
            codes: tuple[str, str, str] = STATE, without: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What differs between the rows that should be there, by their key, and those that are."""
    missing, alone, differs = codes
    keys = [table.names.index(column) for column in table.key]
    found = {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row for row in stored}
    for key in sorted(set(expected) - set(found), key=str):
        yield fault(missing, row=name, key=key)
    for key in sorted(set(found) - set(expected), key=str):
        yield fault(alone, row=name, key=key)
    for key in sorted(set(expected) & set(found), key=str):
        for column, right, is_there in zip(table.names, expected[key], found[key], strict=True):
            if right != is_there and column not in without:
                yield fault(differs, row=name, key=key, column=column, stored=repr(is_there), expected=repr(right))
