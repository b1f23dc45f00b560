"""All channels of this process: who may listen, the heartbeat, the end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from okienko.core.people.who import Who
from okienko.faces.live.stream.channel import Channel, State
from okienko.faces.live.stream.listener import Listener, Send, body

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
HEARTBEAT_SECONDS = 15.0
SLICE = 500
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Watched(Protocol):
    """What the hub needs of the hall keeper: pictures from which the published changes lead on."""

    async def watch(self, slug: str, audience: str, /) -> State: ...

    def unwatch(self, slug: str, audience: str, /) -> None: ...

    def snapshot(self, slug: str, audience: str, /) -> State | None: ...


class Hub:
    """Channels by office and audience; `halls` is bound before the first listener comes."""

    halls: Watched

    def __init__(self, *, may_stay: Callable[[Who], bool], limit: int = 18_000) -> None:
        self._may_stay, self._limit = may_stay, limit
        self._channels: dict[tuple[str, str], Channel] = {}
        self._count = 0
        self._is_closing = False

    @property
    def is_full(self) -> bool:
        return self._is_closing or self._count >= self._limit

    def __len__(self) -> int:
        return self._count

    def publish(self, office: str, audience: str, seq: int, change: bytes) -> None:
        """The keeper says what leads from the picture published last to the one at `seq`."""
        channel = self._channels.get((office, audience))
        if channel is not None:
            channel.publish(seq, change)

    async def listen(self, office: str, audience: str, *, who: Who, ahead: bool, last: int | None,
                     send: Send, receive: Receive) -> None:
        """Hold a stream open until the listener goes or is cut."""
        state = await self.halls.watch(office, audience)
        self._count += 1
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            state = self.halls.snapshot(office, audience) or state
            channel = self._channel(office, audience)
            listener = Listener(send, who=who, ahead=ahead)
            try:
                channel.join(listener, state, greeting=b"retry: %d\n\n" % random.randint(1000, 5000), last=last)
                while (await receive())["type"] != "http.disconnect":
                    pass
            finally:
                channel.leave(listener)
                if listener.is_open:
                    listener.cut()
        finally:
            self._count -= 1
            self.halls.unwatch(office, audience)

    def _channel(self, office: str, audience: str) -> Channel:
        at = (office, audience)
        if at not in self._channels:
            self._channels[at] = Channel(lambda: self._published(office, audience))
        return self._channels[at]

    def _published(self, office: str, audience: str) -> State:
        state = self.halls.snapshot(office, audience)
        if state is None:
            raise LookupError(f"nothing was published to {audience} of {office}")
        return state

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
