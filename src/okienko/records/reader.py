"""What the live hall reads beside the journal, without Django: descriptions, and who may sign in.

A house test holds the columns against the migrations. A reader may be used from
any thread, one at a time.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, LiteralString, NamedTuple

from okienko.records.address import SQLITE, kind_of, make_private, sqlite_path

_REVISION: LiteralString = (
    "SELECT r.content_hash, r.files FROM records_officerevision r JOIN records_office o ON o.id = r.office_id "
    "WHERE o.slug = %s ORDER BY r.number DESC LIMIT 1"
)
_HASH: LiteralString = _REVISION.replace("r.content_hash, r.files", "r.content_hash")
#: Changes whenever somebody is added, changed, closed, enrolled or revoked: each raises a version or a count.
_STAMP: LiteralString = (
    "SELECT (SELECT count(*) FROM records_account), (SELECT coalesce(sum(version), 0) FROM records_account), "
    "(SELECT count(*) FROM records_device), (SELECT coalesce(sum(version), 0) FROM records_device)"
)
_ACCOUNTS: LiteralString = (
    "SELECT id, office, version, roles, person FROM records_account WHERE is_active ORDER BY id"
)
_DEVICES: LiteralString = (
    "SELECT id, office, version, kind FROM records_device "
    "WHERE enrolled_at IS NOT NULL AND revoked_at IS NULL ORDER BY id"
)


class Unreadable(Exception):
    """The database cannot be read now, or has no tables yet."""


class NoDescription(LookupError):
    """No description of this office has been applied."""


class Described(NamedTuple):
    """A description as it was applied: its hash, and its files by path."""

    content_hash: str
    files: dict[str, str]


class Reader:
    """Reads one database; a connection that was lost is made anew at the next question."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._connection: Any = None

    def content_hash(self, slug: str) -> str:
        """The hash of an office's newest description; raises NoDescription."""
        rows = self._ask(_HASH, slug)
        if not rows:
            raise NoDescription(slug)
        return str(rows[0][0])

    def described(self, slug: str) -> Described:
        """The newest description of an office; raises NoDescription."""
        rows = self._ask(_REVISION, slug)
        if not rows:
            raise NoDescription(slug)
        content_hash, files = rows[0]
        return Described(content_hash, _plain(files))

    def stamp(self) -> str:
        """A text that changes whenever who may sign in changes."""
        return "-".join(str(number) for number in self._ask(_STAMP)[0])

    def accounts(self) -> list[tuple[int, str, int, tuple[str, ...], str]]:
        """Open accounts: id, office, version, roles, staff id."""
        return [(pk, office, version, tuple(_plain(roles)), person)
                for pk, office, version, roles, person in self._ask(_ACCOUNTS)]

    def devices(self) -> list[tuple[int, str, int, str]]:
        """Enrolled devices: id, office, version, kind."""
        return [(pk, office, version, kind) for pk, office, version, kind in self._ask(_DEVICES)]

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _ask(self, query: LiteralString, *values: object) -> Sequence[Any]:
        is_sqlite = kind_of(self._url) == SQLITE
        connect, error = _sqlite() if is_sqlite else _postgres()
        with self._lock:
            try:
                self._connection = self._connection or connect(self._url)
                text = query.replace("%s", "?") if is_sqlite else query
                rows: Sequence[Any] = self._connection.execute(text, values).fetchall()
            except error as why:
                self._drop()
                raise Unreadable(str(why)) from why
            return rows

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _sqlite() -> tuple[Callable[[str], Any], type[Exception]]:
    def connect(url: str) -> Any:
        make_private(sqlite_path(url))
        return sqlite3.connect(sqlite_path(url), isolation_level=None, timeout=5, check_same_thread=False)

    return connect, sqlite3.Error


def _postgres() -> tuple[Callable[[str], Any], type[Exception]]:
    # Imported here only: it is a quarter of the start of a process that needs it not.
    import psycopg

    def connect(url: str) -> Any:
        return psycopg.connect(url, autocommit=True, connect_timeout=3,
                               options="-c statement_timeout=5000 -c default_transaction_read_only=on")

    return connect, psycopg.Error


def _plain(value: Any) -> Any:
    """A JSON column: text in SQLite, read already by psycopg."""
    return json.loads(value) if isinstance(value, str) else value
