"""A refusal of the hall in the person's language; `tools.translations` collects its sentences from core."""

from __future__ import annotations

from django.utils.translation import gettext

from okienko.core.hall.refusals import Refusal


def said(refusal: Refusal) -> str:
    """The sentence that says why not."""
    return gettext(refusal.message)
