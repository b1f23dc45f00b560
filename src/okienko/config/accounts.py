"""How sign-in behaves here: accounts are given by an administrator, nobody makes one by oneself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from okienko.actions.people.accounts import forget_passes


class Accounts(DefaultAccountAdapter):
    """allauth's rules, but for self-registration; a new password ends every pass to the live hall."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> Any:
        super().set_password(user, password)
        forget_passes(user)
