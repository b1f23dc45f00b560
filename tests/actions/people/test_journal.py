"""What happens to accounts and devices stands in the journal: no gap, a whole chain, no name."""

import json

import pytest
from django.conf import settings
from django.db import connection, transaction

from okienko.actions.journal import NotThisStream, OutsideTransaction, write_entry
from okienko.actions.people.accounts import change_account, create_account, give_password
from okienko.actions.people.devices import add_device, new_code, redeem_code, revoke_device
from okienko.core.journal.chain import START, Line, link
from okienko.core.people.entries import KINDS, STREAM
from okienko.records.hall import Entry
from okienko.records.office import Office
from okienko.records.people import Account


@pytest.fixture
def office(db) -> Office:
    return Office.objects.create(slug="demo", name="Demo")


def lines() -> list[Line]:
    rows = Entry.objects.filter(stream=STREAM).order_by("seq")
    return [Line(row.office_id, row.stream, row.seq, str(row.at)[:-6], row.kind, row.visit, row.desk, row.by, row.body,
                 row.part, row.key, row.digest, bytes(row.hash)) for row in rows]


def live_through() -> Account:
    account = create_account("ada", office="demo", roles=["clerk"], name="Ada Próbna", email="ada@example.org",
                             by="person:account-1")
    change_account(account, roles=["clerk", "auditor"], is_active=True, name="Ada", email="", by="person:account-1")
    give_password(account)
    device, _ = add_device("Kiosk", office="demo", kind="kiosk")
    redeem_code(new_code(device))
    revoke_device(device)
    return account


def test_each_change_has_its_entry_and_the_chain_holds(office) -> None:
    live_through()
    before = START
    for number, line in enumerate(lines(), 1):
        assert line.seq == number
        assert line.hash == link(line, before=before)
        before = line.hash
    assert {line.kind for line in lines()} == KINDS
    assert [line.by for line in lines()][:2] == ["person:account-1"] * 2


def test_no_entry_holds_a_name_or_an_address(office) -> None:
    live_through()
    text = json.dumps([line.body for line in lines()])
    assert not any(word in text for word in ("ada", "Ada", "@", "Kiosk"))


def test_a_change_that_fails_leaves_no_entry(office) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        create_account("ada", office="demo", roles=["clerk"])
        raise RuntimeError
    assert lines() == []


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_only_together_with_what_changes() -> None:
    Office.objects.create(slug="demo", name="Demo")
    assert not connection.in_atomic_block
    with pytest.raises(OutsideTransaction):
        write_entry("demo", stream=STREAM, kind="account_given", by="system", body={})


def test_the_halls_stream_is_the_keepers(office) -> None:
    with pytest.raises(NotThisStream):
        write_entry("demo", stream="hall", kind="taken", by="system", body={})
    assert settings.AUTH_USER_MODEL == "records.Account"
