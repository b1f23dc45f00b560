"""`verify` finds a stream beside the hall's that was wiped, and a single table that was put back from an older copy."""


import pytest

from okienko.actions.people.accounts import change_account, create_account
from okienko.actions.people.devices import add_device, redeem_code, revoke_device
from okienko.actions.verify import verify
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import _postgres_hall, _sqlite_template, hall_url, postgres_hall, sql, sqlite_hall
from tests.actions.keeper.test_followers import orm

__all__ = ["_postgres_hall", "_sqlite_template", "hall_url", "postgres_hall", "sqlite_hall"]


@pytest.fixture
def lived(hall_url, django_db_blocker):
    """Two accounts, one changed; a device that was revoked."""
    with django_db_blocker.unblock(), orm(hall_url):
        ada = create_account("ada", office="office-1", roles=["administrator"])
        bea = create_account("bea", office="office-1", roles=["clerk", "manager"])
        change_account(bea, roles=["clerk"], is_active=False, name="", email="", by="person:account-1")
        device, code = add_device("Kiosk", office="office-1", kind="kiosk")
        redeem_code(code)
        revoke_device(device, by=f"person:account-{ada.pk}")
    return hall_url


def codes(url):
    store = open_store(url)
    try:
        return {(found.stream, found.code) for found in verify(store)}
    finally:
        store.close()


STREAM = "office_id = 1 AND stream = 'people'"
TAMPERINGS = {
    f"DELETE FROM records_entry WHERE {STREAM}": {"head_beyond", "way_in_alone"},
    f"DELETE FROM records_entry WHERE {STREAM} AND seq > 3": {"head_beyond", "way_in_alone"},
    f"DELETE FROM records_streamhead WHERE {STREAM}": {"head_missing"},
    f"UPDATE records_streamhead SET seq = 2 WHERE {STREAM}": {"head_behind"},
    f"UPDATE records_streamhead SET hash = (SELECT hash FROM records_entry WHERE {STREAM} AND seq = 1)":
        {"head_differs"},
    "DELETE FROM records_account WHERE username = 'ada'": {"way_in_gone"},
    "UPDATE records_account SET version = 1, is_active = true, roles = '[\"clerk\", \"manager\"]' "
    "WHERE username = 'bea'": {"way_in_differs"},
    "UPDATE records_device SET version = version - 1, revoked_at = NULL": {"way_in_differs"},
    "UPDATE records_device SET revoked_at = NULL": {"way_in_differs"},
    "UPDATE records_device SET kind = 'board'": {"way_in_differs"},
    "UPDATE records_device SET enrolled_at = NULL": {"way_in_differs"},
    "DELETE FROM records_device": {"way_in_gone"},
}


def test_nothing_is_found_in_what_was_lived(lived):
    assert codes(lived) == set()


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_stream_that_was_wiped_and_an_older_table_are_found(lived, tampering):
    with sql(lived) as query:
        query(tampering)
    assert codes(lived) == {("people", code) for code in TAMPERINGS[tampering]}


def test_a_stream_that_was_wiped_with_its_head_is_found_by_the_accounts(lived):
    with sql(lived) as query:
        query(f"DELETE FROM records_entry WHERE {STREAM}")
        query(f"DELETE FROM records_streamhead WHERE {STREAM}")
    assert codes(lived) == {("people", "way_in_alone")}
