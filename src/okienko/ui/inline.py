"""What a page that must be small brings along itself: the icons that it shows, and words for its script."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from okienko.ui.icons import SPRITE

_SYMBOL = re.compile(r'<symbol id="([a-z-]+)".*?</symbol>', re.DOTALL)

#: Line ends with the blanks around them: a page that must be small has no text in which they count.
_BLANKS = re.compile(r"\s*\n\s*")
#: How every icon is drawn; the icon's own frame and `.icon` say it for all that stand in a page.
_PEN = (' viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round"')
#: What must not stand in the text of a script element, as JSON may write it instead.
_HARMLESS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}

#: An icon called "person" must not be taken for a field of that name.
PREFIX = "icon-"


@cache
def _symbols() -> dict[str, str]:
    sprite = SPRITE.read_text(encoding="utf-8")
    return {found[1]: found[0].replace('id="', f'id="{PREFIX}', 1).replace(_PEN, "")
            for found in _SYMBOL.finditer(sprite)}


def with_own_icons(html: str) -> str:
    """The same HTML that brings its icons along, before its `<main>` (a part of a page: before everything)."""
    address = static("ui/icons.svg") + "#"
    html = _BLANKS.sub("\n", html)
    names = sorted(set(re.findall(re.escape(address) + r"([a-z-]+)", html)))
    if not names:
        return html
    own = f'<svg hidden>{"".join(_symbols()[name] for name in names)}</svg>'
    html = html.replace(address, f"#{PREFIX}")
    return html.replace("<main", f"{own}<main", 1) if "<main" in html else own + html


def words_for_script(words: Mapping[str, Any]) -> SafeString:
    """The words of a page's script as JSON in as few bytes as it takes, safe inside a script element."""
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # nothing is left that could end the element
