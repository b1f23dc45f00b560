"""Words of an office's description in templates: {% load office %}."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
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


@register.filter
def legal(text: str, office: Office) -> SafeString:
    """A legal act or ground in the language of the page where a phrase has it; else as it is, and marked as Polish."""
    language = get_language() or "pl"
    return format_html_join("\n", "{}", ((_line(line, office, language),) for line in text.splitlines()))


def _line(line: str, office: Office, language: str) -> SafeString:
    spoken = office.said(line, language)
    if language == "pl" or spoken != line.strip():
        return format_html("{}", spoken)
    return format_html('<span lang="pl">{}</span>', spoken)
