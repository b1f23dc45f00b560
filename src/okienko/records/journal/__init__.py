"""The journal store: appends what the hall keeper has decided, in one transaction with the rows of the hall.

There are two, one for each database, behind one protocol. They know no Django; a
house test holds their columns against the migrations. One of an event loop's
tasks appends; another thread reads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from okienko.core.journal.chain import Line
from okienko.records.journal.columns import Table

Row = tuple[Any, ...]


class StoreError(Exception):
    """The journal store could not do what it was asked."""


class Conflict(StoreError):
    """Another node was faster: the seq or the key is taken. Nothing was stored."""


class Rejected(StoreError):
    """The database does not accept these rows. Nothing was stored."""


class OutcomeUnknown(StoreError):
    """The connection was lost in the commit: it must be looked up whether the batch is stored."""


class StoreUnavailable(StoreError):
    """The database cannot be written or reached now (down, full, read-only, too slow). Nothing was stored."""


@dataclass(slots=True)
class Batch:
    """What one append stores, all or nothing: journal lines and rows, by table in the order of its columns.

    Lines and rows are sorted by office, so that two batches cannot deadlock;
    rows that free a desk or a person come before those that take one.
    """

    lines: list[Line] = field(default_factory=list)
    halls: list[Row] = field(default_factory=list)
    #: Visits that may have no row yet, with all their columns.
    visits: list[Row] = field(default_factory=list)
    #: Visits that have a row: the columns that may change (`CHANGES`).
    changes: list[Row] = field(default_factory=list)
    desks: list[Row] = field(default_factory=list)
    wishes: list[Row] = field(default_factory=list)
    #: All of it as the store sends it, once that is made ready.
    sent: Any = None


class Beside(NamedTuple):
    """What is known of a visit and stands in no journal, because it can be erased: needs, the ground of a priority."""

    needs: tuple[str, ...] = ()
    ground: str | None = None


NOTHING = Beside()


class OpenDay(NamedTuple):
    """The journal of an office's open day, and what is kept out of it, by the number of the visit."""

    lines: list[Line]
    beside: dict[int, Beside]


class JournalStore(Protocol):
    """Where the journal is kept. `stream` is the hall's unless given."""

    #: While a turn of so many commands is stored, the event loop is free, and may decide the next one.
    apart_from: int

    def make_ready(self, batch: Batch) -> None:
        """Do now what can be done before the batch may be stored; nothing is added to it any more."""

    def append(self, batch: Batch) -> Awaitable[None]:
        """Begin to store the batch at once; it is durable when what is returned is there.

        That raises Conflict, Rejected, OutcomeUnknown or StoreUnavailable.
        """

    def is_stored(self, line: Line) -> bool:
        """After an unknown outcome: is this very line in the journal? Final: it will not appear later."""

    def offices(self) -> dict[str, int]:
        """The offices of this installation: slug to id."""

    def load_open_day(self, office: int) -> OpenDay:
        """All lines since the day was opened (since the beginning, when none was), and what stands beside them."""

    def entries_after(self, office: int, *, stream: str, seq: int, limit: int) -> list[Line]:
        """Up to `limit` lines after `seq`, in order."""

    def beside(self, office: int) -> dict[int, Beside]:
        """What stands beside the journal of the open day, by the number of the visit."""

    def highest(self, offices: Sequence[int]) -> dict[int, int]:
        """The last seq of each office's hall; an office without entries is not in it."""

    def revisions(self, offices: Sequence[int]) -> dict[int, int]:
        """The number of each office's newest description."""

    def descriptions(self, office: int) -> list[tuple[int, str, dict[str, str]]]:
        """The office's revisions: number, content hash, and the files, by path."""

    def find_key(self, office: int, *, key: str) -> list[Line]:
        """The lines of the command that bore this idempotency key; empty when there was none."""

    def ticket(self, office: int, *, visit: int) -> str | None:
        """The ticket of a visit of any day."""

    def rows(self, table: Table, *, office: int, day: str | None = None) -> list[Row]:
        """The stored rows of an office, as they were handed to `append`, by their key; visits of one day."""

    def ways_in(self, table: Table, *, slug: str) -> list[Row]:
        """The rows of a table that names its office by the slug, by their key."""

    def streams(self, office: int) -> dict[str, int]:
        """The streams in an office's journal by name, each with how many entries it has."""

    def days(self, table: Table, *, office: int) -> list[str]:
        """The days of which an office has rows in a table that has a day, in order."""

    def strays(self, table: Table) -> dict[int, int]:
        """Offices that this installation does not have, with the number of their rows in a table."""

    def close(self) -> None:
        """Close the connections."""
