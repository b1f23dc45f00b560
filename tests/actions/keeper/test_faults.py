"""When the database does not take anything: nobody hangs, nothing is invented, and it goes on by itself."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import subprocess
import uuid
from pathlib import Path

import psycopg
import pytest

from okienko.actions.keeper import Answer, Unavailable
from okienko.actions.verify import verify
from okienko.core.hall import commands as c
from okienko.records.address import sqlite_path
from okienko.records.journal import OutcomeUnknown, StoreUnavailable
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import house, sql
from tests.actions.keeper.offices import OFFICES, add_offices, make_tables

TAKE = c.Take(matters=("id-card",))


def kinds(results):
    return {type(result) for result in results}


async def until_it_works(it, seconds: float = 10) -> Answer:
    """Ask again, as a client does, until there is an answer."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        try:
            return await it.do(TAKE)
        except Unavailable:
            assert asyncio.get_running_loop().time() < end, "it does not recover"
            await asyncio.sleep(0.05)


def holds(url: str) -> bool:
    store = open_store(url)
    try:
        return list(verify(store)) == []
    finally:
        store.close()


def test_a_full_disk_is_said_to_all_reads_go_on_and_it_recovers(sqlite_hall):
    """SQLite's own limit of pages stands in for the disk: it gives the same error at the same place."""
    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            first = await it.do(TAKE)
            connection = it.store._writer
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")
            matters = ("id-card",) * 12
            full = await asyncio.gather(*(it.do(c.Take(matters=matters)) for _ in range(400)), return_exceptions=True)
            state = await it.keeper.state(OFFICES[0], "public")
            still = await asyncio.gather(*(it.do(c.Take(matters=matters)) for _ in range(400)), return_exceptions=True)
            connection.execute("PRAGMA max_page_count=1000000")
            after = await until_it_works(it)
            return first, full, state, still, after

    first, full, state, still, after = asyncio.run(scene())
    assert kinds(full + still) <= {Unavailable, Answer}
    assert Unavailable in kinds(full) and Unavailable in kinds(still)
    taken = sum(isinstance(result, Answer) for result in full + still)
    assert (first.visit, after.visit) == (1, taken + 2)
    assert state.seq >= first.seq and not state.stale
    assert Unavailable.retry_after > 0
    assert holds(sqlite_hall)


def test_a_read_only_database_is_said_to_all_and_it_recovers(postgres_hall):
    async def scene():
        async with house(postgres_hall) as it:
            await it.open()
            it.store._writer.execute("SET default_transaction_read_only = on")
            refused = await asyncio.gather(*(it.do(TAKE) for _ in range(5)), return_exceptions=True)
            state = await it.keeper.state(OFFICES[0], "staff")
            it.store._writer.execute("SET default_transaction_read_only = off")
            return refused, state, await until_it_works(it)

    refused, state, after = asyncio.run(scene())
    assert kinds(refused) == {Unavailable}
    assert (state.seq, after.ticket) == (1, "D001")


@pytest.mark.postgres
def test_a_full_disk_of_postgresql_is_said_to_all_and_it_recovers(new_postgres, django_db_blocker, tmp_path):
    """A tablespace on a small file system in memory; needs root, and a server on this machine."""
    place = Path(f"/tmp/okienko-full-{uuid.uuid4().hex[:8]}")
    url = new_postgres()
    with psycopg.connect(url, autocommit=True) as connection:
        folder = Path(connection.execute("SELECT current_setting('data_directory')").fetchone()[0])
        if os.geteuid() != 0 or not folder.is_dir():
            pytest.skip("a file system that can be filled: that takes root and a PostgreSQL on this machine")
        place.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", place], capture_output=True)
        if mounted.returncode != 0:
            place.rmdir()
            pytest.skip("a file system that can be filled: mounting is not allowed here")
        try:
            status = folder.stat()
            os.chown(place, status.st_uid, status.st_gid)
            place.chmod(0o700)
            name = f"full_{uuid.uuid4().hex[:8]}"
            connection.execute(f"CREATE TABLESPACE {name} LOCATION '{place}'")
            with django_db_blocker.unblock():
                make_tables(url)
            add_offices(url)
            connection.execute(f"ALTER TABLE records_entry SET TABLESPACE {name}")
            connection.execute(f"ALTER TABLE records_visitrow SET TABLESPACE {name}")
            asyncio.run(_fill_and_free(url, place))
            connection.execute("ALTER TABLE records_entry SET TABLESPACE pg_default")
            connection.execute("ALTER TABLE records_visitrow SET TABLESPACE pg_default")
            assert holds(url)
            connection.execute(f"DROP TABLESPACE {name}")
        finally:
            subprocess.run(["umount", "-l", place], check=True)
            shutil.rmtree(place, ignore_errors=True)


