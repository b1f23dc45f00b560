"""Days and moments as they are given to a command: such as an office may have, so that one may reckon around them."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from okienko.faces.console.words import say

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
When = TypeVar("When", date, datetime)


def day(text: str) -> date:
    """Read "2026-11-23"."""
    read = _within(date.fromisoformat, text)
    if read is None:
        raise argparse.ArgumentTypeError(say("“{text}” is no day between {first} and {last}; write 2026-11-23",
                                             text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return read


def moment(text: str) -> datetime:
    """Read "2026-11-23T10:00", with an offset or without."""
    read = _within(datetime.fromisoformat, text)
    if read is None:
        raise argparse.ArgumentTypeError(say("“{text}” is no day and time between {first} and {last}; "
                                             "write 2026-11-23T10:00", text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return read


def _within(read: Callable[[str], When], text: str) -> When | None:
    """What is read, if it lies in the years for which a command is answered."""
    try:
        found = read(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
