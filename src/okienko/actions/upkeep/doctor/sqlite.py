"""An SQLite file: where it lies, who may write it, whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from okienko.actions.upkeep.doctor.finding import Finding, fault, hint
from okienko.links.machine import may_write, others_may_read, room_at, shared_file_system
from okienko.records.address import sqlite_path

#: The program needs RETURNING, partial indexes and strict ALTER TABLE.
OLDEST = (3, 37, 0)
#: Bytes below which the disk is full soon: a busy city writes about 20 MB a day.
FEW_BYTES = 500 * 1024 * 1024


def examine(url: str, *, quick: bool) -> Iterator[Finding]:
    """All that is wrong with the file; the last finding is fatal when the file cannot be read."""
    path = Path(sqlite_path(url))
    if sqlite3.sqlite_version_info < OLDEST:
        yield fault("sqlite_old", version=sqlite3.sqlite_version, oldest=".".join(map(str, OLDEST)))
    kind = shared_file_system(path)
    if kind is not None:
        yield fault("sqlite_shared", file=path, kind=kind)
    if not path.exists():
        yield fault("database_missing", file=path)
        return
    room = room_at(path)
    if room.free < FEW_BYTES:
        yield fault("disk_low", free=room.free // 1024**2, file=path.parent)
    for each in (path, path.parent):
        if not may_write(each):
            yield fault("file_not_writable", file=each)
    if others_may_read(path) and others_may_enter(path.parent):
        yield hint("database_readable", file=path)
    yield from _content(path, quick=quick)


def others_may_enter(folder: Path) -> bool:
    """May users beside the owner and the group come to what lies in the folder?"""
    return all(each.stat().st_mode & 0o001 for each in (folder, *folder.absolute().parents))


def _content(path: Path, *, quick: bool) -> Iterator[Finding]:
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
            said = [] if quick else connection.execute("PRAGMA quick_check(3)").fetchall()
    except sqlite3.OperationalError as error:
        yield fault("database_unreachable", reason=error)
        return
    except sqlite3.DatabaseError as error:
        yield fault("database_damaged", reason=error)
        return
    if has_tables and mode != "wal":
        yield hint("sqlite_not_wal", mode=mode)
    if said and said != [("ok",)]:
        yield fault("database_damaged", reason="; ".join(line for (line,) in said))
