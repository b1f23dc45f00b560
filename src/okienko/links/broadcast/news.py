"""The way from node to node."""

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
