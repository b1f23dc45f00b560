"""Where the database is: one address, read the same by Django and by the journal store.

`sqlite:////var/lib/okienko/okienko.sqlite3` (three slashes and a path) or
`postgresql://user:password@host:5432/name`.
"""

from __future__ import annotations

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
    scheme = urlsplit(url).scheme
    if scheme == SQLITE:
        return SQLITE
    if scheme in (POSTGRESQL, "postgres"):
        return POSTGRESQL
    raise UnknownDatabase(UnknownDatabase.__doc__)


def sqlite_path(url: str) -> str:
    """The path of the file in an SQLite address."""
    return unquote(url.removeprefix("sqlite:///"))


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
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
