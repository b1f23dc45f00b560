"""One open stream, and how bytes are written to it without waiting for it.

The server's `send` finishes at once as long as the network takes the bytes. When
it would wait, the listener is slow: from then on one task writes what has
gathered, up to a bound, and whoever stays behind is cut off. A browser that was
cut comes back by itself and says where it stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from okienko.core.people.who import Who

Piece = MutableMapping[str, Any]
Send = Callable[[Piece], Awaitable[None]]
BACKLOG_BYTES = 256 * 1024
BACKLOG_SECONDS = 30


def body(data: bytes, *, more: bool = True) -> Piece:
    """A piece of a response as ASGI says it."""
    return {"type": "http.response.body", "body": data, "more_body": more}


class Listener:
    """Whoever listens; `ahead` marks boards and desks, told before phones; `seq` is the picture that it holds."""

    __slots__ = ("_backlog", "_backlog_bytes", "_send", "_task", "ahead", "is_open", "seq", "who")

    def __init__(self, send: Send, *, who: Who, ahead: bool) -> None:
        self._send, self.who, self.ahead, self.is_open, self.seq = send, who, ahead, True, -1
        self._backlog: list[bytes] | None = None
        self._backlog_bytes = 0
        self._task: asyncio.Task[None] | None = None

    def write(self, message: Piece) -> None:
        """Write now; or gather, when the network does not take it; or cut at the bound."""
        if not self.is_open:
            return
        if self._backlog is not None:
            self._gather(message["body"])
        elif not self._drive(message):
            self._backlog = []
            self._gather(message["body"])
            self._task = asyncio.get_running_loop().create_task(self._catch_up())

    def end(self) -> None:
        """End the response in good order, if the network takes it."""
        if self.is_open and self._backlog is None and self._drive(body(b"", more=False)):
            self.is_open = False
        else:
            self.cut()

    def cut(self) -> None:
        """Close the connection without waiting for what was not taken."""
        self.is_open = False
        self._backlog = None
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        transport = getattr(getattr(self._send, "__self__", None), "transport", None)
        if transport is not None:
            transport.abort()

    def _drive(self, message: Piece) -> bool:
        """Run the server's `send` as far as it goes without waiting; False when it would wait."""
        sending: Any = self._send(message)
        try:
            sending.send(None)
        except StopIteration:
            return True
        except (OSError, RuntimeError):
            self.is_open = False
            return True
        sending.close()
        return False

    def _gather(self, data: bytes) -> None:
        if self._backlog is None:
            return
        self._backlog.append(data)
        self._backlog_bytes += len(data)
        if self._backlog_bytes > BACKLOG_BYTES:
            self.cut()

    async def _catch_up(self) -> None:
        try:
            async with asyncio.timeout(BACKLOG_SECONDS):
                while self._backlog:
                    data, self._backlog, self._backlog_bytes = b"".join(self._backlog), [], 0
                    await self._send(body(data))
            self._backlog = None
        except (TimeoutError, OSError, RuntimeError):
            self.cut()
