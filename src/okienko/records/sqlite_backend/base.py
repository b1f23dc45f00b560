"""Django's SQLite backend, taking its turn at the write gate.

Every transaction begins IMMEDIATE, so it writes or may write: it takes the gate
first and gives it back at commit, rollback or close. A single statement outside
a transaction takes it for its own length.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from okienko.records.address import make_private
from okienko.records.gate import WriteGate, gate_of

#: Pages of the write-ahead log from which on a commit moves them to their places: later than the hall does, which would
#: otherwise wait behind the gate while a page's commit moves what the hall has written (7 ms of 18 a page).
CHECKPOINT_PAGES = 8000
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


class GatedCursor(base.SQLiteCursorWrapper):
    """A cursor whose single writing statements take their turn."""

    gate: WriteGate

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or not query.lstrip()[:8].upper().startswith(_WRITES):
            return super().execute(query, params)
        with self.gate.turn():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        with self.gate.turn():
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps WAL and FULL: NORMAL lost acknowledged commands in simulated power cuts.

    The ends of a transaction are Django's own methods, which its type stubs do not list.
    """

    _has_turn = False

    @property
    def gate(self) -> WriteGate:
        return gate_of(str(self.settings_dict["NAME"]))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        make_private(str(self.settings_dict["NAME"]))
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        return connection

    def create_cursor(self, name: str | None = None) -> GatedCursor:
        del name
        cursor: GatedCursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self.gate.acquire()
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self.gate.release()
