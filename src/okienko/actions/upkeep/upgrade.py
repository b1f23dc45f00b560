"""Bringing the tables of a database up to this version of the program, with a backup before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from okienko.actions.upkeep.backup import back_up, is_used
from okienko.actions.upkeep.migrations import migrate, state_of
from okienko.actions.upkeep.version import version
from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.serving import IsServed
from okienko.records.serving.places import nobody_serves, place_of


class NewerDatabase(Exception):
    """A newer version of the program has worked on this database; use that one, or restore an older backup."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: the migrations that were run, in order, and the backup that was made before, if any."""

    migrations: tuple[str, ...]
    backup: Path | None


def upgrade(url: str, *, backup: Path | None, at: datetime) -> Upgraded:
    """Run what is pending; without a path no backup is made, and none of a database in which nothing is yet.

    Raises IsServed while a server serves: another version always, this one when anything is to be done;
    NewerDatabase, and what `back_up` raises. The database is then as it was.
    """
    if kind_of(url) == SQLITE:
        Path(sqlite_path(url)).parent.mkdir(parents=True, exist_ok=True)
    others = [server for server in place_of(url).servers() if server.version != version()]
    if others:
        raise IsServed(others)
    state = state_of(url)
    if state.unknown:
        raise NewerDatabase(", ".join(state.unknown))
    if not state.pending:
        return Upgraded((), None)
    with nobody_serves(url):
        made = backup if backup is not None and is_used(url) else None
        if made is not None:
            back_up(url, made, at=at)
        migrate(url)
    return Upgraded(state.pending, made)
