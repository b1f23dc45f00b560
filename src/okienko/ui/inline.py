"""Icons inside the page itself, for pages that must be small: only those that the page shows."""

from __future__ import annotations

import re
from functools import cache

from django.templatetags.static import static

from okienko.ui.icons import SPRITE

_SYMBOL = re.compile(r'<symbol id="([a-z-]+)".*?</symbol>', re.DOTALL)

#: An icon called "person" must not be taken for a field of that name.
PREFIX = "icon-"


@cache
def _symbols() -> dict[str, str]:
    sprite = SPRITE.read_text(encoding="utf-8")
    return {found[1]: found[0].replace('id="', f'id="{PREFIX}', 1) for found in _SYMBOL.finditer(sprite)}


def with_own_icons(html: str) -> str:
    """The same HTML that brings its icons along, before its `<main>` (a part of a page: before everything)."""
    address = static("ui/icons.svg") + "#"
    names = sorted(set(re.findall(re.escape(address) + r"([a-z-]+)", html)))
    if not names:
        return html
    own = f'<svg hidden>{"".join(_symbols()[name] for name in names)}</svg>'
    html = html.replace(address, f"#{PREFIX}")
    return html.replace("<main", f"{own}<main", 1) if "<main" in html else own + html
