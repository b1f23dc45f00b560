"""The live face as one ASGI application: from an address to its handler, and never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from okienko.core.hall.refusals import Refusal, UnknownThing
from okienko.core.people.codes import Codes
from okienko.core.people.duties import NotAllowed, SignInNeeded
from okienko.core.people.route import ALLOW, FORBID, SIGN_IN, Route, verdict
from okienko.core.people.tokens import DEVICE_COOKIE, PERSON_COOKIE
from okienko.core.people.who import ANYBODY, NOBODY, Who
from okienko.faces.live import halls, holder
from okienko.faces.live.access import Access
from okienko.faces.live.again import LOOKING
from okienko.faces.live.hosts import Hosts
from okienko.faces.live.house import Halls, House
from okienko.faces.live.stream.hub import Hub, Receive
from okienko.faces.live.stream.listener import Send
from okienko.faces.live.wire import (
    Ask,
    AtOnce,
    Broken,
    DeviceRevoked,
    Handler,
    Said,
    Say,
    WrongMethod,
    read_cookies,
    read_headers,
    refuse,
    refused,
    said,
)

logger = logging.getLogger(__name__)
#: Addresses that were asked for lately are not sought again; so many, each so long at most.
KNOWN_PATHS, KNOWN_LENGTH = 4096, 1000
HANDLERS: Mapping[str, Handler] = {
    "picture": halls.picture,
    "stream": halls.stream,
    "command": halls.command,
    "clock": halls.clock,
    "health": halls.health,
    "ticket": holder.ticket,
}
#: The short way of those that are asked most and can be answered without waiting for the network.
AT_ONCE: Mapping[str, AtOnce] = {"picture": halls.picture_at_once, "command": halls.command_at_once}


class Admitted(NamedTuple):
    """What was found of a request of somebody known: where it goes, who asks, and for how long that holds."""

    route: Route
    place: Mapping[str, str]
    cookies: Mapping[str, str]
    who: Who
    renewed: int
    until: float


class Live(House):
    """The face itself: the way from an address to its handler, with what all handlers share."""

    def __init__(self, routes: Iterable[Route], *, halls: Halls, hub: Hub, access: Access, codes: Codes,
                 now: Callable[[], float], clock: Callable[[], datetime], zone_of: Callable[[str], tzinfo],
                 words: Callable[[str, str], str], hosts: Iterable[str] = ("*",), tickets_per_minute: float = 120,
                 set_clock: Callable[[str, datetime], Awaitable[None]] | None = None) -> None:
        super().__init__(halls=halls, hub=hub, access=access, codes=codes, now=now, clock=clock, zone_of=zone_of,
                         words=words, tickets_per_minute=tickets_per_minute, set_clock=set_clock)
        self.hosts = Hosts(hosts)
        self._doors: dict[tuple[str | None, ...], dict[str, Route]] = {}
        self._names: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}
        self._known: dict[tuple[str, str], tuple[Route, Mapping[str, str]]] = {}
        self._admitted: dict[tuple[object, ...], Admitted] = {}
        for route in routes:
            self._add(route)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        headers = read_headers(scope)
        ask = Ask(scope=scope, receive=receive, send=send, place={}, headers=headers)
        try:
            await self._answer(ask)
        except Refusal as refusal:
            await refuse(ask, refusal, self.words)
        except ConnectionResetError:
            return
        except Exception:
            logger.exception("a request to the hall failed: %s", scope["path"][:200])
            with suppress(RuntimeError):
                await refuse(ask, Broken(), self.words)

    def again(self, wire: bytes, say: Say) -> bool:
        """Answer a request like one before, in these bytes; False when it has to be parsed."""
        again = halls.picture_again if wire.startswith(LOOKING) else halls.command_again
        return again(self, wire, say)

    def at_once(self, scope: MutableMapping[str, Any], data: bytes, say: Say, *, wire: bytes = b"") -> bool:
        """Answer a whole request, whose body is `data`, through `say`; False when it has to come through `__call__`.

        So does whatever is refused before the hall is asked: what is wrong is said in one place.
        """
        ask = Ask(scope=scope, receive=_no_more, send=_nowhere, place={}, headers=read_headers(scope), wire=wire)
        try:
            answer = AT_ONCE.get(self._admit_again(ask).view)
            return answer is not None and answer(self, ask, data, say)
        except Exception:
            return False

    def unread(self, refusal: Refusal, headers: Iterable[tuple[bytes, bytes]]) -> Said:
        """No to what never became a request; `headers` are those that could be read."""
        ask = Ask(scope={}, receive=_no_more, send=_nowhere, place={}, headers=dict(headers))
        lines, data = refused(ask, refusal, self.words)
        return said(refusal.status, data, headers=lines)

    async def _answer(self, ask: Ask) -> None:
        await HANDLERS[self._admit(ask).view](self, ask)

    def _admit(self, ask: Ask) -> Route:
        """Is it for us, where does it go, who asks, and may this one?"""
        self.hosts.check(ask.headers.get(b"host"), version=ask.scope.get("http_version", "1.0"))
        route, ask.place = self._find(ask.scope)
        ask.cookies = read_cookies(ask.headers)
        ask.who = self._identify(ask)
        self._authorise(route, ask)
        return route

    def _admit_again(self, ask: Ask) -> Route:
        """`_admit`; what was found for somebody holds for the same request until permissions are renewed or it ends."""
        scope, headers = ask.scope, ask.headers
        asked = (scope["method"], scope["path"], headers.get(b"host"), headers.get(b"authorization"),
                 headers.get(b"cookie"))
        known = self._admitted.get(asked)
        if known is not None and known.renewed == self.access.renewed and self.access.now() < known.until:
            ask.place, ask.cookies, ask.who, ask.until = known.place, known.cookies, known.who, known.until
            return known.route
        route = self._admit(ask)
        if ask.asker.kind != NOBODY and sum(len(part or b"") for part in asked[1:]) < KNOWN_LENGTH:
            if len(self._admitted) >= KNOWN_PATHS:
                self._admitted.clear()
            self._admitted[asked] = Admitted(route, ask.place, ask.cookies, ask.asker, self.access.renewed, ask.until)
        return route

    def _identify(self, ask: Ask) -> Who:
        for token in _tokens(ask):
            who = self.access.who(token)
            if who.kind != NOBODY:
                ask.until = self.access.until(token)
                return who
        if self.access.is_revoked(ask.cookies.get(DEVICE_COOKIE)):
            raise DeviceRevoked
        return ANYBODY

    def _authorise(self, route: Route, ask: Ask) -> None:
        answer = verdict(route, who=ask.asker, office=ask.place.get("office"))
        if answer == ALLOW:
            return
        if answer == SIGN_IN:
            raise SignInNeeded
        raise NotAllowed if answer == FORBID else UnknownThing(path=ask.scope["path"][:200])

    def _find(self, scope: MutableMapping[str, Any]) -> tuple[Route, Mapping[str, str]]:
        found = self._known.get((scope["method"], scope["path"]))
        if found is None:
            found = self._seek(scope)
            if len(scope["path"]) <= KNOWN_LENGTH:
                self._known = {} if len(self._known) >= KNOWN_PATHS else self._known
                self._known[scope["method"], scope["path"]] = found
        return found

    def _seek(self, scope: MutableMapping[str, Any]) -> tuple[Route, Mapping[str, str]]:
        parts = tuple(scope["path"].split("/")[1:7])
        for pattern, methods in self._doors.items():
            if len(pattern) != len(parts) or any(p is not None and p != q for p, q in zip(pattern, parts, strict=True)):
                continue
            if scope["method"] not in methods:
                raise WrongMethod(allow=", ".join(sorted(methods)))
            place = {name: part for name, part in zip(self._names[pattern], parts, strict=True) if name is not None}
            route = methods[scope["method"]]
            return route, {**place, **_FIXED.get(route.name, {})}
        raise UnknownThing(path=scope["path"][:200])

    def _add(self, route: Route) -> None:
        parts = route.path.strip("/").split("/")
        pattern = tuple(None if part.startswith("{") else part for part in parts)
        self._names[pattern] = tuple(part.strip("{}") if part.startswith("{") else None for part in parts)
        for method in route.methods:
            self._doors.setdefault(pattern, {})[method] = route


#: What the address itself says of the audience.
_FIXED = {
    "live-public": {"audience": "public"},
    "live-staff": {"audience": "staff"},
    "live-public-stream": {"audience": "public"},
    "live-staff-stream": {"audience": "staff"},
}


async def _no_more() -> MutableMapping[str, Any]:
    """A whole request has nothing left to receive."""
    return {"type": "http.disconnect"}


async def _nowhere(message: MutableMapping[str, Any]) -> None:
    """An answer at once goes through `say`."""
    del message


def _tokens(ask: Ask) -> list[str]:
    line = ask.headers.get(b"authorization", b"")
    if line[:7].lower() == b"bearer ":
        return [line[7:].decode("latin-1").strip()]
    return [ask.cookies[name] for name in (PERSON_COOKIE, DEVICE_COOKIE) if name in ask.cookies]
