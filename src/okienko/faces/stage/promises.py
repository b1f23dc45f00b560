"""The promises of the letter, read from the one table that says them: docs/domain/letter.md.

The house's own test keeps that table true; nothing of it is repeated here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
TABLE = ROOT / "docs" / "domain" / "letter.md"
SCENARIOS = "tests/scenarios"
BUILT, THREAD, NOT_YET = "built", "thread", "not yet"
_ROW = re.compile(r"^\| (L\d\d) \|(.*)\|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: what it says, its rule (`module:name`), its screen (`face`, `face:route`,
    either with `#part`), scenario and state."""

    number: str
    english: str
    polish: str
    module: str
    screen: str
    scenario: str
    state: str

    def said(self, language: str) -> str:
        """The promise in Polish, or in English for every other language."""
        return self.polish if language == "pl" else self.english

    @property
    def rule(self) -> str | None:
        """The file with its rule, from the root of the repository; None while there is none."""
        path = "src/okienko/" + self.module.partition(":")[0].replace(".", "/") + ".py"
        return path if (ROOT / path).is_file() else None

    @property
    def face(self) -> str:
        """The face of its screen."""
        return self.screen.partition("#")[0].partition(":")[0]

    @property
    def page(self) -> str:
        """The route of the one page that shows it; empty where the face itself does."""
        return self.screen.partition("#")[0].partition(":")[2]

    @property
    def anchor(self) -> str:
        """The part of that page that shows it; empty for the page as a whole."""
        return self.screen.partition("#")[2]

    @property
    def is_built(self) -> bool:
        """Is there anything of it to be seen yet?"""
        return self.state != NOT_YET

    @property
    def rule_name(self) -> str:
        """The function, class or table in that file that is the rule."""
        return self.module.partition(":")[2]

    @property
    def proof(self) -> str | None:
        """Its scenario, from the root of the repository; None while there is none."""
        path = f"{SCENARIOS}/{self.scenario}"
        return path if (ROOT / path).is_file() else None


@lru_cache(maxsize=1)
def promises() -> tuple[Promise, ...]:
    """All promises, in order; none where the documents were not installed."""
    if not TABLE.is_file():
        return ()
    rows = _ROW.findall(TABLE.read_text(encoding="utf-8"))
    return tuple(Promise(number, *(cell.strip().strip("`") for cell in rest.split("|"))) for number, rest in rows)


def shown_files() -> dict[str, Path]:
    """Every rule and scenario that the page may show: its name from the root → its file."""
    names = {name for promise in promises() for name in (promise.rule, promise.proof) if name is not None}
    return {name: ROOT / name for name in sorted(names)}


def opened_at(text: str, name: str) -> tuple[str, str]:
    """The text before and from the line on which a function, class or table of this name begins."""
    word = re.escape(name)
    found = re.search(rf"^ *(?:(?:async )?def|class) {word}\b|^{word}\b[^=\n]*=", text, re.MULTILINE)
    at = found.start() if name and found else 0
    return text[:at], text[at:]
