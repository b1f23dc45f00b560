"""From the fields of a form to a command of the hall: what a page sends when there is no script.

`do` names the command; the other fields are its own. A field left empty is one
not given, and nothing is accepted that core does not know.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Protocol

import msgspec

from okienko.core.hall.commands import COMMANDS, INTERNAL, Command
from okienko.core.hall.commands.faulty import fault_of
from okienko.core.hall.refusals import NotAMoment, NotOneOf, NotText

KEY = "key"
LONGEST = 300


class Fields(Protocol):
    """The fields of a request: Django's QueryDict."""

    def get(self, key: str, default: str, /) -> Any: ...

    def getlist(self, key: str, /) -> list[str]: ...


def read_command(fields: Fields, *, zone: tzinfo) -> Command:
    """The command that a form asks for; raises Malformed. A moment without a zone is the office's time."""
    kind = COMMANDS.get(fields.get("do", ""))
    if kind is None or kind in INTERNAL:
        raise NotOneOf("do", expected=", ".join(sorted(COMMANDS)))
    hints = typing.get_type_hints(kind)
    facts = {field.name: fact for field in dataclasses.fields(kind)
             if (fact := _fact(fields, field.name, hints[field.name], zone=zone)) is not None}
    try:
        return msgspec.convert(facts, kind, strict=False)
    except (msgspec.ValidationError, TypeError) as error:
        raise fault_of(str(error)) from None


def _fact(fields: Fields, name: str, hint: Any, *, zone: tzinfo) -> Any:
    if typing.get_origin(hint) is tuple:
        return [_plain(text, name=name) for text in fields.getlist(name) if text] or None
    text = _plain(fields.get(name, ""), name=name)
    if not text:
        return None
    return _moment(text, name=name, zone=zone) if datetime in (hint, *typing.get_args(hint)) else text


def _plain(text: str, *, name: str) -> str:
    words = text.strip()
    if len(words) > LONGEST or not words.isprintable():
        raise NotText(name, most=LONGEST)
    return words


def _moment(text: str, *, name: str, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotAMoment(name) from None
    if not 2000 <= moment.year <= 2100:
        raise NotAMoment(name)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def read_key(fields: Mapping[str, str]) -> str | None:
    """The hidden field that makes a form sent twice count once; None when there is none."""
    key = str(fields.get(KEY) or "")
    if not key:
        return None
    if len(key) > 80 or not (key.isascii() and key.isprintable()):
        raise NotText(KEY, most=80)
    return key
