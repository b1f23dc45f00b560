"""What the load sends: each connection's requests, in the file that load.c and generator.py read."""

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

KEY = b"k" * 32
ANY_2XX = 0


@dataclass(frozen=True)
class Request:
    """One HTTP request as it goes over the wire; `step` groups answers, `expected` is a status or any 2xx."""

    wire: bytes
    step: int = 0
    expected: int = ANY_2XX

    @property
    def key_at(self) -> int:
        """Where the idempotency key stands, which is written anew at each sending; -1 where there is none."""
        return self.wire.find(KEY)

    def packed(self) -> bytes:
        """The request as it stands in the plan."""
        length = len(KEY) if self.key_at >= 0 else 0
        return struct.pack("<IiIII", len(self.wire), self.key_at, length, self.expected, self.step) + self.wire


def http(method: str, path: str, *, headers: dict[str, str] | None = None, body: object = None) -> bytes:
    """A keep-alive HTTP/1.1 request; `body` is sent as JSON."""
    content = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        *(f"{name}: {it}" for name, it in (headers or {}).items()),
    ]
    if method != "GET":
        lines += ["content-type: application/json", f"content-length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def write(path: Path, connections: Iterable[Sequence[Request]]) -> Path:
    """Write the plan of all connections; gives the path."""
    listed = list(connections)
    parts = [struct.pack("<I", len(listed))]
    for requests in listed:
        parts.append(struct.pack("<I", len(requests)))
        parts += [request.packed() for request in requests]
    path.write_bytes(b"".join(parts))
    return path


def read(path: Path) -> list[list[Request]]:
    """The plan of all connections, as `write` wrote it."""
    packed, at = path.read_bytes(), 4
    connections: list[list[Request]] = []
    for _ in range(struct.unpack_from("<I", packed)[0]):
        (count,), at = struct.unpack_from("<I", packed, at), at + 4
        requests = []
        for _ in range(count):
            length, _, _, expected, step = struct.unpack_from("<IiIII", packed, at)
            requests.append(Request(packed[at + 20 : at + 20 + length], step=step, expected=expected))
            at += 20 + length
        connections.append(requests)
    return connections
