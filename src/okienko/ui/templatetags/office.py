"""Words of an office's description in templates: {% load office %}."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from okienko.core.office import Office
from okienko.core.office.place import Text

register = template.Library()


@register.filter
def spoken(text: Text, language: str) -> str:
    """The name in this language, or in Polish where it is not translated."""
    return text.spoken(language)


@register.filter
def said(text: str, office: Office) -> str:
    """A line of a card (a document, a fee, a deadline, a place) in the language of the page."""
    return office.said(text, get_language() or "pl")
