"""Words of an office's description in templates: {% load office %}.

What is not translated stays Polish and is marked so: without the mark a voice of the page's language would read it.
"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language

from okienko.core.calendar.hours import ending
from okienko.core.office import Office
from okienko.core.office.phrase import Phrase
from okienko.core.office.place import Text

register = template.Library()

NATIVE = "pl"


@register.filter
def spoken(text: Text, language: str) -> str:
    """The name in this language, or in Polish where it is not translated."""
    return text.spoken(language)


@register.filter
def said(text: str, office: Office) -> str:
    """A line of a card (a document, a fee, a deadline, a place) in the language of the page."""
    return office.said(text, get_language() or "pl")


@register.filter
def ends(at: datetime) -> str:
    """The hour of an end by the office's clock, midnight as 24:00: {{ today.closes_at|ends }}."""
    return ending(at, zone=get_current_timezone())


@register.filter
def legal(text: str, office: Office) -> SafeString:
    """A legal act or ground in the language of the page where a phrase has it; else as it is, and marked as Polish."""
    return lines(text, office, get_language() or "pl")


def marked(text: str) -> SafeString:
    """A text that is Polish on a page that is not."""
    return format_html('<span lang="pl">{}</span>', text)


def tongue(text: Text | Phrase, language: str) -> str:
    """The language that a text speaks on a page in this one."""
    spoken = {"en": text.en, "uk": text.uk}
    return language if spoken.get(language) else NATIVE


def named(text: Text | Phrase, language: str) -> str:
    """A name in this language, or the Polish one with its mark."""
    return text.spoken(language) if tongue(text, language) == language else marked(text.pl)


def lines(text: str, office: Office, language: str) -> SafeString:
    """A text of a card, each line in this language or with its mark."""
    return format_html_join("\n", "{}", ((_line(line, office, language),) for line in text.splitlines()))


def _line(line: str, office: Office, language: str) -> str:
    spoken = office.said(line, language)
    return spoken if language == NATIVE or spoken != line.strip() else marked(spoken)


def joined(sign: str, *texts: str) -> SafeString:
    """Some texts one behind the other, those that are empty left out."""
    return format_html_join(sign, "{}", ((text,) for text in texts if text))
