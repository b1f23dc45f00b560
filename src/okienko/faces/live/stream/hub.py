"""All channels of this process: who may listen, the heartbeat, the end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from okienko.core.hall.picture import PUBLIC, STAFF, Picture
from okienko.core.people.who import Who
from okienko.faces.live.stream.channel import Channel
from okienko.faces.live.stream.listener import Listener, Send, body

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
HEARTBEAT_SECONDS = 15.0
WINDOW_SECONDS = 0.07
SLICE = 500
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Hub:
    """Channels by office and audience; `show` gives the number and the picture of a hall as it is now."""

    def __init__(self, *, show: Callable[[str, str], tuple[int, Picture]], may_stay: Callable[[Who], bool],
                 limit: int = 18_000, window: float = WINDOW_SECONDS) -> None:
        self._show, self._may_stay = show, may_stay
        self._limit, self._window = limit, window
        self._channels: dict[tuple[str, str], Channel] = {}
        self._count = 0
        self._is_closing = False

    @property
    def is_full(self) -> bool:
        return self._is_closing or self._count >= self._limit

    def __len__(self) -> int:
        return self._count

    def changed(self, office: str) -> None:
        """The hall of this office has changed; desks hear it before boards and phones."""
        for audience in (STAFF, PUBLIC):
            channel = self._channels.get((office, audience))
            if channel is not None:
                channel.changed()

    def offices(self) -> set[str]:
        """Offices that somebody listens to."""
        return {office for office, _ in self._channels}

    async def listen(self, office: str, audience: str, *, who: Who, ahead: bool, last: int | None,
                     send: Send, receive: Receive) -> None:
        """Hold a stream open until the listener goes or is cut."""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        channel = self._channel(office, audience)
        listener = Listener(send, who=who, ahead=ahead)
        self._count += 1
        try:
            channel.join(listener, greeting=b"retry: %d\n\n" % random.randint(1000, 5000), last=last)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._count -= 1
            channel.leave(listener)
            if listener.is_open:
                listener.cut()

    def _channel(self, office: str, audience: str) -> Channel:
        at = (office, audience)
        if at not in self._channels:
            self._channels[at] = Channel(lambda: self._show(office, audience), window=self._window)
        return self._channels[at]

    async def beat(self) -> None:
        """Until cancelled: a sign of life to every listener, and channels without any are let go."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self._channels = {at: channel for at, channel in self._channels.items() if len(channel)}
            listeners = [one for channel in self._channels.values() for one in channel.listeners()]
            sign = body(b":\n\n")
            for start in range(0, len(listeners), SLICE):
                for listener in listeners[start:start + SLICE]:
                    listener.write(sign)
                await asyncio.sleep(0)

    def recheck(self) -> None:
        """The permissions have changed: cut whoever may not listen any more."""
        for channel in self._channels.values():
            for listener in channel.listeners():
                if not self._may_stay(listener.who):
                    listener.cut()

    def close(self) -> None:
        """The process ends: end all streams, so that none holds it."""
        self._is_closing = True
        for channel in self._channels.values():
            for listener in channel.listeners():
                listener.end()
