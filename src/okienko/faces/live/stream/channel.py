"""What one audience of one hall is shown, and everybody who listens.

A first change goes out at once; those that follow within the window go out
together at its end. Boards and desks are told first, then the phones in slices,
so that commands are answered in between. While one message is being told no
other begins: each listener gets every message, in order.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import msgspec

from okienko.core.hall.picture import Picture, changes
from okienko.faces.live.stream.listener import Listener, body

RING = 256
AGAIN_SECONDS = 1.0
SLICE = 250

logger = logging.getLogger(__name__)
Piece = MutableMapping[str, Any]
Show = Callable[[], tuple[int, Picture]]


@dataclass(frozen=True, slots=True)
class Message:
    """What leads from the picture at `start` to the one at `seq`, ready to be sent."""

    start: int
    seq: int
    event: bytes


class Channel:
    """The published picture, the last messages, the listeners."""

    def __init__(self, show: Show, *, window: float) -> None:
        self._show, self._window = show, window
        self.seq, self._picture = show()
        self._ring: deque[Message] = deque(maxlen=RING)
        self._ahead: dict[Listener, None] = {}
        self._others: dict[Listener, None] = {}
        self._fresh: bytes | None = None
        self._busy = False
        self._changed = False

    def __len__(self) -> int:
        return len(self._ahead) + len(self._others)

    def listeners(self) -> list[Listener]:
        """Everybody who listens, boards and desks first."""
        return [*self._ahead, *self._others]

    def join(self, listener: Listener, *, greeting: bytes, last: int | None) -> None:
        """Bring a listener up to the published picture; from now on it gets every message."""
        (self._ahead if listener.ahead else self._others)[listener] = None
        missed = self._since(last)
        listener.write(body(greeting + (self._whole() if missed is None else missed)))

    def leave(self, listener: Listener) -> None:
        self._ahead.pop(listener, None)
        self._others.pop(listener, None)

    def changed(self) -> None:
        """The hall has changed: publish at once, or at the end of the window that runs."""
        self._changed = True
        if not self._busy:
            self._busy = True
            asyncio.get_running_loop().call_soon(self._publish)

    def _publish(self) -> None:
        loop = asyncio.get_running_loop()
        if not self._changed:
            self._busy = False
            return
        self._changed = False
        try:
            message = self._advance()
        except Exception:
            logger.exception("the picture of a hall could not be made; trying again")
            self._changed = True
            loop.call_later(AGAIN_SECONDS, self._publish)
            return
        if message is None:
            self._busy = False
            return
        self._ring.append(message)
        rest = list(self._others)
        piece = body(message.event)
        for listener in list(self._ahead):
            listener.write(piece)
        self._tell(rest, piece, 0, loop)

    def _advance(self) -> Message | None:
        seq, fresh = self._show()
        if seq == self.seq:
            return None
        change = {"from": self.seq, "seq": seq, **changes(self._picture, fresh)}
        message = Message(self.seq, seq, event_of("change", seq, _encode(change)))
        self.seq, self._picture, self._fresh = seq, fresh, None
        return message

    def _tell(self, listeners: list[Listener], piece: Piece, start: int, loop: asyncio.AbstractEventLoop) -> None:
        for listener in listeners[start:start + SLICE]:
            listener.write(piece)
        if start + SLICE < len(listeners):
            loop.call_soon(self._tell, listeners, piece, start + SLICE, loop)
        else:
            loop.call_later(self._window, self._publish)

    def _since(self, last: int | None) -> bytes | None:
        """The messages after `last`; None when they are not all here and the whole picture is needed."""
        if last is None or not self._ring:
            return None
        if last == self.seq:
            return b""
        after = [message.event for message in self._ring if message.start >= last]
        known = any(message.start == last for message in self._ring)
        return b"".join(after) if known else None

    def _whole(self) -> bytes:
        if self._fresh is None:
            shown = {"seq": self.seq, "picture": self._picture}
            self._fresh = event_of("picture", self.seq, _encode(shown))
        return self._fresh


def event_of(name: str, seq: int, data: bytes) -> bytes:
    """One server-sent event; the data is JSON and holds no line break."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (seq, name.encode(), data)


_encode = msgspec.json.Encoder(enc_hook=str).encode
