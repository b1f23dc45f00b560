"""Roles and permissions in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import get_language

from okienko.core.people.roles import PERMISSIONS, ROLES


class Described(NamedTuple):
    """A role as a page shows it."""

    name: str
    title: str
    about: str
    may: list[str]


def roles_described(names: Iterable[str]) -> list[Described]:
    """These roles, in the order of the office, with what each may do."""
    wanted = set(names)
    return [_described(name) for name in ROLES if name in wanted]


def role_title(name: str) -> str:
    """The name of a role or of a kind of device."""
    role = ROLES[name]
    return role.pl if _is_polish() else role.en


def _described(name: str) -> Described:
    role, polish = ROLES[name], _is_polish()
    may = [PERMISSIONS[each].pl if polish else PERMISSIONS[each].en for each in PERMISSIONS if each in role.grants]
    return Described(name, role_title(name), role.pl_about if polish else role.en_about, may)


def _is_polish() -> bool:
    return (get_language() or "pl").startswith("pl")
