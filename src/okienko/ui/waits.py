"""Waits in words: always a range, never a single number that nobody can keep."""

from __future__ import annotations

from django.utils.translation import gettext as _


def span(minutes: int) -> str:
    """A length of time as people say it: 25 min, 1 h, 1 h 40 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def wait_words(low: int | None, high: int | None, *, enough: bool = True) -> str:
    """The wait as a range of minutes; None where it cannot be told (`core.hall.told.band`)."""
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


def wait_words_short(low: int | None, high: int | None, *, enough: bool = True) -> str:
    """The same range in as few letters as a board has room for."""
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
    return _("%(low)s–%(high)s h") % {"low": hours(low), "high": hours(high)}


def hours(minutes: int) -> str:
    """A length of time as a clock shows it: 0:51, 2:10."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def wait_patterns() -> dict[str, str]:
    """The same sentences for the scripts that keep a range right on the screen (static/ui/waits.js)."""
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
        "shortHours": _("%(low)s–%(high)s h"),
    }
