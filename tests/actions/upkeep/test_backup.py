"""A backup made under load holds the journal up to a moment; brought back it is whole, and nothing is lost by it."""

import asyncio
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from okienko.actions.upkeep.backup import NotEmpty, OtherKind, back_up, is_used, restore
from okienko.actions.verify import verify
from okienko.core.hall.refusals import Refusal
from okienko.records.address import kind_of, sqlite_path
from okienko.records.copying import BrokenBackup, NoTables, open_archive
from okienko.records.copying.archive import MANIFEST, NewerBackup, NoFolder
from okienko.records.journal.stores import open_store
from okienko.records.serving import IsServed
from okienko.records.serving.places import place_of
from tests.actions.keeper.conftest import house, rules_for, sql
from tests.actions.keeper.offices import OFFICES
from tests.core.hall.plausible import plausible

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


async def load(it, ends: asyncio.Event, *, seed: int) -> int:
    """Plausible commands, eight at a time, until it ends; how many were given."""
    rng, given = Random(seed), 0
    while not ends.is_set():
        asked = []
        for _ in range(8):
            office = rng.choice(OFFICES[:2])
            rules = rules_for(office, it.clock.now().date())
            asked.append(it.do(plausible(rng, it.hall(office), rules=rules, at=it.clock.now()), office=office))
        for result in await asyncio.gather(*asked, return_exceptions=True):
            assert isinstance(result, Refusal) or not isinstance(result, Exception), result
        given += len(asked)
        it.later(seconds=rng.choice([0, 1.5]))
    return given


async def backups_under_load(url: str, folder, *, count: int):
    """Open the hall, give commands all the time, and make backups in a thread beside; their manifests."""
    ends = asyncio.Event()
    async with house(url) as it:
        for office in OFFICES[:2]:
            await it.open(office=office)
        loading = asyncio.create_task(load(it, ends, seed=7))
        manifests = []
        for number in range(count):
            await asyncio.sleep(0.2)
            manifests.append(await asyncio.to_thread(back_up, url, folder / f"{number}.zip", at=NOW))
        await asyncio.sleep(0.1)
        ends.set()
        assert await loading > 0
    return manifests


def lines(url: str, office: int = 1):
    store = open_store(url)
    try:
        return store.entries_after(office, stream="hall", seq=0, limit=1_000_000)
    finally:
        store.close()


def test_a_backup_under_load_is_whole_and_equals_the_journal_up_to_a_moment(hall_url, empty_like, tmp_path):
    manifests = asyncio.run(backups_under_load(hall_url, tmp_path, count=3))
    ends = [manifest.facts.entries for manifest in manifests]
    assert ends == sorted(set(ends)), "the office worked on while the backups were made"
    restored = restore(empty_like, tmp_path / "1.zip", replace=False, at=NOW)
    assert restored.findings == ()
    assert restored.aside is None
    for office in (1, 2):
        copied, written = lines(empty_like, office), lines(hall_url, office)
        assert 0 < len(copied) < len(written)
        assert copied == written[:len(copied)]
    last = {(slug, stream): (seq, link) for slug, stream, seq, link in manifests[1].facts.streams}
    assert last[OFFICES[0], "hall"] == (lines(empty_like)[-1].seq, bytes(lines(empty_like)[-1].hash).hex())


async def go_on(url: str) -> None:
    """Give commands for a while to the halls as they are stored."""
    ends = asyncio.Event()
    async with house(url) as it:
        for office in OFFICES[:2]:
            await it.keeper._halls.get(office)
        loading = asyncio.create_task(load(it, ends, seed=8))
        await asyncio.sleep(0.3)
        ends.set()
        await loading


def test_the_office_goes_on_from_a_restored_backup(hall_url, empty_like, tmp_path):
    asyncio.run(backups_under_load(hall_url, tmp_path, count=1))
    restore(empty_like, tmp_path / "0.zip", replace=False, at=NOW)
    before = lines(empty_like)
    asyncio.run(go_on(empty_like))
    after = lines(empty_like)
    assert len(after) > len(before)
    assert after[:len(before)] == before
    store = open_store(empty_like)
    assert list(verify(store)) == []
    store.close()


