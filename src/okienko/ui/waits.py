"""Waits in words: always a range, never a single number that nobody can keep."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

#: Characters that let no line break: a space, and a place without one.
_SPACE, _JOINT = "\u00a0", "\u2060"


def span(minutes: int) -> str:
    """A length of time as people say it: 25 min, 1 h, 1 h 40 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def unbroken(text: str) -> str:
    """A range whose lines break neither after its dash nor between a number and its unit."""
    text = re.sub(r"–(?=[\d%])", f"–{_JOINT}", text).replace("– ", f"–{_JOINT}{_SPACE}")
    return re.sub(r"(?<=[\dds]) (?=(?:min|h|хв|год)\b)", _SPACE, re.sub(r"(?<=(?: h|од)) (?=[\d%])", _SPACE, text))


def breakable(text: str) -> str:
    """The same words for paper, whose letters know no characters that only a screen needs."""
    return text.replace(_JOINT, "").replace(_SPACE, " ")


def wait_words(low: int | None, high: int | None, *, enough: bool = True) -> str:
    """The wait as a range of minutes; None where it cannot be told (`core.hall.told.band`)."""
    return unbroken(_wait(low, high, enough=enough))


def wait_words_short(low: int | None, high: int | None, *, enough: bool = True) -> str:
    """The same range in as few letters as a board has room for."""
    return unbroken(_short_wait(low, high, enough=enough))


def _wait(low: int | None, high: int | None, *, enough: bool) -> str:
    if not enough:
        return _("not enough served yet to tell")
    if low is None:
        return _("no desk is open for it now")
    if high is None:
        return _("at least %(span)s, perhaps until after closing; you will still be served") % {"span": span(low)}
    if high <= 0:
        return _("your turn is now")
    if low == high:
        return _("about %(span)s") % {"span": span(high)}
    if low <= 0:
        return _("less than %(span)s") % {"span": span(high)}
    if high < 60:
        return _("about %(low)d–%(high)d min") % {"low": low, "high": high}
    return _("about %(low)s to %(high)s") % {"low": span(low), "high": span(high)}


def _short_wait(low: int | None, high: int | None, *, enough: bool) -> str:
    if not enough:
        return _("not enough served yet")
    if low is None:
        return _("no desk open now")
    if high is None:
        return _("over %(span)s") % {"span": span(low)}
    if high <= 0:
        return _("no wait")
    if low <= 0 or low == high:
        return _("up to %(span)s") % {"span": span(high)}
    if high < 60:
        return _("%(low)d–%(high)d min") % {"low": low, "high": high}
    return _("%(low)s – %(high)s") % {"low": span(low), "high": span(high)}


def wait_patterns() -> dict[str, str]:
    """The same sentences for the scripts that keep a range right on the screen (static/ui/waits.js)."""
    return {name: unbroken(pattern) for name, pattern in _patterns().items()}


def _patterns() -> dict[str, str]:
    return {
        "minutes": _("%(minutes)d min"),
        "hours": _("%(hours)d h"),
        "both": _("%(hours)d h %(minutes)d min"),
        "notYet": _("not enough served yet to tell"),
        "unknown": _("no desk is open for it now"),
        "atLeast": _("at least %(span)s, perhaps until after closing; you will still be served"),
        "now": _("your turn is now"),
        "about": _("about %(span)s"),
        "less": _("less than %(span)s"),
        "band": _("about %(low)d–%(high)d min"),
        "range": _("about %(low)s to %(high)s"),
        "shortNotYet": _("not enough served yet"),
        "shortOver": _("over %(span)s"),
        "shortUnknown": _("no desk open now"),
        "shortNow": _("no wait"),
        "shortUpTo": _("up to %(span)s"),
        "shortBand": _("%(low)d–%(high)d min"),
        "shortHours": _("%(low)s – %(high)s"),
    }
