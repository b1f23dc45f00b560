"""Where the database is: one address, read the same by Django and by the journal store.

`sqlite:////var/lib/okienko/okienko.sqlite3` (three slashes and a path) or
`postgresql://user:password@host:5432/name`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
#: How long a writer waits for its turn, in seconds.
TURN_SECONDS = 20


class UnknownDatabase(ValueError):
    """The database address must begin with sqlite:/// or postgresql://."""


def kind_of(url: str) -> str:
    """`sqlite` or `postgresql`."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError as error:  # brackets that do not close, for instance
        raise UnknownDatabase(UnknownDatabase.__doc__) from error
    if scheme == SQLITE:
        return SQLITE
    if scheme in (POSTGRESQL, "postgres"):
        return POSTGRESQL
    raise UnknownDatabase(UnknownDatabase.__doc__)


def sqlite_path(url: str) -> str:
    """The path of the file in an SQLite address."""
    return unquote(url.removeprefix("sqlite:///"))


def make_private(path: str) -> None:
    """Make the file of a new database so that only its owner and their group read it, whatever the umask says.

    SQLite gives its own files beside it (`-wal`, `-shm`) the same permissions.
    """
    if path.startswith((":memory:", "file:")):
        return
    with suppress(OSError):  # it is there already, or SQLite will say why it cannot be
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o640))


def django_database(url: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for this address."""
    if kind_of(url) == SQLITE:
        return {
            "ENGINE": "okienko.records.sqlite_backend",
            "NAME": sqlite_path(url),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": TURN_SECONDS, "transaction_mode": "IMMEDIATE"},
            "TEST": {"NAME": f"{sqlite_path(url)}.test"},
        }
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise UnknownDatabase(UnknownDatabase.__doc__) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
