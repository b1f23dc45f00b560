"""The servers of a PostgreSQL database: a shared advisory lock of a session whose name says who serves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from okienko.records.serving import BeingMended, IsServed, Server

#: "OKIE" and "serv" in ASCII: the two halves of the lock's key.
KEY = (0x4F4B4945, 0x73657276)
NAME = "okienko "
SECONDS = 3
_SERVERS = """
    SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ShareLock' AND l.objsubid = 2
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND l.classid = %s AND l.objid = %s
    ORDER BY a.pid
"""


class SessionPlace:
    """A session of its own, held open as long as the server lives."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: psycopg.Connection[tuple[Any, ...]] | None = None

    def enter(self, version: str) -> None:
        if self._is_held():
            return
        session = self._connect(f"{NAME}{version} {os.getpid()}")
        if not session.execute("SELECT pg_try_advisory_lock_shared(%s, %s)", KEY).fetchall()[0][0]:
            session.close()
            raise BeingMended(BeingMended.__doc__)
        self._session = session

    def leave(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def servers(self) -> list[Server]:
        with self._connect(NAME.strip()) as session:
            return _servers(session)

    @contextmanager
    def alone(self) -> Iterator[None]:
        session = self._connect(NAME.strip())
        try:
            if not session.execute("SELECT pg_try_advisory_lock(%s, %s)", KEY).fetchall()[0][0]:
                raise IsServed(_servers(session))
            yield
        finally:
            session.close()

    def _is_held(self) -> bool:
        """Does the session still live? With it the lock would be gone."""
        if self._session is None:
            return False
        try:
            self._session.execute("SELECT 1")
        except psycopg.Error:
            self.leave()
        return self._session is not None

    def _connect(self, name: str) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self._url, autocommit=True, connect_timeout=SECONDS, application_name=name,
                               keepalives_idle=5, keepalives_interval=2, keepalives_count=3)


def _servers(session: psycopg.Connection[tuple[Any, ...]]) -> list[Server]:
    """What the names of the sessions say; a number is the process's on its own machine."""
    found = []
    for (name,) in session.execute(_SERVERS, KEY).fetchall():
        version, _, pid = name.removeprefix(NAME).rpartition(" ")
        found.append(Server(int(pid) if pid.isdecimal() else 0, version))
    return found
