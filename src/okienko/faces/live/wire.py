"""Requests and answers of the live face, as ASGI carries them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from okienko.core.hall.refusals import Refusal
from okienko.core.people.who import Who
from okienko.faces.live.bodies import MAX_BODY
from okienko.faces.live.stream.hub import Receive
from okienko.faces.live.stream.listener import Send

BODY_SECONDS = 10
LANGUAGE_COOKIE = "okienko_language"
LANGUAGES = ("pl", "en", "uk")
encode = msgspec.json.Encoder(enc_hook=str).encode
Header = tuple[bytes, bytes]
_JSON: tuple[Header, ...] = (
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)

#: What a 503 carries when there is no refusal to say for how long.
AGAIN_SOON: tuple[Header, ...] = (*_JSON, (b"retry-after", b"2"))


class TooLarge(Refusal):
    """The request is too large."""

    status = 413


class TooSlow(Refusal):
    """The request took too long to arrive."""

    status = 408


class NotHttp(Refusal):
    """The request is damaged and could not be read."""

    status = 400


class UnknownMethod(Refusal):
    """No address here knows that kind of request."""

    status = 501


class HeadTooLarge(Refusal):
    """The head of the request is too large."""

    status = 431


class NotJsonType(Refusal):
    """The request has to be sent as JSON."""

    status = 415


class ForeignPage(Refusal):
    """This request comes from a page of another site."""

    status = 403


class DeviceRevoked(Refusal):
    """This device was revoked; the administrator can let it in again with a new code."""

    status = 403


class WrongMethod(Refusal):
    """This address does not take that kind of request."""

    status = 405


class TooMany(Refusal):
    """Too many attempts; please wait a moment."""

    status = 429


class Broken(Refusal):
    """Something went wrong here; the fault has been written down."""

    status = 500


class TryLater(Refusal):
    """The hall cannot store anything now; please try again in a moment."""

    status = 503


@dataclass(slots=True)
class Ask:
    """One request: where it goes, who asks, and the two ends of the connection."""

    scope: MutableMapping[str, Any]
    receive: Receive
    send: Send
    place: Mapping[str, str]
    headers: Mapping[bytes, bytes]
    who: Who | None = None
    cookies: Mapping[str, str] = field(default_factory=dict)
    #: When the token with which somebody asks ends.
    until: float = 0.0
    #: The bytes in which the request came, when it came alone and at once.
    wire: bytes = b""

    @property
    def office(self) -> str:
        return self.place.get("office", "")

    @property
    def address(self) -> str:
        client = self.scope.get("client")
        return str(client[0]) if client else ""

    @property
    def asker(self) -> Who:
        if self.who is None:
            raise LookupError("nobody has been identified yet")
        return self.who

    @property
    def language(self) -> str:
        """The language chosen, else the first of the browser's that there is, else Polish."""
        wished = (self.cookies or read_cookies(self.headers)).get(LANGUAGE_COOKIE)
        if wished in LANGUAGES:
            return wished
        accepted = self.headers.get(b"accept-language", b"").decode("latin-1")
        codes = (part.split(";")[0].strip()[:2].lower() for part in accepted.split(",")[:10])
        return next((code for code in codes if code in LANGUAGES), "pl")


def read_headers(scope: MutableMapping[str, Any]) -> dict[bytes, bytes]:
    """Header lines by name; of several with one name the last counts."""
    return dict(scope["headers"])


