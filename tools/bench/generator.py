"""The load in Python, for machines without a C compiler: words, plan and answer as in load.c.

python -m tools.bench.generator drive PLAN PORT SECONDS
python -m tools.bench.generator listen PLAN PORT TIMES QUIET
"""

import asyncio
import json
import os
import sys
import time
from itertools import cycle
from pathlib import Path

from tools.bench import plan

STEPS = 16
SAID = 200
PATIENCE_SECONDS = 20
RUN = f"{time.time_ns():016x}"[-16:]


class Tally:
    """Answers counted and timed."""

    def __init__(self) -> None:
        self.good, self.bad, self.cut, self.sent, self.first_bad = 0, 0, 0, 0, ""
        self.steps: list[list[float]] = [[] for _ in range(STEPS)]

    def key(self) -> bytes:
        """The next idempotency key of this run."""
        self.sent += 1
        return f"{RUN}{os.getpid() % 65536:04x}{self.sent:012x}".encode()

    def count(self, request: plan.Request, *, status: int, head: bytes, seconds: float) -> None:
        """Count one answer."""
        fits = status == request.expected if request.expected else 200 <= status < 300
        self.good, self.bad = self.good + fits, self.bad + (not fits)
        if not fits and not self.first_bad:
            self.first_bad = f"step {request.step}: {head.decode('latin-1')[:SAID]}"
        self.steps[request.step % STEPS].append(seconds * 1000)


def figures(milliseconds: list[float]) -> dict[str, float]:
    """Count, median, 99th percentile and largest of some times."""
    ranked = sorted(milliseconds) or [0.0]
    at = {"p50_ms": 0.5, "p99_ms": 0.99, "max_ms": 1.0}
    shares = {name: round(ranked[int(share * (len(ranked) - 1))], 3) for name, share in at.items()}
    return {"count": len(milliseconds), **shares}


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The status and the head of one answer whose body has been read to its end."""
    head = await reader.readuntil(b"\r\n\r\n")
    status, lowered = int(head[9:12]), head.lower()
    if status in (204, 304):
        return status, head
    if b"transfer-encoding: chunked" in lowered:
        await reader.readuntil(b"0\r\n\r\n")
    elif b"content-length:" in lowered:
        await reader.readexactly(int(lowered.split(b"content-length:")[1].split(b"\r\n")[0]))
    return status, head


async def send(
    request: plan.Request, *, tally: Tally, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Send one request, wait for its answer and count it."""
    wire = request.wire.replace(plan.KEY, tally.key(), 1) if request.key_at >= 0 else request.wire
    began = time.perf_counter()
    writer.write(wire)
    status, head = await read_answer(reader)
    tally.count(request, status=status, head=head, seconds=time.perf_counter() - began)


async def keep_sending(requests: list[plan.Request], *, tally: Tally, port: int, end: float) -> None:
    """One connection of `drive`: its requests in turn until the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in cycle(requests):
        if time.monotonic() >= end and request.step == requests[0].step:
            break
        try:
            await send(request, tally=tally, reader=reader, writer=writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            tally.cut += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def drive(path: Path, port: int, seconds: float) -> dict[str, object]:
    """All connections send for so many seconds."""
    tally, began = Tally(), time.monotonic()
    every = (keep_sending(one, tally=tally, port=port, end=began + seconds) for one in plan.read(path))
    await asyncio.gather(*every)
    counts = {"good": tally.good, "bad": tally.bad, "cut": tally.cut, "first_bad": tally.first_bad}
    return {"seconds": time.monotonic() - began, **counts, "steps": [figures(step) for step in tally.steps]}


class Listener(asyncio.Protocol):
    """One open stream: remembers when the first event since the last publishing came."""

    def __init__(self, request: plan.Request) -> None:
        self.request, self.tail, self.event_at, self.latest = request, b"", 0.0, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request.wire)

    def data_received(self, received: bytes) -> None:
        seen = self.tail + received
        self.tail = seen[-4:]
        if b"data:" in seen:
            self.tail, self.latest = b"", time.perf_counter()
            self.event_at = self.event_at or self.latest


async def settle(listeners: list[Listener], *, quiet: float) -> None:
    """Wait until no event has come for a while."""
    end = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < end:
        await asyncio.sleep(quiet)
        if max(listener.latest for listener in listeners) < time.perf_counter() - quiet:
            return


async def until_all_have_it(listeners: list[Listener]) -> None:
    """Wait until every listener has an event, or patience ends."""
    end = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < end and not all(listener.event_at for listener in listeners):
        await asyncio.sleep(0.005)


async def listen(path: Path, port: int, times: int, quiet: float) -> dict[str, object]:
    """The first connection publishes, the others listen."""
    publisher, *others = plan.read(path)
    loop, tally = asyncio.get_running_loop(), Tally()
    listeners = [Listener(requests[0]) for requests in others]
    for listener in listeners:
        await loop.create_connection(lambda listener=listener: listener, "127.0.0.1", port)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await settle(listeners, quiet=max(quiet, 1.0))
    last, each, missed = [], [], 0
    for _, request in zip(range(times), cycle(publisher), strict=False):
        for listener in listeners:
            listener.event_at = 0.0
        began = time.perf_counter()
        await send(request, tally=tally, reader=reader, writer=writer)
        await until_all_have_it(listeners)
        taken = [(listener.event_at - began) * 1000 for listener in listeners if listener.event_at]
        missed += len(listeners) - len(taken)
        each, last = each + taken, [*last, max(taken, default=0.0)]
        await settle(listeners, quiet=quiet)
    counts = {"good": tally.good, "bad": tally.bad, "missed": missed, "first_bad": tally.first_bad}
    return {
        "listeners": len(listeners),
        "published": times,
        **counts,
        "last": figures(last),
        "each": figures(each),
    }


def main(words: list[str]) -> None:
    """Do what the words say and print what came of it as one line of JSON."""
    what, path, port, amount = words[0], Path(words[1]), int(words[2]), words[3]
    if what == "drive":
        outcome = asyncio.run(drive(path, port, float(amount)))
    else:
        outcome = asyncio.run(listen(path, port, int(amount), float(words[4]) / 1000))
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(sys.argv[1:])
