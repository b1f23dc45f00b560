"""What is shown of a hall: pictures rendered lazily, once per change, for all who look.

A hall that nobody watches or reads is not rendered. A watched one is rendered at
its first change at once, further changes are gathered for a moment. What was
shown last stays when the database does not answer, marked stale.
"""

from __future__ import annotations

from asyncio import TimerHandle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from okienko.actions.keeper.memory import Memory
from okienko.core.hall.picture import Picture, changes, picture

Encode = Callable[[object], bytes]
Publish = Callable[[str, str, int, bytes], None]


@dataclass(frozen=True, slots=True)
class State:
    """A hall's picture for an audience: `body` is `{"seq": …, "picture": {…}}` as JSON, `etag` its quoted tag.

    `stale` says that the database does not answer and this is what was last known.
    """

    seq: int
    etag: str
    body: bytes
    stale: bool = False


@dataclass(slots=True)
class _Shown:
    picture: Picture
    state: State


@dataclass(slots=True)
class Show:
    """The pictures of one office's hall, and who watches them."""

    slug: str
    watchers: dict[str, int] = field(default_factory=dict)
    shown: dict[str, _Shown] = field(default_factory=dict)
    timer: TimerHandle | None = None
    published_at: float = float("-inf")

    def current(self, audience: str, memory: Memory) -> State | None:
        """What is shown, if it is the hall of this moment."""
        found = self.shown.get(audience)
        if found is None or found.state.etag != _tag(audience, memory):
            return None
        return found.state

    def last(self, audience: str, *, stale: bool) -> State | None:
        """What was shown last."""
        found = self.shown.get(audience)
        return replace(found.state, stale=stale) if found else None

    def render(self, audience: str, memory: Memory, *, encode: Encode) -> State:
        """Render the hall; only when nothing is decided that is not committed."""
        fresh = picture(memory.hall, rules=memory.rules, audience=audience)
        state = State(seq=memory.hall.seq, etag=_tag(audience, memory),
                      body=encode({"seq": memory.hall.seq, "picture": fresh}))
        self.shown[audience] = _Shown(fresh, state)
        return state

    def publish(self, memory: Memory, *, encode: Encode, publish: Publish) -> None:
        """Render for each audience that watches and publish what leads there from what was shown before."""
        for audience in self.watchers:
            before = self.shown.get(audience)
            if before is not None and before.state.etag == _tag(audience, memory):
                continue
            self.render(audience, memory, encode=encode)
            if before is not None:
                change = changes(before.picture, self.shown[audience].picture)
                body = encode({"seq": memory.hall.seq, "from": before.state.seq, **change})
                publish(self.slug, audience, memory.hall.seq, body)


def _tag(audience: str, memory: Memory) -> str:
    return _written(audience, memory.committed, memory.revision, memory.rules.day)


@lru_cache(maxsize=4096)
def _written(audience: str, committed: int, revision: int, day: date) -> str:
    """Written once for each change and compared at each read."""
    return f'"{audience[0]}{committed}-{revision}-{day:%j}"'
