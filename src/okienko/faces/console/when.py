"""Days and moments as they are given to a command: such as an office may have, so that one may reckon around them."""

import argparse
from datetime import date, datetime
from typing import Final

from okienko.faces.console.words import say

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200


def day(text: str) -> date:
    """Read "2026-11-23"."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(say("“{text}” is no day between {first} and {last}; write 2026-11-23",
                                             text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return read


def moment(text: str) -> datetime:
    """Read "2026-11-23T10:00", with an offset or without."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(say("“{text}” is no day and time between {first} and {last}; "
                                             "write 2026-11-23T10:00", text=text, first=FIRST_YEAR, last=LAST_YEAR))
    return read
