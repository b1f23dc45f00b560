"""The servers of an SQLite file: a shared lock on `FILE.serving`, in which each has a line of its own."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from okienko.records.serving import BeingMended, IsServed, Server

SUFFIX = ".serving"


class FilePlace:
    """The lock file beside the database."""

    def __init__(self, path: str) -> None:
        self._path = Path(path + SUFFIX)
        self._held: int | None = None

    def enter(self, version: str) -> None:
        if self._held is not None:
            return
        handle = self._open()
        try:
            if _takes(handle, fcntl.LOCK_EX):
                os.ftruncate(handle, 0)  # what stands there was written by servers that have ended
            if not _takes(handle, fcntl.LOCK_SH):
                raise BeingMended(BeingMended.__doc__)
            os.write(handle, f"{os.getpid()} {version}\n".encode())
        except BaseException:
            os.close(handle)
            raise
        self._held = handle

    def leave(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def servers(self) -> list[Server]:
        if not self._path.exists():
            return []
        handle = self._open()
        try:
            return [] if _takes(handle, fcntl.LOCK_EX) else self._lines()
        finally:
            os.close(handle)

    @contextmanager
    def alone(self) -> Iterator[None]:
        handle = self._open()
        try:
            if not _takes(handle, fcntl.LOCK_EX):
                raise IsServed(self._lines())
            yield
        finally:
            os.close(handle)

    def _open(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o640)

    def _lines(self) -> list[Server]:
        """Who wrote a line and is still there."""
        found = []
        for line in self._path.read_text().splitlines():
            pid, _, version = line.partition(" ")
            with suppress(ValueError):
                found.append(Server(int(pid), version))
        return [server for server in found if _is_alive(server.pid)]


def _takes(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is there, and another user's
    return True