def read_cookies(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    """Cookies by name, as they stand in the header."""
    line = headers.get(b"cookie")
    if line is None:
        return {}
    pairs = (piece.strip().partition("=") for piece in line.decode("latin-1").split(";")[:60])
    return {name: value for name, _, value in pairs if name}


def check_origin(ask: Ask) -> None:
    """A page of another site may neither send nor listen in the name of whoever is signed in here."""
    origin = ask.headers.get(b"origin")
    if origin is not None and origin.partition(b"://")[2] != ask.headers.get(b"host"):
        raise ForeignPage
    if ask.headers.get(b"sec-fetch-site") in (b"cross-site", b"same-site"):
        raise ForeignPage


def check_type(ask: Ask) -> None:
    """Only JSON is taken; a form of another site could send anything else."""
    if not ask.headers.get(b"content-type", b"").lower().startswith(b"application/json"):
        raise NotJsonType


async def read_body(ask: Ask) -> bytes:
    """The body of a JSON request, bounded in size and time."""
    check_type(ask)
    announced = ask.headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced[:12]) > MAX_BODY:
        raise TooLarge(limit=MAX_BODY)
    message = await _next(ask)
    data: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await _next(ask)
        data += message.get("body", b"")
        if len(data) > MAX_BODY:
            break
    if len(data) > MAX_BODY:
        raise TooLarge(limit=MAX_BODY)
    return data


async def _next(ask: Ask) -> MutableMapping[str, Any]:
    message = _already(ask)
    try:
        if message is None:
            async with asyncio.timeout(BODY_SECONDS):
                message = await ask.receive()
    except TimeoutError:
        raise TooSlow from None
    if message["type"] == "http.disconnect":
        raise ConnectionResetError
    return message


def _already(ask: Ask) -> MutableMapping[str, Any] | None:
    """What the server has received already, as nearly always: without a timer. None when it would wait."""
    receiving: Any = ask.receive()
    try:
        receiving.send(None)
    except StopIteration as done:
        message: MutableMapping[str, Any] = done.value
        return message
    receiving.close()
    return None


class Said(NamedTuple):
    """A whole answer: its header lines as they are sent, `content-length` among them, and its body."""

    status: int
    lines: bytes
    body: bytes


#: Takes a whole answer, once.
Say = Callable[[Said], None]


def said(status: int, data: bytes, *, headers: tuple[Header, ...] = _JSON) -> Said:
    """The answer with this body."""
    return Said(status, b"%bcontent-length: %d\r\n" % (_lines(headers), len(data)), data)


@lru_cache(maxsize=64)
def _lines(headers: tuple[Header, ...]) -> bytes:
    return b"".join([b"%b: %b\r\n" % header for header in headers])


async def reply(send: Send, status: int, data: bytes, *, headers: tuple[Header, ...] = _JSON) -> None:
    """Send a whole answer."""
    lines = [*headers, (b"content-length", b"%d" % len(data))]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": data})


async def refuse(ask: Ask, refusal: Refusal, words: Callable[[str, str], str]) -> None:
    """Say no in the person's language, with a code for programs and the facts."""
    headers, data = refused(ask, refusal, words)
    await reply(ask.send, refusal.status, data, headers=headers)


def refused(ask: Ask, refusal: Refusal, words: Callable[[str, str], str]) -> tuple[tuple[Header, ...], bytes]:
    """The headers and the body with which no is said."""
    facts = {name: _plain(fact) for name, fact in refusal.facts.items()}
    told = {"error": refusal.code, "message": refusal.told(words(ask.language, refusal.message)), "facts": facts}
    wait = facts.get("retry_after", getattr(refusal, "retry_after", None))
    extra = ((b"retry-after", str(wait).encode()),) if wait is not None else ()
    if "allow" in facts:
        extra = (*extra, (b"allow", str(facts["allow"]).encode()))
    if isinstance(refusal, (TooLarge, TooSlow, NotHttp, UnknownMethod, HeadTooLarge)):
        extra = (*extra, (b"connection", b"close"))
    return (*_JSON, *extra), encode(told)


def _plain(fact: object) -> object:
    return sorted(fact) if isinstance(fact, (set, frozenset)) else fact


Handler = Callable[[Any, Ask], Awaitable[None]]
#: Answers a whole request without waiting, now or from a callback; False: it has to take the usual way.
AtOnce = Callable[[Any, Ask, bytes, Say], bool]
