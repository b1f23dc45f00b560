"""A queue log as a file: comma-separated values, plain or gzipped."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from okienko.core.replay.samples import Row

GZIP = b"\x1f\x8b"
#: The longest cell that is read; a log has short ones.
LONGEST_CELL = 10_000


class UnreadableLog(Exception):
    """The file cannot be read as a queue log."""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a log, one by one; raises UnreadableLog with the reason."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == GZIP
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") if packed else \
                path.open(encoding="utf-8-sig", newline="") as text:
            yield from csv.DictReader(text)
    except OSError as error:
        raise UnreadableLog(f"{path}: {error.strerror or error}") from error
    except (EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableLog(f"{path}: {error}") from error
