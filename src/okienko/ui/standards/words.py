"""Figures and promises in words: minutes and shares to a tenth, a dash where there was no case."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from okienko.core.office.rules import MEASURES_IN_MINUTES, Standard

NOTHING = "–"


def minutes_words(minutes: float | None) -> str:
    """Minutes to a tenth, so that a promise kept by little is told from one broken; a dash where there was no case."""
    return NOTHING if minutes is None else _("%(minutes)s min") % {"minutes": _number(minutes)}


def share_words(share: float | None) -> str:
    """A share as a percentage to a tenth; a dash where there was no case."""
    return NOTHING if share is None else _("%(share)s %%") % {"share": _number(share * 100)}


def _number(value: float) -> str:
    tenths = round(value, 1)
    return number_format(tenths, 0 if tenths == int(tenths) else 1)


def promise_words(standard: Standard) -> str:
    """What the office promises, from the numbers alone."""
    if standard.measure in MEASURES_IN_MINUTES:
        return _("%(share)s of 100 within %(minutes)s") % {
            "share": round(standard.quantile * 100), "minutes": minutes_words(standard.target)}
    if standard.measure == "missed":
        return _("at most %(share)s") % {"share": share_words(standard.target)}
    return _("at least %(share)s") % {"share": share_words(standard.target)}
