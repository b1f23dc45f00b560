"""What the phone page calls things."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from okienko.core.calendar.hours import ending
from okienko.core.office import Office
from okienko.ui.states import desk_words
from okienko.ui.templatetags.office import joined, named
from okienko.ui.waits import wait_patterns, wait_words_short

#: What was settled, as the client reads it.
OUTCOMES = {
    "informed": gettext_lazy("You were told what you need"),
    "issued": gettext_lazy("You were given a document"),
    "helped": gettext_lazy("You were helped"),
    "accepted": gettext_lazy("Your application was accepted"),
    "performed": gettext_lazy("Settled"),
    "paid": gettext_lazy("Paid"),
    "met": gettext_lazy("You talked to the officer"),
    "missing_documents": gettext_lazy("A document is missing; please come back with it"),
    "referred": gettext_lazy("Another office settles this"),
    "not_settled": gettext_lazy("Not settled yet"),
}
#: Why somebody went first: the kind only, never whose need.
OVERTAKEN = {
    "returning": pgettext_lazy("went first", "returned from another post"),
    "priority": pgettext_lazy("went first", "statutory priority"),
    "out_of_order": pgettext_lazy("went first", "called by a clerk with a reason"),
    "ordinary": pgettext_lazy("went first", "a matter of another kind, whose own time limit is shorter, had its turn"),
}


def ahead_words(count: int) -> str:
    """How many go first."""
    if count == 0:
        return _("You are next")
    return ngettext("%(count)d person ahead of you", "%(count)d people ahead of you", count) % {"count": count}


def ahead_forms() -> dict[str, str]:
    """The same for the script, by the plural category that the browser finds for a number."""
    forms = {name: ngettext("%(count)d person ahead of you", "%(count)d people ahead of you", count)
             for name, count in _CATEGORIES.items()}
    return {"none": _("You are next"), **forms}


#: A number of each plural category that a browser may find.
_CATEGORIES = {"one": 1, "few": 2, "many": 5, "other": 100}


def waiting_words(count: int) -> str:
    """How many wait in a queue."""
    return ngettext("%(count)s waiting", "%(count)s waiting", count) % {"count": count}


def queue_wait(row: dict[str, Any]) -> str:
    """How long it takes in a queue now."""
    if not row["desks"]:
        return _("no desk open now")
    return wait_words_short(row["low"], row["high"], enough=row["enough"]) if row["waiting"] else wait_words_short(0, 0)


def hall_words() -> dict[str, Any]:
    """The sentences that hall.js keeps right by itself."""
    forms = {name: ngettext("%(count)s waiting", "%(count)s waiting", count) for name, count in _CATEGORIES.items()}
    return {"waiting": forms, "wait": wait_patterns(), "unserved": _("no desk open now")}


def area_words(label: str | None, office: Office, *, language: str) -> str:
    """In which room the desk stands, and on which floor."""
    desk = next((each for each in office.desks.values() if each.label == label), None)
    if desk is None:
        return ""
    area = office.areas[desk.area]
    return joined(", ", named(area.name, language), named(office.floors[area.floor].name, language))


def moment_of(text: str) -> datetime:
    """The moment that a picture holds as text."""
    return datetime.fromisoformat(text)


def clock_words(moment: str | None, office: Office) -> str:
    """The hour of a moment, by the office's clock."""
    return f"{moment_of(moment).astimezone(office.zone):%H:%M}" if moment else ""


def end_words(moment: str | None, office: Office) -> str:
    """The hour of an end: midnight is 24:00."""
    return ending(moment_of(moment), zone=office.zone) if moment else ""


def day_words(moment: datetime, office: Office) -> str:
    """The weekday, date and hour of an agreed meeting."""
    local = moment.astimezone(office.zone)
    return f"{date_format(local, 'l, j E')}, {local:%H:%M}"


def script_words(office: Office) -> dict[str, Any]:
    """The sentences that pocket.js keeps right by itself; a plural that reads as the other ones is not there."""
    forms = ahead_forms()
    return {
        "ahead": {name: words for name, words in forms.items() if name == "other" or words != forms["other"]},
        "wait": {name: words for name, words in wait_patterns().items() if not name.startswith("short")},
        "desks": _desk_patterns(office),
    }


def _desk_patterns(office: Office) -> dict[str, list[str]]:
    """How desks are named, each pattern with the labels of which that is true; one left as it is has none."""
    patterns: dict[str, list[str]] = {}
    for desk in office.desks.values():
        words = desk_words(desk.label, office)
        if words != desk.label:
            pattern = f"{words.removesuffix(desk.label)}%(label)s" if words.endswith(desk.label) else words
            patterns.setdefault(pattern, []).append(desk.label)
    return patterns
