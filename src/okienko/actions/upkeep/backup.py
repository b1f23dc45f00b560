"""Making a backup while the office works, and bringing one back without losing what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from okienko.actions.upkeep.migrations import make_tables, migrate, unknown_among
from okienko.actions.upkeep.version import version
from okienko.actions.verify import Finding, verify
from okienko.records.address import SQLITE, kind_of, sqlite_path
from okienko.records.copying import Archive, Manifest, NoTables, new_archive, open_archive
from okienko.records.copying import sqlite as files
from okienko.records.copying.archive import NewerBackup
from okienko.records.journal.stores import open_store
from okienko.records.serving.places import nobody_serves


class NotEmpty(Exception):
    """Something is in the database already; `--replace` keeps it aside and takes its place."""


class OtherKind(Exception):
    """The backup is of the other kind of database; name one of its kind in DATABASE_URL."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: `aside` is where the database that was there is kept now, a path or a schema."""

    manifest: Manifest
    aside: str | None
    findings: tuple[Finding, ...]


def back_up(url: str, path: Path, *, at: datetime) -> Manifest:
    """Write all of the database to a new file. Raises NoTables, Damaged, FileExistsError, OSError."""
    kind = kind_of(url)
    with new_archive(path) as writing:
        if kind == SQLITE:
            facts = files.copy_out(sqlite_path(url), writing)
        else:
            from okienko.records.copying import postgres

            facts = postgres.copy_out(url, writing)
        return writing.end(lambda members: Manifest(
            version=version(), kind=kind, made_at=at.astimezone(UTC), facts=facts, members=members))


def restore(url: str, path: Path, *, replace: bool, at: datetime) -> Restored:
    """Bring a backup back and verify it; what was there is kept aside, never written over.

    Raises BrokenBackup, NewerBackup, OtherKind, NotEmpty, IsServed, OSError; the database is then as it was.
    """
    with open_archive(path) as archive:
        manifest = archive.manifest
        if manifest.kind != kind_of(url):
            raise OtherKind(OtherKind.__doc__)
        if unknown_among(manifest.facts.migrations):
            raise NewerBackup(manifest.version)
        archive.check()
        bring: Callable[..., str | None] = _into_file if manifest.kind == SQLITE else _into_schema
        with nobody_serves(url):
            aside = bring(url, archive, replace=replace, stamp=f"{at.astimezone(UTC):%Y%m%d_%H%M%S}")
            return Restored(manifest, aside, _findings(url))


def is_used(url: str) -> bool:
    """Is anything in the database that somebody would miss?"""
    if kind_of(url) != SQLITE:
        from okienko.records.copying import postgres

        return postgres.is_used(url)
    path = Path(sqlite_path(url))
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        found = files.count_used(str(path))
    except NoTables:
        return True
    return found > 0


def _into_file(url: str, archive: Archive, *, replace: bool, stamp: str) -> str | None:
    path = Path(sqlite_path(url))
    path.parent.mkdir(parents=True, exist_ok=True)
    keep = is_used(url)
    if keep and not replace:
        raise NotEmpty(NotEmpty.__doc__)
    new, aside = path.with_name(f"{path.name}.restoring"), path.with_name(f"{path.name}.before-restore-{stamp}")
    try:
        files.copy_in(new, archive)
        migrate(f"sqlite:///{new}")
        files.exchange(path, new=new, aside=aside)
    finally:
        files.discard(new)
    if keep:
        return str(aside)
    aside.unlink(missing_ok=True)
    return None


def _into_schema(url: str, archive: Archive, *, replace: bool, stamp: str) -> str | None:
    from okienko.records.copying import postgres

    keep = postgres.is_used(url)
    if keep and not replace:
        raise NotEmpty(NotEmpty.__doc__)
    new, aside = f"restoring_{stamp}", f"before_restore_{stamp}" if keep else None
    postgres.make_schema(url, new)
    try:
        make_tables(url, schema=new, migrations=archive.manifest.facts.migrations)
        postgres.copy_in(url, archive, schema=new)
        migrate(url, schema=new)
        postgres.exchange(url, new=new, aside=aside)
    finally:
        postgres.drop_schema(url, new)
    return aside


def _findings(url: str) -> tuple[Finding, ...]:
    store = open_store(url)
    try:
        return tuple(verify(store))
    finally:
        store.close()
