"""The names of the icons that the sprite holds: a misspelt icon fails when its page is written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).with_name("static") / "ui" / "icons.svg"


class UnknownIcon(LookupError):
    """There is no such icon in static/ui/icons.svg."""


@cache
def icon_names() -> frozenset[str]:
    """Every symbol of the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


def known_icon(name: str) -> str:
    """The name itself, if the sprite holds it."""
    if name not in icon_names():
        raise UnknownIcon(name)
    return name
