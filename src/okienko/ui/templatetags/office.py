"""Words of an office's description in templates: {% load office %}."""

from __future__ import annotations

from django import template

from okienko.core.office.place import Text

register = template.Library()


@register.filter
def spoken(text: Text, language: str) -> str:
    """The name in this language, or in Polish where it is not translated."""
    return text.spoken(language)
