"""The port: whatever can say a sentence into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class NoVoice(Exception):
    """There is no voice for this language here; boards chime and show the call. Install `espeak-ng`."""


class Speaker(Protocol):
    """Says a sentence in a language into a WAV file; raises NoVoice."""

    def say(self, text: str, *, language: str, into: Path) -> None: ...
