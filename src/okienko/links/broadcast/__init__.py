"""News of halls from node to node: a hint that there is something to read, never the thing itself.

Each node looks once a second at the highest seq of its halls anyway; a hint only makes it look at once, so a hint that
is lost costs a second and nothing else. One process alone on an SQLite file has nobody to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Hear = Callable[[str, int], None]


class News(Protocol):
    """The way from this node to the others and back."""

    def begin(self, hear: Hear) -> None:
        """Listen from now on: `hear(office, seq)` is called in a thread of its own."""

    def announce(self, told: Mapping[str, int]) -> None:
        """Tell the others up to which seq each office's journal goes; returns at once."""

    def end(self) -> None:
        """Tell and listen no more."""


def news_of(url: str) -> News | None:
    """The news of a database address; None where only one process can serve it."""
    if url.startswith("sqlite:"):
        return None
    from okienko.links.broadcast.postgres import PostgresNews

    return PostgresNews(url)
