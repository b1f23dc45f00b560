"""An upgrade makes a backup first, runs what is pending, says what it did, and never works under a server."""

from datetime import UTC, datetime

import pytest

from okienko.actions.upkeep.backup import restore
from okienko.actions.upkeep.migrations import make_tables, migrate, state_of
from okienko.actions.upkeep.upgrade import NewerDatabase, upgrade
from okienko.actions.upkeep.version import version
from okienko.records.address import kind_of
from okienko.records.copying import open_archive
from okienko.records.serving import BeingMended, IsServed
from okienko.records.serving.places import nobody_serves, place_of
from tests.actions.keeper.conftest import sql

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


def step_back(url: str) -> str:
    """Take the last migration of the sessions back by hand, as if an older program had made the tables."""
    with sql(url) as query:
        query("DROP TABLE django_session")
        query("DELETE FROM django_migrations WHERE app = 'sessions'")
    return "sessions.0001_initial"


def test_an_empty_database_gets_its_tables_and_no_backup(empty_like, tmp_path):
    done = upgrade(empty_like, backup=tmp_path / "before.zip", at=NOW)
    assert "records.0001_initial" in done.migrations
    assert done.backup is None
    assert list(tmp_path.glob("*.zip")) == []
    assert state_of(empty_like).pending == ()


def test_an_older_state_is_backed_up_and_brought_up_to_date(hall_url, empty_like, tmp_path):
    missing = step_back(hall_url)
    done = upgrade(hall_url, backup=tmp_path / "before.zip", at=NOW)
    assert done.migrations == (missing,)
    with open_archive(done.backup) as archive:
        assert "sessions" not in {app for app, _ in archive.manifest.facts.migrations}
    assert upgrade(hall_url, backup=tmp_path / "again.zip", at=NOW).migrations == ()
    assert not (tmp_path / "again.zip").exists()
    with sql(hall_url) as query:
        query("SELECT session_key FROM django_session")
    assert restore(empty_like, done.backup, replace=False, at=NOW).findings == ()
    assert state_of(empty_like).pending == (), "what is restored from an older version is brought up to date"


def test_nothing_is_upgraded_when_the_backup_cannot_be_made(hall_url, tmp_path):
    step_back(hall_url)
    (tmp_path / "before.zip").write_text("mine")
    with pytest.raises(FileExistsError):
        upgrade(hall_url, backup=tmp_path / "before.zip", at=NOW)
    assert state_of(hall_url).pending != ()
    upgrade(hall_url, backup=None, at=NOW)


def test_another_version_that_serves_refuses_it_and_so_does_this_one_when_there_is_work(hall_url):
    server = place_of(hall_url)
    server.enter("0.0.1")
    try:
        with pytest.raises(IsServed):
            upgrade(hall_url, backup=None, at=NOW)
    finally:
        server.leave()
    server.enter(version())
    try:
        assert upgrade(hall_url, backup=None, at=NOW).migrations == ()
        step_back(hall_url)
        with pytest.raises(IsServed):
            upgrade(hall_url, backup=None, at=NOW)
    finally:
        server.leave()
    upgrade(hall_url, backup=None, at=NOW)


def test_no_server_begins_while_the_database_is_worked_on(hall_url):
    with nobody_serves(hall_url), pytest.raises(BeingMended):
        place_of(hall_url).enter("1")
    first, second = place_of(hall_url), place_of(hall_url)
    first.enter("1")
    second.enter("2")
    assert sorted(server.version for server in place_of(hall_url).servers()) == ["1", "2"]
    first.leave()
    with pytest.raises(IsServed), nobody_serves(hall_url):
        pass
    second.leave()
    with nobody_serves(hall_url):
        pass


def test_a_lost_session_of_postgresql_is_taken_again(postgres_hall):
    server = place_of(postgres_hall)
    server.enter("1")
    with sql(postgres_hall) as query:
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'okienko 1 %'")
    server.enter("1")
    assert [each.version for each in place_of(postgres_hall).servers()] == ["1"]
    server.leave()


def test_a_database_of_a_newer_version_is_left_alone(hall_url):
    with sql(hall_url) as query:
        query("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2026-01-01')")
    try:
        assert state_of(hall_url).unknown == ("records.9999_later",)
        with pytest.raises(NewerDatabase):
            upgrade(hall_url, backup=None, at=NOW)
    finally:
        with sql(hall_url) as query:
            query("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_tables_are_made_as_they_were_at_a_state(postgres_hall):
    with sql(postgres_hall) as query:
        query("CREATE SCHEMA older")
        make_tables(postgres_hall, schema="older", migrations=[("contenttypes", "0001_initial")])
        names = query("SELECT tablename FROM pg_tables WHERE schemaname = 'older' ORDER BY 1")
        query("DROP SCHEMA older CASCADE")
    assert kind_of(postgres_hall) == "postgresql"
    assert names == [("django_content_type",), ("django_migrations",)]


def test_grounds_of_visits_that_are_over_are_erased_by_the_upgrade(postgres_hall):
    row = ("INSERT INTO older.records_visitrow (id, office_id, day, number, ticket, series, state, service, ready_at, "
           "\"returning\", since, taken_at, channel, calls, persons, priority, language, matters, outside, seq) VALUES "
           "({0}, 1, '{1}', {0}, 'D{0}', 'D', '{2}', 's', '{1}', false, '{1}', '{1}', 'kiosk', 0, 1, {3}, 'pl', '[]', "
           "false, 1)")
    past, today = "2026-03-02", "2026-03-03"
    with sql(postgres_hall) as query:
        query("CREATE SCHEMA older")
        try:
            make_tables(postgres_hall, schema="older", migrations=[("records", "0003_callback_numbers")])
            query(f"INSERT INTO older.records_hallrow VALUES (1, '{today}', 1, 'open', NULL, 1)")
            for number, facts in enumerate([(past, "finished", "'ciaza'"), (past, "missed", "'ciaza'"),
                                            (today, "finished", "'ciaza'"), (today, "waiting", "'ciaza'"),
                                            (today, "waiting", "NULL")], 1):
                query(row.format(number, *facts))
            migrate(postgres_hall, schema="older")
            rows = query("SELECT priority, ground FROM older.records_visitrow ORDER BY id")
        finally:
            query("DROP SCHEMA older CASCADE")
    assert rows == [(True, None), (True, None), (True, None), (True, "ciaza"), (False, None)]