async def _fill_and_free(url: str, place: Path) -> None:
    async with house(url) as it:
        await it.open()
        with (place / "ballast").open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 65536)
        results = []
        for _ in range(30):
            results += await asyncio.gather(*(it.do(c.Take(matters=("id-card",) * 12)) for _ in range(20)),
                                            return_exceptions=True)
            if Unavailable in kinds(results):
                break
        assert kinds(results) <= {Unavailable, Answer} and Unavailable in kinds(results)
        state = await it.keeper.state(OFFICES[0], "public")
        assert state.seq == 1 + sum(isinstance(result, Answer) for result in results)
        (place / "ballast").unlink()
        await until_it_works(it)


def test_a_writer_in_another_process_is_waited_for_and_not_for_ever(sqlite_hall, monkeypatch):
    monkeypatch.setattr("okienko.records.journal.sqlite.BUSY_MS", 200)

    async def scene():
        async with house(sqlite_hall) as it:
            await it.open()
            other = sqlite3.connect(sqlite_path(sqlite_hall), isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable):
                await it.do(TAKE)
            other.execute("ROLLBACK")
            other.close()
            return await it.do(TAKE)

    assert asyncio.run(scene()).ticket == "D001"


class Slipping:
    """A store whose first append of some stores everything, or nothing, and then says that it does not know."""

    def __init__(self, store, *, does_store: bool) -> None:
        self._store, self.does_store, self.times = store, does_store, 1

    def __getattr__(self, name):
        return getattr(self._store, name)

    async def append(self, batch):
        if len(batch.visits) and self.times:
            self.times -= 1
            if self.does_store:
                await self._store.append(batch)
            raise OutcomeUnknown("cut off")
        await self._store.append(batch)


@pytest.mark.parametrize("does_store", [True, False])
def test_an_unknown_outcome_ends_with_one_ticket_either_way(hall_url, does_store):
    async def scene():
        async with house(hall_url, store=Slipping(open_store(hall_url), does_store=does_store)) as it:
            await it.open()
            answers = await asyncio.gather(it.do(TAKE), it.do(TAKE))
            with sql(hall_url) as query:
                return answers, query("SELECT count(*) FROM records_visitrow")

    answers, count = asyncio.run(scene())
    assert ([answer.ticket for answer in answers], count) == (["D001", "D002"], [(2,)])


def test_a_keeper_that_stops_leaves_nobody_waiting(hall_url):
    async def scene():
        async with house(hall_url) as it:
            await it.open()
            asked = [it.keeper.submit(OFFICES[0], TAKE, by="kiosk:1") for _ in range(50)]
            await it.keeper.stop()
            late = it.keeper.submit(OFFICES[0], TAKE, by="kiosk:1")
            it.keeper._tasks = []
            return await asyncio.wait_for(asyncio.gather(*asked, late, return_exceptions=True), 5)

    results = asyncio.run(scene())
    assert isinstance(results.pop(), Unavailable)
    assert [result.visit for result in results] == list(range(1, 51))


def test_reading_is_refused_as_unavailable_when_the_file_is_no_database(tmp_path):
    (tmp_path / "broken.sqlite3").write_bytes(b"this is no database" * 100)
    store = open_store(f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    with pytest.raises(StoreUnavailable):
        store.offices()
    store.close()


def test_a_journal_that_was_set_back_is_loaded_again(hall_url):
    """An older copy was put in the database's place while the keeper ran."""
    async def scene():
        async with house(hall_url, look=0.05) as it:
            await it.open()
            for _ in range(3):
                await it.do(TAKE)
            with sql(hall_url) as query:
                query("DELETE FROM records_entry WHERE office_id = 1 AND seq > 2")
                query("DELETE FROM records_visitrow WHERE office_id = 1 AND number > 1")
            await asyncio.sleep(0.5)
            return await it.do(TAKE)

    answer = asyncio.run(scene())
    assert (answer.seq, answer.ticket) == (3, "D002")
    assert holds(hall_url)