def test_numbers_that_were_given_are_not_given_again_after_a_restore(hall_url, empty_like, tmp_path):
    with sql(hall_url) as query:
        query("INSERT INTO records_account (username, password, email, name, office, person, roles, language, version, "
              "is_active, created_at) VALUES ('a', '', '', '', '', '', '[]', 'pl', 1, true, '2026-01-01 00:00:00+00')")
        given = query("SELECT max(id) FROM records_account")[0][0]
        query("DELETE FROM records_account")
    back_up(hall_url, tmp_path / "a.zip", at=NOW)
    restore(empty_like, tmp_path / "a.zip", replace=False, at=NOW)
    with sql(empty_like) as query:
        query("INSERT INTO records_account (username, password, email, name, office, person, roles, language, version, "
              "is_active, created_at) VALUES ('b', '', '', '', '', '', '[]', 'pl', 1, true, '2026-01-01 00:00:00+00')")
        assert query("SELECT max(id) FROM records_account")[0][0] > given


def test_a_database_that_is_not_empty_is_kept_aside_and_only_when_asked(hall_url, tmp_path):
    asyncio.run(backups_under_load(hall_url, tmp_path, count=1))
    written = lines(hall_url)
    with pytest.raises(NotEmpty):
        restore(hall_url, tmp_path / "0.zip", replace=False, at=NOW)
    assert lines(hall_url) == written
    restored = restore(hall_url, tmp_path / "0.zip", replace=True, at=NOW)
    assert len(lines(hall_url)) < len(written)
    if kind_of(hall_url) == "sqlite":
        kept = lines(f"sqlite:///{restored.aside}")
    else:
        with sql(hall_url) as query:
            count = query(f"SELECT count(*) FROM {restored.aside}.records_entry WHERE office_id = 1")[0][0]
            kept = written[:count]
            for table in query(f"SELECT tablename FROM pg_tables WHERE schemaname = '{restored.aside}'"):
                query(f"DROP TABLE {restored.aside}.{table[0]} CASCADE")
    assert kept == written


def test_nothing_is_restored_under_a_running_server_and_no_server_starts_meanwhile(hall_url, tmp_path):
    back_up(hall_url, tmp_path / "a.zip", at=NOW)
    server = place_of(hall_url)
    server.enter("0.0.1")
    try:
        with pytest.raises(IsServed) as refused:
            restore(hall_url, tmp_path / "a.zip", replace=True, at=NOW)
    finally:
        server.leave()
    assert [each.version for each in refused.value.servers] == ["0.0.1"]
    assert place_of(hall_url).servers() == []


