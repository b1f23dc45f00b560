"""espeak-ng, a separate program that many systems have: small, free, and it speaks Polish."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from okienko.links.voice.speaker import NoVoice

NAMES = ("espeak-ng", "espeak")
VOICES = {"pl": "pl", "en": "en-gb", "uk": "uk"}
#: A hall echoes: slower than the program's usual 175 words a minute, with a pause between words.
WORDS_PER_MINUTE = 135
PAUSE = 4
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Espeak:
    """The program at this path."""

    path: str

    def say(self, text: str, *, language: str, into: Path) -> None:
        """Write the sentence as a recording; raises NoVoice when the program cannot."""
        if language not in VOICES:
            raise NoVoice(NoVoice.__doc__)
        asked = [self.path, "-v", VOICES[language], "-s", str(WORDS_PER_MINUTE), "-g", str(PAUSE),
                 "-w", str(into), "--stdin"]
        try:
            done = subprocess.run(asked, input=text.encode(), capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoVoice(NoVoice.__doc__) from error
        if done.returncode != 0 or not into.exists() or not into.stat().st_size:
            raise NoVoice(NoVoice.__doc__)


def found() -> Espeak | None:
    """The program, if this machine has it; for `doctor` and for the boards."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return Espeak(path) if path else None
