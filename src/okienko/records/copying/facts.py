"""What can be said of a whole database in a few lines: where each journal stands, which descriptions there are.

Two databases with the same facts hold the same journal: each entry bears the hash
of the one before, so the hash of the last one stands for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

Ask = Callable[[LiteralString], Sequence[Sequence[Any]]]

_MIGRATIONS: LiteralString = "SELECT app, name FROM django_migrations ORDER BY id"
_REVISIONS: LiteralString = (
    "SELECT o.slug, r.number, r.content_hash FROM records_officerevision r "
    "JOIN records_office o ON o.id = r.office_id ORDER BY o.slug, r.number"
)
_STREAMS: LiteralString = (
    "SELECT o.slug, e.stream, e.seq, e.hash FROM records_entry e JOIN records_office o ON o.id = e.office_id "
    "JOIN (SELECT office_id, stream, max(seq) AS seq FROM records_entry GROUP BY office_id, stream) m "
    "ON m.office_id = e.office_id AND m.stream = e.stream AND m.seq = e.seq ORDER BY o.slug, e.stream"
)


class NoTables(Exception):
    """There is nothing to copy: this database has no tables of Okienko."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`revisions`: office, number, hash of the description; `streams`: office, stream, last seq, its hash."""

    migrations: tuple[tuple[str, str], ...]
    revisions: tuple[tuple[str, int, str], ...]
    streams: tuple[tuple[str, str, int, str], ...]

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> Facts:
        """From the lists of a JSON text."""
        return cls(**{name: tuple(tuple(row) for row in rows) for name, rows in plain.items()})

    @property
    def entries(self) -> int:
        """How many entries all journals hold; they have no gaps."""
        return sum(seq for _, _, seq, _ in self.streams)


def facts_of(ask: Ask) -> Facts:
    """The facts of the database that answers; raises what the database raises when it has no tables."""
    return Facts(
        migrations=tuple((app, name) for app, name in ask(_MIGRATIONS)),
        revisions=tuple((slug, number, digest) for slug, number, digest in ask(_REVISIONS)),
        streams=tuple((slug, stream, seq, bytes(link).hex()) for slug, stream, seq, link in ask(_STREAMS)),
    )
