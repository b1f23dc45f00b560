"""Pictures, streams and commands of a hall."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any

import msgspec

from okienko.actions.keeper import Answer, State, digest_of
from okienko.core.hall import commands as c
from okienko.core.hall.commands.faulty import fault_of
from okienko.core.hall.picture import STAFF
from okienko.core.hall.refusals import NotText, Refusal, UnknownThing
from okienko.core.people.duties import CHANNELS, NotAllowed, any_desk, check
from okienko.core.people.throttle import PHONE_COOKIE
from okienko.core.people.who import NOBODY, PLAYER, Who
from okienko.faces.live.again import Wanted, keep_wanted
from okienko.faces.live.bodies import MAX_BODY, MAX_KEY, in_our_time, read_command
from okienko.faces.live.house import House
from okienko.faces.live.stream.listener import body
from okienko.faces.live.wire import (
    AGAIN_SOON,
    Ask,
    Broken,
    Header,
    Said,
    Say,
    TooMany,
    TryLater,
    check_origin,
    check_type,
    encode,
    read_body,
    refused,
    reply,
    said,
)

Message = MutableMapping[str, Any]
#: Whoever is not known shares the space of keys with all others, so that a key must be one that nobody guesses.
LEAST_KEY_OF_NOBODY = 20
_PICTURE = (
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-content-type-options", b"nosniff"),
)
#: The database does not answer; this is what was known last.
_STALE = (b"warning", b'110 okienko "stale"')


async def picture(house: House, ask: Ask) -> None:
    """The whole picture as bytes made once for each change; 304 when it is the one that is known."""
    audience = ask.place["audience"]
    state = house.halls.peek(ask.office, audience) or await house.halls.state(ask.office, audience)
    tag, unchanged, whole = _answers(state)
    for message in unchanged if ask.headers.get(b"if-none-match") == tag else whole:
        await ask.send(message)


def picture_at_once(house: House, ask: Ask, data: bytes, say: Say) -> bool:
    """`picture`, when it is rendered and is that of this moment."""
    if not _show(house, ask, ask.headers.get(b"if-none-match"), say):
        return False
    if not data:
        house.looks.keep(ask)
    return True


def picture_again(house: House, wire: bytes, say: Say) -> bool:
    """`picture_at_once` for a request that is known byte for byte (`again`); False when it is not."""
    look = house.looks.find(wire)
    return look is not None and _show(house, look.ask, look.tag, say)


def _show(house: House, ask: Ask, known: bytes | None, say: Say) -> bool:
    state = house.halls.peek(ask.office, ask.place["audience"])
    if state is None:
        return False
    tag, unchanged, whole = _whole_answers(state)
    say(unchanged if known == tag else whole)
    return True


@lru_cache(maxsize=256)
def _answers(state: State) -> tuple[bytes, tuple[Message, Message], tuple[Message, Message]]:
    """The tag of a picture, and what is sent to those who know it and to those who do not; made once for each."""
    tag, headers = _headers(state)
    length = (b"content-length", b"%d" % len(state.body))
    unchanged: Message = {"type": "http.response.start", "status": 304, "headers": headers}
    whole: Message = {"type": "http.response.start", "status": 200, "headers": [*headers, length]}
    return tag, (unchanged, body(b"", more=False)), (whole, body(state.body, more=False))


@lru_cache(maxsize=256)
def _whole_answers(state: State) -> tuple[bytes, Said, Said]:
    """`_answers` for the short way."""
    tag, headers = _headers(state)
    unchanged = b"".join([b"%b: %b\r\n" % header for header in headers])
    return tag, Said(304, unchanged, b""), said(200, state.body, headers=tuple(headers))


def _headers(state: State) -> tuple[bytes, list[Header]]:
    tag = state.etag.encode()
    return tag, [*_PICTURE, (b"etag", tag), *([_STALE] if state.stale else [])]


async def stream(house: House, ask: Ask) -> None:
    """Each change as a server-sent event, from where the listener stopped."""
    check_origin(ask)
    if house.hub.is_full:
        raise TryLater(retry_after=5)
    audience = ask.place["audience"]
    ahead = audience == STAFF or ask.asker.kind != NOBODY
    last = ask.headers.get(b"last-event-id", b"")
    await house.hub.listen(ask.office, audience, who=ask.asker, ahead=ahead, send=ask.send, receive=ask.receive,
                          last=int(last) if last.isdigit() and len(last) < 19 else None)


async def command(house: House, ask: Ask) -> None:
    """One command, answered when it is stored for good."""
    wanted = _wanted(house, ask, await read_body(ask))
    who = ask.asker
    answer = await house.halls.submit(ask.office, wanted, by=who.by, any_desk=any_desk(who, wanted),
                                     key=read_key(ask, who))
    await reply(ask.send, 200, _told(house, ask, wanted, answer))


def command_at_once(house: House, ask: Ask, data: bytes, say: Say) -> bool:
    """`command` of whoever is known; strangers are braked by their address, on the usual way."""
    who = ask.asker
    if who.kind == NOBODY or len(data) > MAX_BODY:
        return False
    check_type(ask)
    wanted = _understood(house, ask, data)
    _give(house, ask, wanted, key=read_key(ask, who), say=say)
    if ask.wire:
        house.heads.keep(ask.wire, ask, body=data, wanted=wanted)
    return True


def command_again(house: House, wire: bytes, say: Say) -> bool:
    """`command_at_once` for a request whose head is known (`again`); False when it is not."""
    found = house.heads.find(wire)
    if found is None:
        return False
    known, key, data = found
    ask = known.ask
    wanted = known.wanted.get(data)
    try:
        if wanted is None:
            wanted = _understood(house, ask, data)
            keep_wanted(known, data, wanted)
        _give(house, ask, wanted, key=_own(ask.asker, key), say=say)
    except Exception:
        return False
    return True


def _understood(house: House, ask: Ask, data: bytes) -> Wanted:
    who = ask.asker
    wanted = _wanted(house, ask, data)
    return Wanted(wanted, any_desk(who, wanted), digest_of(wanted, by=who.by))


def _give(house: House, ask: Ask, wanted: Wanted, *, key: str | None, say: Say) -> None:
    """Give the command to the hall; what becomes of it is said."""

    def then(became: Answer | Exception) -> None:
        if isinstance(became, Exception):
            refusal = became if isinstance(became, Refusal) else Broken()
            headers, no = refused(ask, refusal, house.words)
            say(said(refusal.status, no, headers=headers))
        else:
            say(said(200, _told(house, ask, wanted.command, became)))

    house.halls.ask(ask.office, wanted.command, by=ask.asker.by, any_desk=wanted.any_desk, key=key,
                   digest=wanted.digest, then=then)


def _wanted(house: House, ask: Ask, data: bytes) -> c.Command:
    """The command in these bytes, if whoever asks may ask it."""
    check_origin(ask)
    wanted = read_command(data)
    _admit(house, ask, wanted)
    who = ask.asker
    if isinstance(wanted, c.Take) and wanted.channel != CHANNELS.get(who.kind, wanted.channel):
        wanted = replace(wanted, channel=CHANNELS[who.kind])
    return wanted


def _told(house: House, ask: Ask, wanted: c.Command, answer: Answer) -> bytes:
    return encode(facts_of(answer, code=house.code_of(ask.office, answer) if isinstance(wanted, c.Take) else None))


def _admit(house: House, ask: Ask, wanted: c.Command) -> None:
    who = ask.asker
    if who.kind == PLAYER and house.set_clock is None:
        raise NotAllowed
    check(who, wanted)
    if who.office not in ("", ask.office):
        raise UnknownThing(office=ask.office)
    phone = ask.cookies.get(PHONE_COOKIE)
    if who.kind == NOBODY and not house.tickets.take(ask.address, phone=phone):
        raise TooMany(retry_after=house.tickets.seconds_to_wait(ask.address, phone=phone))


def read_key(ask: Ask, who: Who) -> str | None:
    """The idempotency key, in a space of its own for whoever asks; None when there is none."""
    raw = ask.headers.get(b"idempotency-key")
    if raw is None:
        return None
    key = raw.decode("latin-1")
    least = LEAST_KEY_OF_NOBODY if who.kind == NOBODY else 1
    if not least <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise NotText("Idempotency-Key", most=MAX_KEY)
    return _own(who, key)


def _own(who: Who, key: str) -> str:
    """A key in the space of whoever asks: the same one of somebody else is another."""
    return f"{who.by}/{key}"


def facts_of(answer: Answer, *, code: str | None = None) -> dict[str, object]:
    """The answer to a command; `code` opens the page of a ticket that was taken."""
    facts: dict[str, object] = {"seq": answer.seq, "visit": answer.visit, "ticket": answer.ticket, "wish": answer.wish}
    return facts if code is None else {**facts, "code": code}


class Clock(msgspec.Struct, forbid_unknown_fields=True):
    at: Annotated[datetime, msgspec.Meta(tz=True)]


_clock = msgspec.json.Decoder(Clock)


async def clock(house: House, ask: Ask) -> None:
    """The player of a replayed day says what time it is."""
    if house.set_clock is None:
        raise UnknownThing(path=ask.scope["path"])
    try:
        moment = _clock.decode(await read_body(ask)).at
    except msgspec.MsgspecError as error:
        raise fault_of(str(error)) from None
    moment = in_our_time(moment)
    await house.set_clock(ask.office, moment)
    await reply(ask.send, 200, encode({"at": moment}))


async def health(house: House, ask: Ask) -> None:
    """Can what people do be stored? 503 with the reason when it cannot, so that nobody else is sent here."""
    why, facts = house.halls.trouble(), {"listeners": len(house.hub)}
    if why is None:
        await reply(ask.send, 200, encode({"ok": True, **facts}))
    else:
        await reply(ask.send, 503, encode({"ok": False, "why": why, **facts}), headers=AGAIN_SOON)
