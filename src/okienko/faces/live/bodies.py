"""From the bytes of a request to a command of the hall.

The shapes are made from the commands of core, one for each, told apart by `do`;
nothing is accepted that core does not know: no other field, no other type, no
control characters, no moment without a time zone.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import operator
import re
import types
import typing
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from okienko.core.hall import commands as c
from okienko.core.hall.commands.faulty import LARGEST, LONGEST_LIST, LONGEST_TEXT, fault_of
from okienko.core.hall.decide.act import HOLDERS_MINUTES
from okienko.core.hall.refusals import FieldTwice, NotAMoment, Refusal

MAX_BODY = 16 * 1024
#: An idempotency key has so many characters at most.
MAX_KEY = 120
#: Bodies up to so many bytes are said again and again.
OFTEN_SAID = 200
FIRST_YEAR, LAST_YEAR = 2000, 2200
#: What looks like a key of an object.
_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:')
#: Text without control characters; a text column of the database takes none.
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT, pattern=r"^[^\x00-\x1f\x7f\ud800-\udfff]*$")]
Number = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class NotJson(Refusal):
    """The request could not be read."""

    status = 400


class MinutesOut(msgspec.Struct, tag_field="do", tag="step_out", forbid_unknown_fields=True):
    """The client steps out for so many minutes; the server's clock counts them."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=HOLDERS_MINUTES)] = 10


_SAFE = {str: Text, int: Number, datetime: Moment}


def _either(kinds: Iterable[Any]) -> Any:
    return functools.reduce(operator.or_, kinds)


def _safe(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _either(_safe(part) for part in typing.get_args(hint))
    if origin is tuple:
        return Annotated[tuple[_safe(typing.get_args(hint)[0]), ...], msgspec.Meta(max_length=LONGEST_LIST)]
    return _SAFE.get(hint, hint)


def _shape(kind: type[c.Command], *, without: frozenset[str] = frozenset(),
           perhaps: frozenset[str] = frozenset()) -> type[msgspec.Struct]:
    hints = typing.get_type_hints(kind)
    fields: list[Any] = []
    for field in dataclasses.fields(kind):
        if field.name in without:
            continue
        hint = _safe(hints[field.name])
        if field.name in perhaps:
            fields.append((field.name, hint | None, None))
            continue
        required = field.default is dataclasses.MISSING
        fields.append((field.name, hint) if required else (field.name, hint, field.default))
    return msgspec.defstruct(kind.__name__, fields, tag_field="do", tag=c.command_name(kind),
                             forbid_unknown_fields=True, kw_only=True)


def _decoder(shapes: list[type[msgspec.Struct]]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_either(shapes))


_STAFF = {kind: _shape(kind) for kind in c.COMMANDS.values() if kind not in c.INTERNAL}
_KINDS = {shape: kind for kind, shape in _STAFF.items()}
_WITH_MOMENTS = frozenset(kind for kind in _STAFF if any("datetime" in str(field.type)
                                                          for field in dataclasses.fields(kind)))
_STAFF_DECODER = _decoder(list(_STAFF.values()))

#: What a ticket's holder leaves out, because the code says it.
_IMPLIED = frozenset({"visit", "asked_by", "place", "by_phone"})
#: Of several wishes the holder says which one is meant; left out, it is the foremost.
_PERHAPS = frozenset({"wish"})
_HOLDER = {kind: _shape(kind, without=_IMPLIED, perhaps=_PERHAPS)
           for kind in (c.Leave, c.Resume, c.AskOfficer, c.ChooseContact, c.AgreeDate, c.SeekAgain, c.WithdrawWish)}
_HOLDER_KINDS = {shape: kind for kind, shape in _HOLDER.items()}
_HOLDER_DECODER = _decoder([*_HOLDER.values(), MinutesOut])


def body_types() -> dict[str, Any]:
    """The types of what may be sent, by address, for the description in docs/api."""
    return {"command": _STAFF_DECODER.type, "ticket": _HOLDER_DECODER.type}


def read_command(body: bytes) -> c.Command:
    """The command that a desk, a kiosk or the phone page sent; raises NotJson or Malformed.

    A desk says the same few things all day long: those are read once.
    """
    return _read_again(body) if len(body) <= OFTEN_SAID else _read_command(body)


def _read_command(body: bytes) -> c.Command:
    shape = _decode(_STAFF_DECODER, body)
    kind, facts = _KINDS[type(shape)], msgspec.structs.asdict(shape)
    if kind in _WITH_MOMENTS:
        facts = {name: _in_utc(fact) for name, fact in facts.items()}
    return kind(**facts)


_read_again = functools.lru_cache(maxsize=4096)(_read_command)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What the holder of a ticket asks, before it is known whether the wish is the own; `minutes` for stepping out."""

    kind: type[c.Command]
    facts: dict[str, Any]
    minutes: int = 0


def read_holders(body: bytes) -> Asked:
    """What the holder of a ticket sent; raises NotJson or Malformed."""
    shape = _decode(_HOLDER_DECODER, body)
    if isinstance(shape, MinutesOut):
        return Asked(c.StepOut, {}, minutes=shape.minutes)
    facts = {name: _in_utc(getattr(shape, name)) for name in shape.__struct_fields__}
    return Asked(_HOLDER_KINDS[type(shape)], facts)


def _in_utc(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return in_our_time(value)


def in_our_time(moment: datetime) -> datetime:
    """The moment in UTC, if an office may meet it; raises Malformed for years in which calendars end."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise NotAMoment("at")
    return moment.astimezone(UTC)


def _decode(decoder: msgspec.json.Decoder[Any], body: bytes) -> Any:
    try:
        shape = decoder.decode(body)
        _check_said_once(body)
    except _SaidTwice as error:
        raise FieldTwice(str(error)) from None
    except msgspec.ValidationError as error:
        raise fault_of(str(error), verbs=_verbs(decoder)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJson(why=str(error)[:200]) from None
    return shape


def _verbs(decoder: msgspec.json.Decoder[Any]) -> list[str]:
    return [shape.__struct_config__.tag for shape in typing.get_args(decoder.type)]


def _check_said_once(body: bytes) -> None:
    """No key stands twice: whoever looked at the first would not know what the second asks. Raises _SaidTwice.

    A look at what seems to be a key is enough for nearly every body; one that escapes letters is read once more.
    """
    keys = _KEY.findall(body)
    if b"\\" in body or len(set(keys)) < len(keys):
        json.loads(body, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise _SaidTwice(next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1))
    return read


class _SaidTwice(Exception):
    """A key of an object that stands there twice."""
