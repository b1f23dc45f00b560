"""The columns that the journal store writes, by table, with their PostgreSQL types.

They stand here once for both databases; a house test holds them against the
migrations.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

INT, SMALL, TEXT, MOMENT, DAY, YES, JSON, BYTES = (
    "bigint", "smallint", "text", "timestamptz", "date", "boolean", "jsonb", "bytea",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in the order of a row, and the key by which a row is replaced (none in the journal)."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    @property
    def quoted(self) -> str:
        return ", ".join(f'"{name}"' for name in self.names)

    def only(self, *columns: str) -> Table:
        """The same table with some of its columns and the same key."""
        return Table(self.name, tuple(pair for pair in self.columns if pair[0] in columns), key=self.key)

    @property
    def upsert(self) -> str:
        """`ON CONFLICT … DO UPDATE SET …`, or nothing for the journal, which is never changed."""
        if not self.key:
            return ""
        key = ", ".join(f'"{name}"' for name in self.key)
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in self.names if name not in self.key)
        return f"ON CONFLICT ({key}) DO UPDATE SET {sets}"


JOURNAL = Table("records_entry", (
    ("office_id", INT), ("stream", TEXT), ("seq", INT), ("at", MOMENT), ("kind", TEXT), ("visit", INT),
    ("desk", TEXT), ("by", TEXT), ("body", TEXT), ("part", SMALL), ("key", TEXT), ("digest", BYTES), ("hash", BYTES),
))
HALLS = Table("records_hallrow", (
    ("office_id", INT), ("day", DAY), ("day_from", INT), ("phase", TEXT), ("regime", TEXT), ("seq", INT),
), key=("office_id",))
VISITS = Table("records_visitrow", (
    ("id", INT), ("office_id", INT), ("day", DAY), ("number", INT), ("ticket", TEXT), ("series", TEXT),
    ("state", TEXT), ("service", TEXT), ("desk", TEXT), ("ready_at", MOMENT), ("returning", YES),
    ("called_at", MOMENT), ("started_at", MOMENT), ("since", MOMENT), ("taken_at", MOMENT), ("channel", TEXT),
    ("calls", INT), ("persons", INT), ("priority", YES), ("language", TEXT), ("needs", TEXT), ("ground", TEXT),
    ("matters", JSON), ("outside", YES), ("wish", INT), ("seq", INT),
), key=("id",))
#: What may change of a visit once its ticket is given.
CHANGES = VISITS.only("id", "state", "service", "desk", "ready_at", "returning", "called_at", "started_at", "since",
                      "calls", "needs", "ground", "matters", "outside", "wish", "seq")
DESKS = Table("records_deskrow", (
    ("office_id", INT), ("desk", TEXT), ("person", TEXT), ("since", MOMENT), ("paused", YES), ("serves", JSON),
    ("seq", INT),
), key=("office_id", "desk"))
WISHES = Table("records_wishrow", (
    ("id", INT), ("office_id", INT), ("number", INT), ("visit", INT), ("department", TEXT), ("service", TEXT),
    ("state", TEXT), ("asked_at", MOMENT), ("asked_by", TEXT), ("named", TEXT), ("consent", YES), ("prefers", TEXT),
    ("step", TEXT), ("attempts", INT), ("person", TEXT), ("mode", TEXT), ("post", TEXT), ("answered_at", MOMENT),
    ("due_at", MOMENT), ("started_at", MOMENT), ("met_at", MOMENT), ("seq", INT),
), key=("id",))
TABLES = (JOURNAL, HALLS, VISITS, DESKS, WISHES)


def as_written(table: Table, row: Sequence[Any]) -> tuple[Any, ...]:
    """A stored row as it was handed over, whichever database kept it: truth values, JSON and moments as one form."""
    return tuple(_plain(kind, value) for (_, kind), value in zip(table.columns, row, strict=True))


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == YES:
        return bool(value)
    if kind == JSON:
        return json.dumps(json.loads(value), separators=(",", ":"), ensure_ascii=False)
    if kind in (MOMENT, DAY):
        return str(value).removesuffix(".000000")
    return value
