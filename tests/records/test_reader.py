"""What the live hall reads beside the journal: the same from both databases, with the columns of the migrations."""

import json
import sqlite3

import psycopg
import pytest

from okienko.records.address import kind_of, sqlite_path
from okienko.records.reader import NoDescription, Reader, Unreadable
from tests.actions.keeper.offices import add_offices, make_tables

FILES = {"office.toml": "[office]\nname = 'Zażółć'\n"}


def run(url: str, *statements: str) -> None:
    if kind_of(url) == "sqlite":
        with sqlite3.connect(sqlite_path(url)) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()
        return
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def revision(number: int, mark: str) -> str:
    files = json.dumps(FILES).replace("'", "''")
    return ("INSERT INTO records_officerevision (office_id, number, content_hash, files, applied_at, applied_by, note) "
            f"VALUES (1, {number}, '{mark}', '{files}', '2026-01-01 00:00:00', 'test', '')")


def account(pk: int, *, is_active: bool = True) -> str:
    return ("INSERT INTO records_account (id, password, username, email, name, office, person, roles, language, "
            f"version, is_active, created_at) VALUES ({pk}, '', 'user-{pk}', '', '', 'office-1', 'p-{pk}', "
            f"'[\"clerk\"]', 'pl', 3, {'TRUE' if is_active else 'FALSE'}, '2026-01-01 00:00:00')")


def device(pk: int, *, enrolled: str, revoked: str) -> str:
    return ("INSERT INTO records_device (id, office, kind, name, place, version, created_at, enrolled_at, revoked_at) "
            f"VALUES ({pk}, 'office-1', 'kiosk', 'k', '', 2, '2026-01-01 00:00:00', {enrolled}, {revoked})")


@pytest.fixture
def reader(database_url, django_db_blocker):
    with django_db_blocker.unblock():
        make_tables(database_url)
    add_offices(database_url, count=1)
    reader = Reader(database_url)
    reader.url = database_url
    yield reader
    reader.close()


def test_the_newest_description_is_read(reader) -> None:
    with pytest.raises(NoDescription):
        reader.described("office-1")
    run(reader.url, revision(1, "first"), revision(2, "second"))
    assert reader.content_hash("office-1") == "second"
    assert reader.described("office-1") == ("second", FILES)
    with pytest.raises(NoDescription):
        reader.content_hash("nowhere")


def test_only_open_accounts_and_enrolled_devices_are_known(reader) -> None:
    moment = "'2026-01-02 00:00:00'"
    run(reader.url, account(1), account(2, is_active=False), device(1, enrolled=moment, revoked="NULL"),
        device(2, enrolled=moment, revoked=moment), device(3, enrolled="NULL", revoked="NULL"))
    assert reader.accounts() == [(1, "office-1", 3, ("clerk",), "p-1")]
    assert reader.devices() == [(1, "office-1", 2, "kiosk")]


@pytest.mark.parametrize("change", [
    "UPDATE records_account SET version = version + 1 WHERE id = 1",
    "UPDATE records_device SET version = version + 1 WHERE id = 1",
    account(7),
    device(7, enrolled="NULL", revoked="NULL"),
])
def test_the_stamp_changes_with_whoever_may_sign_in(reader, change) -> None:
    run(reader.url, account(1), device(1, enrolled="NULL", revoked="NULL"))
    before = reader.stamp()
    assert reader.stamp() == before
    run(reader.url, change)
    assert reader.stamp() != before


def test_a_database_without_tables_is_unreadable(database_url) -> None:
    reader = Reader(database_url)
    with pytest.raises(Unreadable):
        reader.stamp()
    with pytest.raises(Unreadable):
        reader.described("demo")
    reader.close()
