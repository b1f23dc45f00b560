"""From one command to the last of many phones, against a bare loop that writes the same bytes to as many sockets."""

import socket
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench import load, plan, server
from tools.bench.program import Program, cycle
from tools.bench.sides import Refused

READ_SECONDS = 5


@dataclass
class Fanout:
    """Milliseconds until the last phone had each round's event, on both sides."""

    phones: int
    bytes: int = 0
    program: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)


def stream_of(office: str) -> plan.Request:
    """What a phone asks to be told of every change in an office's hall."""
    return plan.Request(plan.http("GET", f"/live/{office}/public/stream", headers={"accept": "text/event-stream"}))


def listening(program: Program, *, phones: int, folder: Path) -> Path:
    """The plan: the first connection sends commands, all others listen to the same hall."""
    office = program.offices[0]
    publisher = cycle(program.doors, office, desk=0, service=0)
    return plan.write(folder / "phones", [publisher, *[[stream_of(office.slug)]] * phones])


def event_of(program: Program, *, folder: Path) -> bytes:
    """The bytes of one change as the program sends them to a phone."""
    office = program.offices[0]
    with socket.create_connection(("127.0.0.1", program.server.port), timeout=READ_SECONDS) as phone:
        phone.sendall(stream_of(office.slug).wire)
        received = read_until(phone, b"", events=1)
        path = plan.write(folder / "one-cycle", [cycle(program.doors, office, desk=0, service=0)])
        load.drive(path, port=program.server.port, seconds=0)
        received = read_until(phone, received, events=2)
    events = [part for part in received.split(b"\n\n") if b"data:" in part]
    return events[1][events[1].index(b"id:") :] + b"\n\n"


def read_until(phone: socket.socket, received: bytes, *, events: int) -> bytes:
    """Read a stream until so many events have come whole; raises Refused."""
    while received.count(b"data:") < events or not received.rstrip(b"\r\n").endswith(b"}"):
        piece = phone.recv(65536)
        if not piece:
            raise Refused(f"the stream ended: {received[:200]!r}")
        received += piece
    return received


def measure(fanout: Fanout, program: Program, *, folder: Path, times: int) -> None:
    """One round: the program's phones, then the floor's."""
    event = event_of(program, folder=folder)
    fanout.bytes = len(event)
    reached = load.listen(
        listening(program, phones=fanout.phones, folder=folder), port=program.server.port, times=times
    )
    note(fanout.program, "the program", reached)
    post = plan.Request(plan.http("POST", "/", body={}))
    path = plan.write(folder / "sockets", [[post], *[[plan.Request(plan.http("GET", "/"))]] * fanout.phones])
    with server.write_loop(folder, event) as port:
        note(fanout.floor, "the write loop", load.listen(path, port=port, times=times))


def note(kept: list[float], name: str, reached: load.Reach) -> None:
    """Keep the median of the last phones' times; raises Refused when one was not reached."""
    if reached.missed or reached.bad or not reached.good:
        raise Refused(f"{name}: {reached.missed} phones not reached, {reached.bad} bad; {reached.first_bad}")
    kept.append(reached.last["p50_ms"])
