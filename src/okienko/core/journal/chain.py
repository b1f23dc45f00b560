"""A line of the journal as it is stored, and the chain of hashes.

Each line's hash covers the hash of the line before it, so whoever changes,
removes or inserts a line must change all that follow: `okienko verify` walks the
chain. What is hashed is what is stored, to the byte; nothing is encoded again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

#: What the first line of a stream holds as the hash before it.
START = bytes(32)


class Line(NamedTuple):
    """One line: `at` is naive UTC text as the database has it, `body` is JSON text, `part` counts a command's lines."""

    office: int
    stream: str
    seq: int
    at: str
    kind: str
    visit: int | None
    desk: str | None
    by: str
    body: str
    part: int
    key: str | None
    digest: bytes | None
    hash: bytes = START


Columns = tuple[int, str, int, str, str, int | None, str | None, str, str, int, str | None, bytes | None]


def canonical(columns: Columns) -> bytes:
    """The bytes of a line that are hashed: its columns but the hash, NUL between them, `=` before what is present."""
    office, stream, seq, at, kind, visit, desk, by, body, part, key, digest = columns
    return (
        f"{office}\0{stream}\0{seq}\0{at}\0{kind}\0{'' if visit is None else visit}\0"
        f"{'' if desk is None else '=' + desk}\0{by}\0{part}\0{'' if key is None else '=' + key}\0"
        f"{'' if digest is None else digest.hex()}\0{body}"
    ).encode()


def link(line: Line, *, before: bytes) -> bytes:
    """The hash of a line that follows one with the hash `before`."""
    return sha256(before + canonical(line[:-1])).digest()


def chained(columns: Columns, *, before: bytes) -> Line:
    """The line of these columns, linked to the one whose hash is `before`."""
    return Line._make((*columns, sha256(before + canonical(columns)).digest()))
