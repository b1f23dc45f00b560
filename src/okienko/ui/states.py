"""How a state looks: its icon, its tone and its words. Colour never speaks alone.

The keys are the states of the core's tables (a test holds the two together); a desk that is calling
and one that is closed are told apart by the face.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


def desk_name(label: str, *, kind: str) -> str:
    """A desk in words: "Desk 4", "Cash desk 1"."""
    _icon, word = plate_of(label, kind=kind)
    return f"{word} {label}".strip()


def look_of(state: str, *, kind: str) -> Look:
    """The look of one state of one kind of thing."""
    try:
        return KINDS[kind][state]
    except KeyError:
        raise UnknownState(f"{kind}: {state}") from None
