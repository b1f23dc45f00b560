"""A password is hashed before the transaction: the hall waits for SQLite as long as one is open."""

import pytest
from django.db import connection

from okienko.actions.people.accounts import create_account, give_password
from okienko.records.office import Office
from okienko.records.people import Account


@pytest.fixture
def hashed(monkeypatch) -> list[bool]:
    """For each password set: was a transaction open?"""
    seen = []
    plain = Account.set_password

    def watched(self, password):
        seen.append(connection.in_atomic_block)
        plain(self, password)

    monkeypatch.setattr(Account, "set_password", watched)
    return seen


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_password_to_be_hashed(hashed) -> None:
    Office.objects.create(slug="demo", name="Demo")
    account = create_account("ada", office="demo", roles=["clerk"], password="a long enough one")
    given = give_password(account)
    assert hashed == [False, False]
    account.refresh_from_db()
    assert account.check_password(given)
