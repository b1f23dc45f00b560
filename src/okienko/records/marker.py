"""The marker of a demonstration: a number in the head of the database file that only `okienko demo` writes.

SQLite keeps a 32-bit *application id* in each file; a database made in any other
way holds 0 there. A demonstration is always such a file of its own, so a
PostgreSQL database is never one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from okienko.records.address import SQLITE, kind_of, make_private, sqlite_path

#: "OKIE" in ASCII.
DEMONSTRATION = 0x4F4B4945


class NotEmpty(Exception):
    """Only a new, empty database can become a demonstration."""


def mark_demonstration(url: str) -> None:
    """Mark an empty database as made for a demonstration. Raises NotEmpty."""
    make_private(sqlite_path(url))
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables:
            raise NotEmpty(NotEmpty.__doc__)
        connection.execute(f"PRAGMA application_id = {DEMONSTRATION}")


def is_demonstration(url: str) -> bool:
    """Was this database made for a demonstration?"""
    if kind_of(url) != SQLITE:
        return False
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        (found,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(found == DEMONSTRATION)