def rewritten(path, *, change):
    """The backup with its members changed by a function of name and content."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


def other_version(name: str, content: bytes, **changes) -> bytes:
    return json.dumps(json.loads(content) | changes).encode() if name == MANIFEST else content


def later_migration(name: str, content: bytes) -> bytes:
    if name != MANIFEST:
        return content
    plain = json.loads(content)
    plain["facts"]["migrations"].append(["records", "9999_of_a_later_version"])
    return json.dumps(plain).encode()


BREAKAGES = {
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-200]), BrokenBackup),
    "half": (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), BrokenBackup),
    "empty": (lambda path: path.write_bytes(b""), BrokenBackup),
    "something else": (lambda path: path.write_bytes(b"PK\x03\x04 no backup at all"), BrokenBackup),
    "another content": (lambda path: rewritten(
        path, change=lambda name, content: content if name == MANIFEST else content + b"x"), BrokenBackup),
    "a manifest that is none": (lambda path: rewritten(
        path, change=lambda name, content: b'{"format": 1}' if name == MANIFEST else content), BrokenBackup),
    "a later form": (lambda path: rewritten(path, change=lambda *it: other_version(*it, format=99)), NewerBackup),
    "later tables": (lambda path: rewritten(path, change=later_migration), NewerBackup),
    "the other database": (lambda path: rewritten(
        path, change=lambda *it: other_version(*it, kind="other")), OtherKind),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_or_foreign_file_changes_nothing(hall_url, tmp_path, breakage):
    path = tmp_path / "a.zip"
    back_up(hall_url, path, at=NOW)
    with sql(hall_url) as query:
        before = query("SELECT slug FROM records_office ORDER BY slug")
    spoil, error = BREAKAGES[breakage]
    spoil(path)
    with pytest.raises(error):
        restore(hall_url, path, replace=True, at=NOW)
    with sql(hall_url) as query:
        assert query("SELECT slug FROM records_office ORDER BY slug") == before
    assert [each.name for each in tmp_path.iterdir() if "restor" in each.name] == []


def is_found(path, *, content: bytes) -> bool:
    """Does the archive refuse what it holds? If not, what it gives is the very content (a copy of another place)."""
    with open_archive(path) as archive:
        try:
            assert b"".join(archive.chunks(archive.manifest.members[0].name)) == content
        except BrokenBackup:
            return True
    return False


def test_one_changed_byte_anywhere_is_found(sqlite_hall, tmp_path):
    path, rng = tmp_path / "a.zip", Random(5)
    back_up(sqlite_hall, path, at=NOW)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        offset, size = archive.infolist()[0].header_offset + 200, archive.infolist()[0].compress_size - 200
        content = archive.read(archive.namelist()[0])
    found = 0
    for _ in range(20):
        at = rng.randrange(offset, offset + size)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
        found += is_found(path, content=content)
    assert found > 10


def test_the_manifest_says_what_is_inside(hall_url, tmp_path):
    path = tmp_path / "a.zip"
    manifest = back_up(hall_url, path, at=NOW)
    assert path.stat().st_mode & 0o777 == 0o600
    with open_archive(path) as archive:
        assert archive.manifest == manifest
    assert manifest.kind == kind_of(hall_url)
    assert ("records", "0001_initial") in manifest.facts.migrations
    with zipfile.ZipFile(path) as plain:
        assert plain.namelist()[-1] == MANIFEST
        for member in manifest.members:
            assert sha256(plain.read(member.name)).hexdigest() == member.sha256


def test_no_file_is_written_over_and_an_empty_database_has_nothing_to_copy(empty_like, hall_url, tmp_path):
    (tmp_path / "a.zip").write_text("mine")
    with pytest.raises(FileExistsError):
        back_up(hall_url, tmp_path / "a.zip", at=NOW)
    assert (tmp_path / "a.zip").read_text() == "mine"
    with pytest.raises(NoTables):
        back_up(empty_like, tmp_path / "b.zip", at=NOW)
    assert not (tmp_path / "b.zip").exists()
    assert not is_used(empty_like)


def test_a_backup_makes_no_folder(hall_url, tmp_path):
    with pytest.raises(NoFolder, match="nightly"):
        back_up(hall_url, tmp_path / "nightly" / "a.zip", at=NOW)
    assert not (tmp_path / "nightly").exists()


def test_a_damaged_file_that_is_replaced_is_kept_too(sqlite_hall, tmp_path):
    back_up(sqlite_hall, tmp_path / "a.zip", at=NOW)
    path = Path(sqlite_path(sqlite_hall))
    damaged = b"no database any more" * 50 + path.read_bytes()[1000:]
    path.write_bytes(damaged)
    restored = restore(sqlite_hall, tmp_path / "a.zip", replace=True, at=NOW)
    assert restored.findings == ()
    assert Path(restored.aside).read_bytes() == damaged


def test_what_a_killed_backup_or_restore_left_does_no_harm(sqlite_hall, tmp_path):
    """A journal that belongs to another file is the worst that can lie beside one: SQLite would play it back."""
    database = Path(sqlite_path(sqlite_hall))
    for name in ("a.zip.part.database", f"{database.name}.restoring"):
        left = tmp_path / name
        with closing(sqlite3.connect(left)) as other:
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("CREATE TABLE left_behind (a)")
            other.commit()
            wal = Path(f"{left}-wal").read_bytes()
        Path(f"{left}-wal").write_bytes(wal)
    (tmp_path / "a.zip.part").write_bytes(b"left")
    back_up(sqlite_hall, tmp_path / "a.zip", at=NOW)
    restored = restore(sqlite_hall, tmp_path / "a.zip", replace=True, at=NOW)
    assert restored.findings == ()
    with sql(sqlite_hall) as query:
        assert query("SELECT count(*) FROM sqlite_master WHERE name = 'left_behind'") == [(0,)]
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name or "restoring" in path.name] == []
