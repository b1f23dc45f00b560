"""What a clerk reads of a client, in words: needs, language, outcomes, why somebody waits aside.

Nothing here names a person who came, or says why somebody goes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okienko.core.calendar.hours import ending

Words = str | Promise


@dataclass(frozen=True)
class Sign:
    """A word with its icon."""

    icon: str
    text: Words


#: How to serve somebody well; never a diagnosis.
NEEDS: dict[str, Sign] = {
    "step_free": Sign("wheelchair", _("Needs a way without steps")),
    "sign_language": Sign("signing", _("Polish sign language")),
    "more_time": Sign("clock", _("Needs more time")),
    "loop": Sign("loop", _("Hearing loop")),
    "seat": Sign("seat", _("Needs a seat")),
}

LANGUAGES: dict[str, Words] = {"pl": _("Polish"), "en": _("English"), "uk": _("Ukrainian")}

OUTCOMES: dict[str, Sign] = {
    "performed": Sign("check", pgettext_lazy("outcome", "Settled on the spot")),
    "accepted": Sign("letter", pgettext_lazy("outcome", "Application accepted")),
    "informed": Sign("info", pgettext_lazy("outcome", "Information given")),
    "issued": Sign("document", pgettext_lazy("outcome", "Form or document issued")),
    "helped": Sign("people", pgettext_lazy("outcome", "Helped to fill in")),
    "missing_documents": Sign("warning", pgettext_lazy("outcome", "A document is missing")),
    "referred": Sign("arrow", pgettext_lazy("outcome", "Sent to another authority")),
    "not_settled": Sign("cross", pgettext_lazy("outcome", "Not settled")),
    "paid": Sign("cash", pgettext_lazy("outcome", "Paid")),
    "met": Sign("officer", pgettext_lazy("outcome", "Met the officer")),
}

#: Events for which a client waits aside; `officer` and `client_back` are the hall's own.
EVENTS: dict[str, Words] = {
    "form_filled": _("until the form is filled in"),
    "documents_brought": _("until the documents are here"),
    "companion_comes": _("until somebody else comes"),
    "officer": _("waits for the officer"),
    "client_back": _("went out for a moment"),
}

CLASSES: dict[str, Sign] = {
    "returning": Sign("undo", _("Returns")),
    "priority": Sign("people", _("Goes first by law")),
}

#: Why a client is called before the others.
REASONS: dict[str, Words] = {
    "health": _("Cannot wait for reasons of health"),
    "sent_back": _("Was sent back by mistake"),
    "document_only": _("Only a document is to be handed over"),
    "agreed_time": _("An agreed time has come"),
}

CHANNELS: dict[str, Words] = {
    "kiosk": _("Ticket from the kiosk"),
    "reception": _("Ticket from the reception"),
    "pocket": _("Ticket from the phone page"),
}

PRESENCES: dict[str, Sign] = {
    "here": Sign("check", pgettext_lazy("presence", "Here")),
    "busy": Sign("people", pgettext_lazy("presence", "Busy")),
    "out": Sign("away", pgettext_lazy("presence", "Out")),
}

STEPS: dict[str, Words] = {
    "named": _("the person asked for"),
    "officers": _("the officers of the department"),
    "deputy": _("the deputy head"),
    "head": _("the head of the department"),
    "office": _("the manager of the office"),
    "date": _("an agreed date"),
}


def clock(moment: str | None, *, zone: tzinfo) -> str:
    """The time of a moment of a picture on the office's clock; empty when there is none."""
    return datetime.fromisoformat(moment).astimezone(zone).strftime("%H:%M") if moment else ""


def end_clock(moment: str | None, *, zone: tzinfo) -> str:
    """The same of an end: midnight is 24:00."""
    return ending(datetime.fromisoformat(moment), zone=zone) if moment else ""


def date_rows(moments: list[str], *, zone: tzinfo) -> list[tuple[str, str]]:
    """Moments to choose from, each with the weekday, date and hour on the office's clock."""
    local = [(each, datetime.fromisoformat(each).astimezone(zone)) for each in moments]
    return [(each, f"{date_format(at, 'l, j E Y')}, {at:%H:%M}") for each, at in local]


def minutes_since(moment: str | None, *, now: datetime) -> int:
    """Whole minutes from a moment of a picture until now; never less than none."""
    return max(0, int((now - datetime.fromisoformat(moment)).total_seconds() // 60)) if moment else 0
