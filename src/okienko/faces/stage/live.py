"""The stage's own live addresses: what the page shows beside the public picture, and what a visitor does.

A small ASGI application under /stage/live/, of the rows of the one table of routes: `state` (JSON), `stream`
(server-sent events) and `do` (one thing that a visitor does). It belongs to the
demonstration and exists only there.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from okienko.actions.stage import Audience, Visitor
from okienko.core.hall.refusals import Malformed, Refusal
from okienko.core.people.route import Route

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PREFIX = "/stage/live/"
MOST_BYTES = 4096
#: Seconds between two looks at what has changed.
LOOK = 0.2
MOST_STREAMS = 200
LONGEST_KEY = 64
_JSON = (b"content-type", b"application/json")
_STREAM = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]


class NoSuchAddress(Refusal):
    """There is no such address on the stage."""

    status = 404


class NotFromTheStage(Refusal):
    """This may be asked only from the stage's own page."""

    status = 403


class TooManyWatch(Refusal):
    """Too many people watch the stage now; please try again in a moment."""

    status = 503


class StageLive:
    """Answers for one stage; `words` translates the sentence of a refusal into a language."""

    def __init__(self, routes: Iterable[Route], *, visitor: Visitor, audience: Audience,
                 words: Callable[[str, str], str]) -> None:
        self.visitor, self.audience, self.words = visitor, audience, words
        self._views = {(method, route.path): route.view for route in routes for method in route.methods}
        self.streams = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        view = self._views.get((scope["method"], scope["path"]))
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        key = _key(scope)
        try:
            if view == "state":
                await _answer(send, 200, await self.visitor.state(key))
            elif view == "stream":
                await self._stream(receive, send, key=key)
            elif view == "do":
                await self._do(headers, receive, send, key=key)
            else:
                raise NoSuchAddress
        except Refusal as refusal:
            language = headers.get("accept-language", "pl")[:2]
            await _answer(send, refusal.status,
                          {"code": refusal.code, "message": self.words(refusal.message, language)})

    async def _do(self, headers: dict[str, str], receive: Receive, send: Send, *, key: str) -> None:
        if not _is_own_page(headers):
            raise NotFromTheStage
        await self.audience.meet(key)
        answer = await self._act(await _read(receive), key=key)
        await _answer(send, 200, {**answer, "state": await self.visitor.state(key)})

    async def _act(self, body: dict[str, Any], *, key: str) -> dict[str, Any]:
        """One thing that a visitor does; raises a Refusal."""
        do, visitor = _text(body, "do"), self.visitor
        if do == "speed":
            visitor.set_speed(body.get("speed", 1))
            return {}
        if do == "desk":
            await visitor.take_desk(_text(body, "desk"), key=key)
            return {}
        if do == "take":
            answer = await visitor.take(_text(body, "service") or "", department=_text(body, "department"),
                                        named=_text(body, "named"), key=key)
            return {"visit": answer.visit, "ticket": answer.ticket}
        if do == "regime":
            await visitor.set_regime(_text(body, "regime"))
        elif do == "act":
            await visitor.act_at_desk(_text(body, "verb") or "", key=key)
        elif do == "claim":
            await visitor.claim(_text(body, "address") or " ", key=key)
        elif do in _OF_A_VISIT and isinstance(body.get("visit"), int):
            await _OF_A_VISIT[do](visitor, body, key)
        else:
            raise Malformed(do=do)
        return {}

    async def _stream(self, receive: Receive, send: Send, *, key: str) -> None:
        """Each change of the state, until the page goes."""
        if self.streams >= MOST_STREAMS:
            raise TooManyWatch
        self.streams += 1
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await self.audience.enter(key)
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM})
            last = b""
            while not gone.done():
                state = json.dumps(await self.visitor.state(key), ensure_ascii=False).encode()
                if state != last:
                    last = state
                    await send({"type": "http.response.body", "body": b"event: state\ndata: " + state + b"\n\n",
                                "more_body": True})
                await asyncio.wait([gone], timeout=LOOK)
        finally:
            self.streams -= 1
            self.audience.leave(key)
            gone.cancel()


_OF_A_VISIT: dict[str, Callable[[Visitor, dict[str, Any], str], Awaitable[Any]]] = {
    "ask": lambda visitor, body, key: visitor.ask_officer(
        body["visit"], prefers=_text(body, "prefers") or "comes-down", key=key),
    "leave": lambda visitor, body, key: visitor.leave(body["visit"], key=key),
    "more": lambda visitor, body, key: visitor.more_time(body["visit"], key=key),
    "back": lambda visitor, body, key: visitor.come_back(body["visit"], key=key),
}


def _key(scope: Scope) -> str:
    """Which browser asks: `?visitor=`; what is not a key is nobody's."""
    found = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("visitor", [""])[0]
    return found if len(found) <= LONGEST_KEY else ""


def _is_own_page(headers: dict[str, str]) -> bool:
    """Is the request made by a page of this very address?"""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is None or (isinstance(value, str) and len(value) <= 100):
        return value
    raise Malformed(**{name: value})


async def _read(receive: Receive) -> dict[str, Any]:
    raw, more = b"", True
    while more:
        message = await receive()
        raw += message.get("body", b"")
        more = message.get("more_body", False)
        if len(raw) > MOST_BYTES:
            raise Malformed(bytes=len(raw))
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(body, dict):
        raise Malformed
    return body


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, body: dict[str, Any]) -> None:
    raw = json.dumps(body, ensure_ascii=False).encode()
    headers = [_JSON, (b"cache-control", b"no-store"), (b"content-length", str(len(raw)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})
