"""Recordings kept in a folder: each sentence is said once, and the oldest go when the folder is full."""

from __future__ import annotations

import os
import tempfile
import threading
from hashlib import blake2b
from pathlib import Path

from okienko.links.voice.speaker import NoVoice, Speaker

LIMIT = 3000


class Shelf:
    """A folder of recordings; `speaker` is None where the machine has no voice."""

    def __init__(self, folder: Path, *, speaker: Speaker | None, limit: int = LIMIT) -> None:
        self._folder, self._speaker, self._limit = folder, speaker, limit
        self._lock = threading.Lock()

    def find(self, text: str, *, language: str) -> Path | None:
        """The recording of a sentence that was said before."""
        path = self._path(text, language)
        return path if path.exists() else None

    def get(self, text: str, *, language: str) -> Path:
        """The recording of a sentence, made now if need be; raises NoVoice."""
        known = self.find(text, language=language)
        if known is not None:
            return known
        if self._speaker is None:
            raise NoVoice(NoVoice.__doc__)
        with self._lock:
            return self.find(text, language=language) or self._record(text, language, self._speaker)

    def _record(self, text: str, language: str, speaker: Speaker) -> Path:
        """Written beside and then put in its place: nobody reads half a recording."""
        path = self._path(text, language)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=".new", dir=self._folder)
            os.close(handle)
        except OSError as error:
            raise NoVoice(NoVoice.__doc__) from error
        fresh = Path(name)
        try:
            speaker.say(text, language=language, into=fresh)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        self._make_room()
        return path

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in kept[:max(0, len(kept) - self._limit)]:
            path.unlink(missing_ok=True)

    def _path(self, text: str, language: str) -> Path:
        name = blake2b(f"{language}|{text}".encode(), digest_size=12).hexdigest()
        return self._folder / f"{name}.wav"
