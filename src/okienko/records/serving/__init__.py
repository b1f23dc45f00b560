"""Who serves a database now.

Each server says so for as long as it lives, and whoever needs the database alone (a
restore, an upgrade) asks first. On SQLite it is a lock on a file beside the
database, on PostgreSQL an advisory lock of a session: both end with the process,
however it ends, so that nothing has to be cleared away after a crash.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from okienko.records.address import SQLITE, kind_of, sqlite_path


class BeingMended(Exception):
    """The database is being restored or upgraded now; the office can be served when that is done."""


@dataclass(frozen=True, slots=True)
class Server:
    """A process that serves the database: its number on its machine, and its version."""

    pid: int
    version: str


class IsServed(Exception):
    """The database is served now; stop the service first. `servers` says by whom."""

    def __init__(self, servers: list[Server]) -> None:
        super().__init__(IsServed.__doc__)
        self.servers = servers


class Place(Protocol):
    """Where servers say that they are there, for one database."""

    def enter(self, version: str) -> None:
        """Be known as a server from now on, or still; raises BeingMended."""

    def leave(self) -> None:
        """Be no server any more."""

    def servers(self) -> list[Server]:
        """Who serves now."""

    def alone(self) -> AbstractContextManager[None]:
        """Nobody serves while this is held; raises IsServed."""


def place_of(url: str) -> Place:
    """The place of a database address."""
    if kind_of(url) == SQLITE:
        from okienko.records.serving.sqlite import FilePlace

        return FilePlace(sqlite_path(url))
    from okienko.records.serving.postgres import SessionPlace

    return SessionPlace(url)


@contextmanager
def nobody_serves(url: str) -> Iterator[None]:
    """Hold the database alone for the length of a block; raises IsServed, at once."""
    with place_of(url).alone():
        yield
