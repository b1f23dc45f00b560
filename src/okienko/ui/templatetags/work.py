"""Pieces of the work screens: windows that open without a script, and a running clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from okienko.core.office import Office
from okienko.ui.states import desk_words

register = template.Library()


@register.simple_block_tag
def window(content: str, id: str, title: str) -> SafeString:
    """A window that a button with popovertarget="id" opens, with or without a script; Escape closes it."""
    return render_to_string("ui/parts/window.html", {"content": content, "id": id, "title": title})


@register.simple_tag
def clock_face(seconds: int) -> str:
    """How long something has lasted: 06:24, or 1:06:24."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


@register.simple_tag
def desk_title(desk: Mapping[str, Any], office: Office) -> str:
    """The desk in words, for the title of its page."""
    return desk_words(desk["label"], office)
