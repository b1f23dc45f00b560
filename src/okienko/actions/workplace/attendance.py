"""Who has the screen of a desk open: told to whoever must know before a key is pressed there.

Nobody listens in an office at work. A demonstration does: the desk of a person
who looks at it is not played any more.
"""

from __future__ import annotations

from collections.abc import Callable

#: Called with who looks (`person:so-1`) and the desk, in the thread of the page.
Note = Callable[[str, str], None]

_note: Note | None = None


def listen(note: Note | None) -> None:
    """From now on tell this one; None tells nobody."""
    global _note
    _note = note


def attend(by: str, desk: str) -> None:
    """Somebody's screen of the desk at which this one is signed in is shown."""
    if _note is not None:
        _note(by, desk)
