"""Copying an SQLite file: its own online backup out, a new file in, the old one kept aside."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from okienko.records.copying.archive import CHUNK, Archive, Writing, flush_folder
from okienko.records.copying.facts import Facts, NoTables, facts_of

MEMBER = "database.sqlite3"
#: What SQLite may lay beside its file.
BESIDE = ("-wal", "-shm", "-journal")
TURN_SECONDS = 30
_USED = "SELECT (SELECT count(*) FROM records_office) + (SELECT count(*) FROM records_account)"


class Damaged(Exception):
    """SQLite finds the file damaged; see `okienko doctor`."""


def facts(path: str) -> Facts:
    """The facts of a file; raises NoTables."""
    if not Path(path).exists():
        raise NoTables(NoTables.__doc__)
    with closing(_open(path)) as connection:
        try:
            return facts_of(lambda query: connection.execute(query).fetchall())
        except sqlite3.OperationalError as error:
            raise NoTables(NoTables.__doc__) from error


def count_used(path: str) -> int:
    """How many offices and accounts are in it: in an unused one none; raises NoTables for any other content."""
    with closing(_open(path)) as connection:
        try:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not tables:
                return 0
            (rows,) = connection.execute(_USED).fetchone()
        except sqlite3.DatabaseError as error:
            raise NoTables(NoTables.__doc__) from error
    return int(rows)


def copy_out(path: str, writing: Writing) -> Facts:
    """Put the file as it is at one moment into a backup, while others write; raises NoTables, Damaged, OSError."""
    if not Path(path).exists():
        raise NoTables(NoTables.__doc__)
    discard(writing.scratch)  # what a killed backup left would be taken for a part of this one
    os.close(os.open(writing.scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        # All pages in one step: in WAL that is one read, which neither waits for a writer nor keeps one waiting.
        with closing(_open(path)) as source, closing(sqlite3.connect(writing.scratch)) as copy:
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                raise Damaged(Damaged.__doc__)
        found = facts(str(writing.scratch))
        writing.add(MEMBER, _chunks(writing.scratch))
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error
    finally:
        _remove_beside(writing.scratch)
    return found


def copy_in(path: Path, archive: Archive) -> None:
    """Write the database of a backup as a new file, on the disk when this returns."""
    discard(path)  # what a killed restore left would be taken for a part of this one
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for chunk in archive.chunks(MEMBER):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def settle(path: Path) -> None:
    """Bring all that was written into the one file, so that it can be moved."""
    with closing(sqlite3.connect(path, timeout=TURN_SECONDS)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    _remove_beside(path)


def exchange(path: Path, *, new: Path, aside: Path) -> None:
    """Let `new` take the place of `path`, which is kept as `aside`, if it is there; its mode and owner stay."""
    settle(new)
    if path.exists():
        is_like = path.stat()
        new.chmod(is_like.st_mode & 0o777)
        if (is_like.st_uid, is_like.st_gid) != (new.stat().st_uid, new.stat().st_gid):
            os.chown(new, is_like.st_uid, is_like.st_gid)
        _move_aside(path, aside)
    new.replace(path)
    flush_folder(path.parent)


def _move_aside(path: Path, aside: Path) -> None:
    """A file that SQLite cannot read is kept all the same, with what lies beside it."""
    try:
        settle(path)
    except sqlite3.DatabaseError:
        for suffix in BESIDE:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + suffix))
    try:
        os.link(path, aside)  # so that there is a file in this place at every moment
    except OSError:
        path.rename(aside)


def _open(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=TURN_SECONDS, isolation_level=None)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def discard(path: Path) -> None:
    """Take a file away, if it is there, with all that SQLite has laid beside it."""
    path.unlink(missing_ok=True)
    _remove_beside(path)


def _remove_beside(path: Path) -> None:
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
