"""A hall that changes, and a screen that listens to it, for the tests of the hub: no server, no sockets."""

import asyncio
import json
from dataclasses import dataclass

from okienko.core.hall.picture import apply_changes, changes
from okienko.core.people.who import ANYBODY
from okienko.faces.live.stream.hub import Hub


@dataclass
class State:
    seq: int
    body: bytes


class Source:
    """A hall as the keeper shows it: one section of rows that change; publishes when told to."""

    def __init__(self) -> None:
        self.seq, self.picture = 1, {"visits": {"1": {"state": "waiting"}}}
        self.published, self.watchers = (self.seq, self.picture), 0
        self.hub = Hub(may_stay=lambda _: True)
        self.hub.halls = self

    async def watch(self, slug: str, audience: str) -> State:
        if not self.watchers:
            self.published = (self.seq, self.picture)
        self.watchers += 1
        return self.snapshot(slug, audience)

    def unwatch(self, slug: str, audience: str) -> None:
        self.watchers -= 1

    def snapshot(self, slug: str, audience: str) -> State:
        seq, picture = self.published
        return State(seq, json.dumps({"seq": seq, "picture": picture}).encode())

    def change(self, key: str, value: object) -> None:
        rows = dict(self.picture["visits"])
        if value is None:
            rows.pop(key, None)
        else:
            rows[key] = {"state": value}
        self.seq, self.picture = self.seq + 1, {"visits": rows}

    def publish(self) -> None:
        """What happened since the last time, as one change."""
        if self.watchers and self.published[1] is not self.picture:
            (start, before), self.published = self.published, (self.seq, self.picture)
            told = {"from": start, "seq": self.seq, **changes(before, self.picture)}
            self.hub.publish("demo", "public", self.seq, json.dumps(told).encode())


class Screen:
    """A listener as a browser is one: applies events, remembers the last id, may be cut and come back."""

    def __init__(self, hub: Hub) -> None:
        self.hub, self.last, self.picture, self.task = hub, None, None, None
        self.ids, self.events, self.takes = [], [], asyncio.Event()
        self.takes.set()

    async def send(self, message) -> None:
        if not self.takes.is_set():
            await self.takes.wait()
        if self.gone.is_set():
            return
        if message["type"] == "http.response.body" and message["body"]:
            for block in message["body"].decode().split("\n\n"):
                self._event(block)

    def _event(self, block: str) -> None:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" not in fields:
            return
        told = json.loads(fields["data"])
        assert int(fields["id"]) == told["seq"]
        if fields["event"] == "picture":
            self.picture = told["picture"]
        else:
            assert told["from"] == self.last
            self.picture = apply_changes(self.picture, told)
        self.last = told["seq"]
        self.ids.append(self.last)
        self.events.append(fields["event"])

    async def connect(self, *, ahead: bool = False) -> None:
        if self.task is None:
            self.gone = asyncio.Event()
            self.task = asyncio.create_task(self.hub.listen("demo", "public", who=ANYBODY, ahead=ahead, last=self.last,
                                                            send=self.send, receive=self._receive))
            await asyncio.sleep(0)

    async def _receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def cut(self) -> None:
        if self.task is not None:
            self.gone.set()
            self.takes.set()
            await self.task
            self.task = None


def run(story) -> None:
    with asyncio.Runner() as runner:
        runner.run(story())
