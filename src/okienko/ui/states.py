"""How a state looks: its icon, its tone and its words. Colour never speaks alone.

The keys are the states of the core's tables (a test holds the two together); a desk that is calling
and one that is closed are told apart by the face.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from okienko.core.office import Office
from okienko.core.office.place import Desk


@dataclass(frozen=True)
class Look:
    """One state as it is shown."""

    icon: str
    tone: str
    text: str | Promise


class UnknownState(LookupError):
    """There is no look for this state."""


VISIT = {
    "waiting": Look("seat", "plain", pgettext_lazy("visit", "Waiting")),
    "called": Look("call", "now", pgettext_lazy("visit", "Called")),
    "serving": Look("person", "pine", pgettext_lazy("visit", "Being served")),
    "parked": Look("pause", "info", pgettext_lazy("visit", "Put aside")),
    "away": Look("away", "info", pgettext_lazy("visit", "At another post")),
    "finished": Look("check", "good", pgettext_lazy("visit", "Finished")),
    "left": Look("door", "plain", pgettext_lazy("visit", "Left")),
    "missed": Look("cross", "warn", pgettext_lazy("visit", "Did not come")),
    "expired": Look("clock", "plain", pgettext_lazy("visit", "Expired at closing")),
}

DESK = {
    "open": Look("check", "good", pgettext_lazy("desk", "Free")),
    "calling": Look("call", "now", pgettext_lazy("desk", "Calling")),
    "busy": Look("person", "pine", pgettext_lazy("desk", "Serving")),
    "paused": Look("pause", "warn", pgettext_lazy("desk", "Paused")),
    "closed": Look("cross", "plain", pgettext_lazy("desk", "Closed")),
}

WISH = {
    "asked": Look("bell", "now", pgettext_lazy("wish", "Asked")),
    "seeking": Look("search", "now", pgettext_lazy("wish", "We are asking the officers")),
    "offering": Look("calendar", "warn", pgettext_lazy("wish", "A date is offered")),
    "promised": Look("officer", "pine", pgettext_lazy("wish", "The officer has answered")),
    "dated": Look("calendar", "info", pgettext_lazy("wish", "A date is agreed")),
    "meeting": Look("people", "pine", pgettext_lazy("wish", "They are talking")),
    "met": Look("check", "good", pgettext_lazy("wish", "They have met")),
    "lapsed": Look("clock", "plain", pgettext_lazy("wish", "The client did not come on the agreed date")),
    "withdrawn": Look("undo", "plain", pgettext_lazy("wish", "Withdrawn by the client")),
}

# How an officer who has answered will meet the client: it says more than "answered".
MODE = {
    "comes-down": Look("stairs", "pine", pgettext_lazy("wish", "The officer is coming down")),
    "goes-up": Look("lift", "info", pgettext_lazy("wish", "The client is going up")),
    "room": Look("door", "info", pgettext_lazy("wish", "In a private room")),
    "phone": Look("phone", "info", pgettext_lazy("wish", "By telephone")),
    "video": Look("phone", "info", pgettext_lazy("wish", "By video")),
}

PRESENCE = {
    "here": Look("check", "good", pgettext_lazy("presence", "At the desk upstairs")),
    "busy": Look("people", "warn", pgettext_lazy("presence", "With a client")),
    "out": Look("away", "plain", pgettext_lazy("presence", "Out of the office")),
}

KINDS = {"visit": VISIT, "desk": DESK, "wish": WISH, "mode": MODE, "presence": PRESENCE}

# What a desk of each kind is called on plates and boards.
PLATES = {
    "service": ("desk", _("Desk")),
    "information": ("info", pgettext_lazy("desk", "Information")),
    "filing": ("letter", _("Filing desk")),
    "cash": ("cash", _("Cash desk")),
    "private": ("door", _("Private room")),
    "self-service": ("phone", _("Self-service post")),
    "meeting": ("officer", _("Meeting post")),
}


def plate_of(label: str, *, kind: str) -> tuple[str, str | Promise]:
    """Icon and word before a desk's label: no word where the label is a name of its own ("Cash desk 1")."""
    icon, word = PLATES[kind]
    return icon, "" if len(label) > 2 and label[0].isalpha() else word


# Where to go, in the language of the page. A label that is a name ("Kasa 1") is said in another language by a phrase of
# the office's files, or by the word of its kind where the label is just that word in Polish; else it stays as it is.


def is_name(label: str) -> bool:
    """Whether the label says by itself what it is."""
    return any(letter.islower() for letter in label)


def word_of(desk: Desk) -> str:
    """The word before a number: on boards and phones whatever serves clients is a desk."""
    return str(PLATES[desk.kind if desk.kind in ("cash", "meeting") else "service"][1])


def desk_words(label: str | None, office: Office) -> str:
    """Where to go: "Stanowisko 4", "Cash desk 1"; what is no desk's label stands as it is."""
    desk = next((each for each in office.desks.values() if each.label == label), None)
    if desk is None or label is None:
        return label or ""
    return _name(desk, office) if is_name(label) else f"{word_of(desk)} {label}"


def plate_words(label: str, *, kind: str, office: object) -> tuple[str, str | Promise, str]:
    """The same in parts, for a plate: icon, word, and what stands large. Of no office: by the kind alone."""
    desks = office.desks.values() if isinstance(office, Office) else ()
    desk = next((each for each in desks if each.label == label), None)
    if desk is None or not isinstance(office, Office):
        return *plate_of(label, kind=kind), label
    icon = PLATES[desk.kind][0]
    return (icon, "", _name(desk, office)) if is_name(label) else (icon, word_of(desk), label)


def is_left_in_polish(label: str | None, office: Office) -> bool:
    """Whether the page, in another language, has to show the label as it is."""
    return (get_language() or "pl") != "pl" and bool(label) and desk_words(label, office) == label


def desk_marked(label: str | None, office: Office) -> str | SafeString:
    """The same for a page: a label that nobody translated is marked as Polish for who listens."""
    words = desk_words(label, office)
    return format_html('<span lang="pl">{}</span>', words) if is_left_in_polish(label, office) else words


def _name(desk: Desk, office: Office) -> str:
    said = office.said(desk.label, get_language() or "pl")
    if said != desk.label:
        return said
    word = word_of(desk)
    with override("pl"):
        polish = word_of(desk)
    rest = desk.label.removeprefix(polish)
    return f"{word}{rest}" if rest != desk.label and rest[:1] in ("", " ") else desk.label


def look_of(state: str, *, kind: str) -> Look:
    """The look of one state of one kind of thing."""
    try:
        return KINDS[kind][state]
    except KeyError:
        raise UnknownState(f"{kind}: {state}") from None
