"""Pictures, streams and commands of a hall."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from okienko.core.hall import commands as c
from okienko.core.hall.picture import STAFF
from okienko.core.hall.refusals import Malformed, UnknownThing
from okienko.core.people.duties import CHANNELS, NotAllowed, any_desk, check
from okienko.core.people.who import NOBODY, PLAYER, Who
from okienko.faces.live.bodies import read_command
from okienko.faces.live.stream.listener import body
from okienko.faces.live.wire import (
    Ask,
    TooMany,
    TryLater,
    check_origin,
    encode,
    read_body,
    reply,
)

if TYPE_CHECKING:
    from okienko.actions.keeper import Answer, State
    from okienko.faces.live.app import Live

Message = MutableMapping[str, Any]
MAX_KEY = 120
#: Whoever is not known shares the space of keys with all others, so that a key must be one that nobody guesses.
LEAST_KEY_OF_NOBODY = 20
_PICTURE = (
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-content-type-options", b"nosniff"),
)
#: The database does not answer; this is what was known last.
_STALE = (b"warning", b'110 okienko "stale"')


async def picture(live: Live, ask: Ask) -> None:
    """The whole picture as bytes made once for each change; 304 when it is the one that is known."""
    audience = ask.place["audience"]
    state = live.halls.peek(ask.office, audience) or await live.halls.state(ask.office, audience)
    tag, unchanged, whole = _answers(state)
    for message in unchanged if ask.headers.get(b"if-none-match") == tag else whole:
        await ask.send(message)


@lru_cache(maxsize=256)
def _answers(state: State) -> tuple[bytes, tuple[Message, Message], tuple[Message, Message]]:
    """The tag of a picture, and what is sent to those who know it and to those who do not; made once for each."""
    tag = state.etag.encode()
    headers = [*_PICTURE, (b"etag", tag), *([_STALE] if state.stale else [])]
    length = (b"content-length", b"%d" % len(state.body))
    unchanged: Message = {"type": "http.response.start", "status": 304, "headers": headers}
    whole: Message = {"type": "http.response.start", "status": 200, "headers": [*headers, length]}
    return tag, (unchanged, body(b"", more=False)), (whole, body(state.body, more=False))


async def stream(live: Live, ask: Ask) -> None:
    """Each change as a server-sent event, from where the listener stopped."""
    check_origin(ask)
    if live.hub.is_full:
        raise TryLater(retry_after=5)
    audience = ask.place["audience"]
    ahead = audience == STAFF or ask.asker.kind != NOBODY
    last = ask.headers.get(b"last-event-id", b"")
    await live.hub.listen(ask.office, audience, who=ask.asker, ahead=ahead, send=ask.send, receive=ask.receive,
                          last=int(last) if last.isdigit() and len(last) < 19 else None)


async def command(live: Live, ask: Ask) -> None:
    """One command, answered when it is stored for good."""
    check_origin(ask)
    who = ask.asker
    wanted = read_command(await read_body(ask))
    _admit(live, ask, wanted)
    is_take = isinstance(wanted, c.Take)
    if isinstance(wanted, c.Take) and wanted.channel != CHANNELS.get(who.kind, wanted.channel):
        wanted = replace(wanted, channel=CHANNELS[who.kind])
    answer = await live.halls.submit(ask.office, wanted, by=who.by, any_desk=any_desk(who, wanted),
                                     key=read_key(ask, who))
    code = live.code_of(ask.office, answer) if is_take else None
    await reply(ask.send, 200, encode(said(answer, code=code)))


def _admit(live: Live, ask: Ask, wanted: c.Command) -> None:
    who = ask.asker
    if who.kind == PLAYER and live.set_clock is None:
        raise NotAllowed
    check(who, wanted)
    if who.office not in ("", ask.office):
        raise UnknownThing(office=ask.office)
    if who.kind == NOBODY and not live.tickets.take(ask.address):
        raise TooMany(retry_after=live.tickets.seconds_to_wait(ask.address))


def read_key(ask: Ask, who: Who) -> str | None:
    """The idempotency key, in a space of its own for whoever asks; None when there is none."""
    raw = ask.headers.get(b"idempotency-key")
    if raw is None:
        return None
    key = raw.decode("latin-1")
    least = LEAST_KEY_OF_NOBODY if who.kind == NOBODY else 1
    if not least <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise Malformed(header="Idempotency-Key")
    return f"{who.by}/{key}"


def said(answer: Answer, *, code: str | None = None) -> dict[str, object]:
    """The answer to a command; `code` opens the page of a ticket that was taken."""
    facts: dict[str, object] = {"seq": answer.seq, "visit": answer.visit, "ticket": answer.ticket, "wish": answer.wish}
    return facts if code is None else {**facts, "code": code}


class Clock(msgspec.Struct, forbid_unknown_fields=True):
    at: Annotated[datetime, msgspec.Meta(tz=True)]


_clock = msgspec.json.Decoder(Clock)


async def clock(live: Live, ask: Ask) -> None:
    """The player of a replayed day says what time it is."""
    if live.set_clock is None:
        raise UnknownThing(path=ask.scope["path"])
    try:
        moment = _clock.decode(await read_body(ask)).at
    except msgspec.MsgspecError as error:
        raise Malformed(why=str(error)) from None
    await live.set_clock(ask.office, moment)
    await reply(ask.send, 200, encode({"at": moment}))


async def health(live: Live, ask: Ask) -> None:
    """Is the process up?"""
    await reply(ask.send, 200, encode({"ok": True, "listeners": len(live.hub)}))
