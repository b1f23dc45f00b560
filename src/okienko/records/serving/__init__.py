"""Who serves a database now.

Each server says so for as long as it lives, and whoever needs the database alone (a
restore, an upgrade) asks first. On SQLite it is a lock on a file beside the
database, on PostgreSQL an advisory lock of a session: both end with the process,
however it ends, so that nothing has to be cleared away after a crash.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


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
