"""Accounts are given, changed and closed by an administrator of the same office."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction
from django.db.models import F

from okienko.actions.journal import write_entry
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.people.who import who_of_account
from okienko.core.people import entries
from okienko.core.people.roles import PERSON_ROLES
from okienko.records.people import Account

#: Letters and digits that are not mistaken for each other when a password is read aloud.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class UnknownRole(ValueError):
    """There is no such role."""


class NameTaken(ValueError):
    """Somebody has this user name, e-mail address or staff id already."""


class UnknownPerson(ValueError):
    """There is no person with this staff id in the office's files."""


class LastAdministrator(ValueError):
    """The office would be left without an administrator; give the role to somebody else first."""


def new_password() -> str:
    """A password of four groups that can be read aloud, with 78 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create_account(username: str, *, office: str, roles: Iterable[str], person: str = "", name: str = "",
                   email: str = "", password: str | None = None, by: str = "system") -> Account:
    """Give somebody an account; without a password it can only be entered by way of a reset."""
    wanted = _known(roles)
    _check_person(person, office)
    account = Account.objects.unsaved(username, password=password, office=office, roles=wanted, person=person,
                                      name=name, email=email)
    with transaction.atomic():
        _check_free(account)
        account.save()
        _note(account, kind=entries.ACCOUNT_GIVEN, by=by, roles=wanted)
    return account


def _check_free(account: Account) -> None:
    """Nobody else has this name or address, or is this person."""
    taken = Account.objects.filter(username__iexact=account.username).exists()
    taken = taken or (bool(account.email) and Account.objects.filter(email__iexact=account.email).exists())
    taken = taken or (bool(account.person)
                      and Account.objects.filter(office=account.office, person=account.person).exists())
    if taken:
        raise NameTaken(NameTaken.__doc__)


@transaction.atomic
def change_account(account: Account, *, roles: Iterable[str], is_active: bool, name: str, email: str,
                   by: str = "system") -> None:
    """Change what somebody may do; takes effect in the live hall within a second."""
    wanted = _known(roles)
    keeps = is_active and "administrator" in wanted
    if not keeps and "administrator" in account.roles and not _other_administrator(account):
        raise LastAdministrator(LastAdministrator.__doc__)
    if email and Account.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
        raise NameTaken(NameTaken.__doc__)
    Account.objects.filter(pk=account.pk).update(
        roles=wanted, is_active=is_active, name=name, email=email, version=F("version") + 1)
    account.refresh_from_db()
    _note(account, kind=entries.ACCOUNT_CHANGED, by=by, roles=wanted, is_active=is_active)


def give_password(account: Account, *, by: str = "system") -> str:
    """A new password, told once; the old one and every pass given under it are over."""
    password = new_password()
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        forget_passes(account, by=by)
    return password


@transaction.atomic
def forget_passes(account: Account, *, by: str = "") -> None:
    """A password was set, by the person unless said otherwise: end every pass to the live hall under the old one."""
    Account.objects.filter(pk=account.pk).update(version=F("version") + 1)
    account.refresh_from_db(fields=["version"])
    _note(account, kind=entries.PASSWORD_SET, by=by or who_of_account(account).by)


def _check_person(person: str, office: str) -> None:
    """A staff id is one of the office's files; an office that has none yet cannot be asked."""
    with suppress(NoSuchOffice):
        if person and person not in current_office(office).people:
            raise UnknownPerson(UnknownPerson.__doc__)


def _note(account: Account, *, kind: str, by: str, **facts: object) -> None:
    write_entry(account.office, stream=entries.STREAM, kind=kind, by=by, body={"account": account.pk, **facts})


def _known(roles: Iterable[str]) -> list[str]:
    wanted = list(roles)
    if not set(wanted) <= set(PERSON_ROLES):
        raise UnknownRole(UnknownRole.__doc__)
    return [role for role in PERSON_ROLES if role in wanted]


def _other_administrator(account: Account) -> bool:
    others = Account.objects.select_for_update().filter(office=account.office, is_active=True).exclude(pk=account.pk)
    return any("administrator" in other.roles for other in others.order_by("pk"))
