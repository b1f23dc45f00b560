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


#: Why a file is no queue log; codes for whoever says it.
DAMAGED, NOT_TEXT, NOT_CSV = "damaged", "not-text", "not-csv"


class UnreadableLog(Exception):
    """The file cannot be read as a queue log: `why` is one of the codes above, or the error of the system."""

    def __init__(self, path: Path, why: str | OSError) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a log, one by one; raises UnreadableLog with the reason."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == GZIP
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") if packed else \
                path.open(encoding="utf-8-sig", newline="") as text:
            yield from csv.DictReader(text)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableLog(path, DAMAGED) from error
    except UnicodeDecodeError as error:
        raise UnreadableLog(path, NOT_TEXT) from error
    except csv.Error as error:
        raise UnreadableLog(path, NOT_CSV) from error
    except OSError as error:
        raise UnreadableLog(path, error) from error
