"""What is asked again and again is read once.

A desk sends the same head all day long, but for its idempotency key. A head that the parser has read and that was
admitted need not be parsed, checked and admitted again: byte for byte the same, it means the same. So a request
is cut at its key; what is left of its head is looked up, and holds until permissions are renewed or the token ends.
So it is with whoever asks for the same picture again (`Looks`), whose request is looked up as a whole.
Anything else, the smallest difference too, is for the parser (`protocol`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from okienko.core.hall.commands import Command
from okienko.core.people.who import NOBODY
from okienko.faces.live.bodies import MAX_KEY, OFTEN_SAID
from okienko.faces.live.wire import Ask

METHOD, LOOKING = b"POST /live/", b"GET /live/"
HEAD_END = b"\r\n\r\n"
#: A key's line, as programs and as browsers write its name.
NAMES = (b"\r\nidempotency-key: ", b"\r\nIdempotency-Key: ")
NAME = NAMES[0].strip(b"\r\n: ")
#: So many heads are kept, each so long at most, so many commands of each, and so many requests for pictures.
HEADS, LONGEST_HEAD, COMMANDS, LOOKS = 4096, 2000, 64, 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked: the command that may be given, whether for any desk, and what tells it from another."""

    command: Command
    any_desk: bool
    digest: bytes


@dataclass(slots=True, eq=False)
class Head:
    """A head that was read and admitted: the length of the body it announces, until when it holds, what it asked."""

    ask: Ask
    length: int
    renewed: int
    wanted: dict[bytes, Wanted] = field(default_factory=dict)


def cut(wire: bytes) -> tuple[bytes, str, bytes] | None:
    """The head without its key, the key, and the body; None when it is not that plain."""
    end = wire.find(HEAD_END)
    if not 0 < end <= LONGEST_HEAD:
        return None
    for name in NAMES:
        at = wire.find(name, 0, end)
        if at > 0:
            begin = at + len(name)
            stop = wire.find(b"\r\n", begin)
            key = wire[begin:stop]
            is_plain = key.isalnum() or key.replace(b"-", b"").isalnum()
            if not is_plain or len(key) > MAX_KEY:
                return None
            return wire[:begin] + wire[stop:end], key.decode("ascii"), wire[end + 4 :]
    return None


class Heads:
    """The heads that are known; `renewed` counts how often permissions were, `now` is the time in which tokens end."""

    def __init__(self, *, renewed: Callable[[], int], now: Callable[[], float]) -> None:
        self._renewed, self._now = renewed, now
        self._heads: dict[bytes, Head] = {}

    def find(self, wire: bytes) -> tuple[Head, str, bytes] | None:
        """The known head of a whole request, its key, and its body."""
        parts = cut(wire)
        if parts is None:
            return None
        head, key, body = parts
        known = self._heads.get(head)
        if known is None or known.length != len(body):
            return None
        if known.renewed != self._renewed() or self._now() >= known.ask.until:
            del self._heads[head]
            return None
        return known, key, body

    def keep(self, wire: bytes, ask: Ask, *, body: bytes, wanted: Wanted) -> None:
        """What came in these bytes was one request with this body, and was admitted: remember its head."""
        parts = cut(wire) if wire.startswith(METHOD) else None
        if parts is None or parts[2] != body or parts[0].lower().count(NAME) != 1:
            return
        if len(self._heads) >= HEADS:
            self._heads.clear()
        known = self._heads[parts[0]] = Head(ask, len(body), self._renewed())
        keep_wanted(known, body, wanted)


def keep_wanted(known: Head, body: bytes, wanted: Wanted) -> None:
    """Remember what is asked with this body, if it is one of the few things that are said all day long."""
    if len(body) <= OFTEN_SAID:
        if len(known.wanted) >= COMMANDS:
            known.wanted.clear()
        known.wanted[body] = wanted


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A request for a picture that was read and admitted: until when that holds, and which picture is known already."""

    ask: Ask
    tag: bytes | None
    renewed: int
    until: float


class Looks:
    """The requests for pictures that are known, by all of their bytes; `renewed` and `now` as those of `Heads`."""

    def __init__(self, *, renewed: Callable[[], int], now: Callable[[], float]) -> None:
        self._renewed, self._now = renewed, now
        self._looks: dict[bytes, Look] = {}

    def find(self, wire: bytes) -> Look | None:
        """The known request in these bytes."""
        look = self._looks.get(wire)
        if look is None or (look.renewed == self._renewed() and self._now() < look.until):
            return look
        del self._looks[wire]
        return None

    def keep(self, ask: Ask) -> None:
        """Remember a request that was admitted, if it came alone, without a body, and is not too long."""
        wire = ask.wire
        is_alone = wire.startswith(LOOKING) and wire.find(HEAD_END) == len(wire) - len(HEAD_END)
        if not is_alone or len(wire) > LONGEST_HEAD:
            return
        if len(self._looks) >= LOOKS:
            self._looks.clear()
        until = inf if ask.asker.kind == NOBODY else ask.until
        self._looks[wire] = Look(ask, ask.headers.get(b"if-none-match"), self._renewed(), until)
