"""One writer at a time: the gate before an SQLite file in this process.

SQLite lets one connection write. Threads that try it together poll and starve
(p99 509 ms against 54 ms with a queue), so they take turns here: the hall keeper
goes first, all others in the order in which they came. A thread that holds the
gate may take it again. Nothing slow happens behind the gate.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from okienko.records.address import TURN_SECONDS


class NoTurn(Exception):
    """Another writer holds the database for too long; a transaction was left open, or does something slow."""


class WriteGate:
    """A lock with two queues; whoever releases it hands it to the next in line."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._depth = 0
        self._first: deque[tuple[int, threading.Event]] = deque()
        self._others: deque[tuple[int, threading.Event]] = deque()

    @property
    def is_mine(self) -> bool:
        """Does this thread hold the gate?"""
        return self._owner == threading.get_ident()

    def take_if_free(self) -> bool:
        """Take the gate if nobody holds it or waits for it; False otherwise, at once."""
        with self._lock:
            if self._owner is not None:
                return False
            self._owner, self._depth = threading.get_ident(), 1
            return True

    def acquire(self, *, first: bool = False, timeout: float = TURN_SECONDS) -> None:
        """Take the gate, or wait for it; raises NoTurn after `timeout` seconds."""
        me = threading.get_ident()
        with self._lock:
            if self._owner is None or self._owner == me:
                self._owner = me
                self._depth += 1
                return
            waiter = (me, threading.Event())
            queue = self._first if first else self._others
            queue.append(waiter)
        if not waiter[1].wait(timeout):
            self._give_up(queue, waiter)

    def _give_up(self, queue: deque[tuple[int, threading.Event]], waiter: tuple[int, threading.Event]) -> None:
        with self._lock:
            if waiter[1].is_set():
                return
            queue.remove(waiter)
        raise NoTurn(NoTurn.__doc__)

    def release(self) -> None:
        """Give the gate back; the keeper is next, then whoever has waited longest."""
        with self._lock:
            self._depth -= 1
            if self._depth:
                return
            queue = self._first or self._others
            if not queue:
                self._owner = None
                return
            self._owner, turn = queue.popleft()
            self._depth = 1
            turn.set()

    @contextmanager
    def turn(self, *, first: bool = False, timeout: float = TURN_SECONDS) -> Iterator[None]:
        """Hold the gate for the length of a block."""
        self.acquire(first=first, timeout=timeout)
        try:
            yield
        finally:
            self.release()


_gates: dict[str, WriteGate] = {}
_gates_lock = threading.Lock()


def gate_of(path: str) -> WriteGate:
    """The gate before this file: one in the process, whoever asks."""
    with _gates_lock:
        return _gates.setdefault(path, WriteGate())


def holds_any_gate() -> bool:
    """Is this thread inside a write transaction on an SQLite file?"""
    with _gates_lock:
        return any(gate.is_mine for gate in _gates.values())
