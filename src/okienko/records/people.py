"""Accounts of the people who work in an office.

An account is only a way in: it names the office, the neutral staff id under
which the person stands in the office's files and in the journal, and the roles.
`version` grows with each change that takes effect at once (roles, password,
deactivation); tokens of an older version are refused.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, or with none that fits."""

    def unsaved(self, username: str, *, password: str | None = None, **fields: Any) -> Account:
        """An account that is not stored yet: hashing takes long, and nobody should wait for it behind a transaction."""
        account = self.model(username=username.strip().lower(), **fields)
        account.email = self.normalize_email(account.email)
        account.set_password(password)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One person's way in; `office` is the id of the office, `person` the staff id in its files."""

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True, default="")
    name = models.CharField(max_length=120, blank=True, default="")
    office = models.CharField(max_length=60)
    person = models.CharField(max_length=60, blank=True, default="")
    roles = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="pl")
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["office"]

    class Meta:
        ordering = ("office", "username")
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_once"),
            models.UniqueConstraint(fields=("office", "person"), condition=~Q(person=""), name="account_person_once"),
        )

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.username
