"""Everybody who listens to one audience of one hall.

The keeper publishes what leads from one picture to the next: the first change at
once, further ones gathered for a moment. Here each is made an event once. Boards
and desks are told first, then the phones in slices, so that commands are answered
in between. While one message is being told no other begins: each listener gets
every message, in order.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from okienko.faces.live.stream.listener import Listener, Piece, body

RING = 256
SLICE = 250


class State(Protocol):
    """A published picture: `body` is `{"seq": …, "picture": …}` as JSON."""

    @property
    def seq(self) -> int: ...

    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Message:
    """What leads from the picture at `start` to the one at `seq`, ready to be sent."""

    start: int
    seq: int
    piece: Piece


class Channel:
    """The last messages and the listeners; `snapshot` gives the picture that was published last."""

    def __init__(self, snapshot: Callable[[], State]) -> None:
        self._snapshot = snapshot
        self._seq = -1
        self._ring: deque[Message] = deque(maxlen=RING)
        self._waiting: deque[Message] = deque()
        self._is_telling = False
        self._ahead: dict[Listener, None] = {}
        self._others: dict[Listener, None] = {}
        self._whole: tuple[int, bytes] = (-1, b"")

    def __len__(self) -> int:
        return len(self._ahead) + len(self._others)

    def listeners(self) -> list[Listener]:
        """Everybody who listens, boards and desks first."""
        return [*self._ahead, *self._others]

    def join(self, listener: Listener, state: State, *, greeting: bytes, last: int | None) -> None:
        """Bring a listener up to the published picture; from now on it gets every message."""
        if state.seq < self._seq:
            state = self._snapshot()
        if state.seq != self._seq:
            self._seq = state.seq
            self._ring.clear()
        missed = self._since(last)
        listener.seq = state.seq
        (self._ahead if listener.ahead else self._others)[listener] = None
        listener.write(body(greeting + (self._picture(state) if missed is None else missed)))

    def leave(self, listener: Listener) -> None:
        self._ahead.pop(listener, None)
        self._others.pop(listener, None)

    def publish(self, seq: int, change: bytes) -> None:
        """Tell a change to everybody. One without a new number (new rules) is told as the whole picture."""
        if seq > self._seq:
            message = Message(self._seq, seq, body(event_of("change", seq, change)))
            self._ring.append(message)
        else:
            self._ring.clear()
            message = Message(-1, seq, body(event_of("picture", seq, self._snapshot().body)))
            self._whole = (-1, b"")
        self._seq = seq
        self._waiting.append(message)
        if not self._is_telling:
            self._is_telling = True
            asyncio.get_running_loop().call_soon(self._tell_next)

    def _tell_next(self) -> None:
        if not self._waiting:
            self._is_telling = False
            return
        message = self._waiting.popleft()
        for listener in list(self._ahead):
            self._tell(listener, message)
        self._tell_slice(list(self._others), message, 0)

    def _tell_slice(self, listeners: list[Listener], message: Message, start: int) -> None:
        for listener in listeners[start:start + SLICE]:
            self._tell(listener, message)
        loop = asyncio.get_running_loop()
        if start + SLICE < len(listeners):
            loop.call_soon(self._tell_slice, listeners, message, start + SLICE)
        else:
            loop.call_soon(self._tell_next)

    def _tell(self, listener: Listener, message: Message) -> None:
        """Who came while the message was on its way has it already; who is out of step gets the whole picture."""
        if message.start < 0 or listener.seq == message.start:
            listener.seq = message.seq
            listener.write(message.piece)
        elif listener.seq < message.seq:
            state = self._snapshot()
            listener.seq = state.seq
            listener.write(body(self._picture(state)))

    def _since(self, last: int | None) -> bytes | None:
        """The messages after `last`; None when they are not all here and the whole picture is needed."""
        if last is None or not self._ring:
            return None
        if last == self._ring[-1].seq:
            return b""
        if not any(message.start == last for message in self._ring):
            return None
        return b"".join(message.piece["body"] for message in self._ring if message.start >= last)

    def _picture(self, state: State) -> bytes:
        if self._whole[0] != state.seq:
            self._whole = (state.seq, event_of("picture", state.seq, state.body))
        return self._whole[1]


def event_of(name: str, seq: int, data: bytes) -> bytes:
    """One server-sent event; the data is JSON and holds no line break."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (seq, name.encode(), data)
