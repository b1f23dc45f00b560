"""What is asked of a journal store, said once for both databases.

A query has `?` where a value stands. What differs is left to the store: how a query is run, how a column is read as
it was written, and how a number is sought among several.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from okienko.core.hall.entries import STREAM
from okienko.core.journal.chain import Line
from okienko.records.journal import Beside, OpenDay, Row
from okienko.records.journal.columns import JOURNAL, JSON, Table, as_written

#: More lines than any command has.
_ONE_COMMAND = 500


class Reading(ABC):
    """The reading half of a journal store."""

    @abstractmethod
    def _read(self, query: str, params: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query; raises StoreUnavailable."""

    @abstractmethod
    def _column(self, name: str, kind: str) -> str:
        """A column of this kind as it was written."""

    @abstractmethod
    def _among(self, numbers: Sequence[int]) -> tuple[str, list[Any]]:
        """The condition that a number is one of these, and its values."""

    @abstractmethod
    def _line(self, row: Row) -> Line:
        """The line in a row of the journal."""

    def _columns(self, table: Table) -> str:
        return ", ".join(self._column(name, kind) for name, kind in table.columns)

    def _has_line(self, line: Line) -> bool:
        found = self._read("SELECT hash FROM records_entry WHERE office_id = ? AND stream = ? AND seq = ?", line[:3])
        return bool(found) and bytes(found[0][0]) == line.hash

    def offices(self) -> dict[str, int]:
        return dict(self._read("SELECT slug, id FROM records_office ORDER BY slug"))

    def load_open_day(self, office: int) -> OpenDay:
        rows = self._read(
            f"SELECT {self._columns(JOURNAL)} FROM records_entry WHERE office_id = ? AND stream = ? AND seq >= "
            "coalesce((SELECT day_from FROM records_hallrow WHERE office_id = ?), 0) ORDER BY seq",
            (office, STREAM, office),
        )
        return OpenDay(lines=[self._line(row) for row in rows], beside=self.beside(office))

    def entries_after(self, office: int, *, stream: str, seq: int, limit: int) -> list[Line]:
        rows = self._read(
            f"SELECT {self._columns(JOURNAL)} FROM records_entry WHERE office_id = ? AND stream = ? AND seq > ? "
            "ORDER BY seq LIMIT ?", (office, stream, seq, limit),
        )
        return [self._line(row) for row in rows]

    def beside(self, office: int) -> dict[int, Beside]:
        rows = self._read(
            "SELECT number, needs, ground FROM records_visitrow "
            "WHERE office_id = ? AND (needs IS NOT NULL OR ground IS NOT NULL) ORDER BY number",
            (office,),
        )
        return {number: Beside(tuple(json.loads(needs or "[]")), ground) for number, needs, ground in rows}

    def highest(self, offices: Sequence[int]) -> dict[int, int]:
        is_one, numbers = self._among(offices)
        rows = self._read(
            "SELECT id, (SELECT max(seq) FROM records_entry WHERE office_id = records_office.id AND stream = ?) "
            f"FROM records_office WHERE id {is_one}", (STREAM, *numbers))
        return {office: seq for office, seq in rows if seq is not None}

    def revisions(self, offices: Sequence[int]) -> dict[int, int]:
        is_one, numbers = self._among(offices)
        return dict(self._read("SELECT office_id, max(number) FROM records_officerevision "
                               f"WHERE office_id {is_one} GROUP BY office_id", numbers))

    def descriptions(self, office: int) -> list[tuple[int, str, dict[str, str]]]:
        query = (f"SELECT number, content_hash, {self._column('files', JSON)} FROM records_officerevision "
                 "WHERE office_id = ? ORDER BY number")
        return [(number, applied, json.loads(files)) for number, applied, files in self._read(query, (office,))]

    def find_key(self, office: int, *, key: str) -> list[Line]:
        first = self._read("SELECT stream, seq FROM records_entry WHERE office_id = ? AND key = ?", (office, key))
        if not first:
            return []
        stream, seq = first[0]
        lines = self.entries_after(office, stream=stream, seq=seq - 1, limit=_ONE_COMMAND)
        return [line for index, line in enumerate(lines) if line.part == index]

    def ticket(self, office: int, *, visit: int) -> str | None:
        rows = self._read("SELECT ticket FROM records_visitrow WHERE id = ?", (office << 32 | visit,))
        return rows[0][0] if rows else None

    def rows(self, table: Table, *, office: int, day: str | None = None) -> list[Row]:
        where, params = ("office_id = ?", [office]) if day is None else ("office_id = ? AND day = ?", [office, day])
        return self._rows(table, where, params)

    def ways_in(self, table: Table, *, slug: str) -> list[Row]:
        return self._rows(table, "office = ?", [slug])

    def _rows(self, table: Table, where: str, params: Sequence[Any]) -> list[Row]:
        found = self._read(f"SELECT {self._columns(table)} FROM {table.name} WHERE {where} "
                           f"ORDER BY {', '.join(table.key)}", params)
        return [as_written(table, row) for row in found]

    def streams(self, office: int) -> dict[str, int]:
        query = "SELECT stream, count(*) FROM records_entry WHERE office_id = ? GROUP BY stream ORDER BY stream"
        return dict(self._read(query, (office,)))

    def days(self, table: Table, *, office: int) -> list[str]:
        query = f"SELECT DISTINCT day FROM {table.name} WHERE office_id = ? AND day IS NOT NULL ORDER BY day"
        return [str(day) for (day,) in self._read(query, (office,))]

    def strays(self, table: Table) -> dict[int, int]:
        return dict(self._read(f"SELECT office_id, count(*) FROM {table.name} WHERE office_id NOT IN "
                               "(SELECT id FROM records_office) GROUP BY office_id ORDER BY office_id"))
