"""A refusal of the hall in the person's language; `tools.translations` collects its sentences from core.

Whoever asks for the very same conversation once more is told what is under way already.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.core.contact.wish import ASKED, MEETING, OFFERING, PROMISED
from okienko.core.hall.refusals import Refusal, WishUnderWay
from okienko.core.office import Office
from okienko.ui.states import desk_words


def said(refusal: Refusal) -> str:
    """The sentence that says why not."""
    return refusal.told(_(refusal.message))


def tell(request: HttpRequest, refusal: Refusal, *, office: Office) -> None:
    """Say on the next page why not; what is under way already is no fault and is shown as it is."""
    if isinstance(refusal, WishUnderWay):
        messages.info(request, under_way(refusal, office=office, language=get_language() or "pl"))
    else:
        messages.warning(request, said(refusal))


def under_way(refusal: WishUnderWay, *, office: Office, language: str) -> str:
    """With whom the conversation is, and how far it has come."""
    facts: dict[str, Any] = refusal.facts
    words = {"whom": _whom(facts, office, language)}
    if facts["state"] == PROMISED:
        return _promised(facts, office, words)
    return {
        ASKED: _("This conversation is noted already, with: %(whom)s. It follows as soon as the one before is over."),
        OFFERING: _("This conversation is noted already, with: %(whom)s. Nobody can come at once: please choose "
                    "somebody else or a date."),
        MEETING: _("This conversation is taking place now, with: %(whom)s."),
    }.get(facts["state"], _("This conversation is being arranged already, with: %(whom)s. The officers are being "
                            "asked.")) % words


def _promised(facts: dict[str, Any], office: Office, words: dict[str, str]) -> str:
    due_at: datetime | None = facts["due_at"]
    known = {**words, "who": _name(facts["person"], office),
             "time": f"{due_at.astimezone(office.zone):%H:%M}" if due_at is not None else "–"}
    post = office.desks.get(facts["post"] or "")
    if post is None:
        return _("This conversation is agreed already, with: %(whom)s. %(who)s answered: at about %(time)s.") % known
    return _("This conversation is agreed already, with: %(whom)s. %(who)s comes at about %(time)s, to: "
             "%(post)s.") % {**known, "post": desk_words(post.label, office)}


def _whom(facts: dict[str, Any], office: Office, language: str) -> str:
    department = office.departments.get(facts["department"])
    name = department.name.spoken(language) if department is not None else facts["department"]
    named = _name(facts["named"], office)
    return f"{named}, {name}" if named else name


def _name(person: str | None, office: Office) -> str:
    known = office.people.get(person or "")
    return known.name if known is not None else person or ""
