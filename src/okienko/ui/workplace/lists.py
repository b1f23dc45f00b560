"""The lists beside a desk: who waits for it, who is aside, who did not come.

`work.js` makes the same rows of the same picture when the hall changes; the words
that it needs travel with the page (`words_for_script`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.core.hall.decide.meeting import OFFICER
from okienko.core.hall.picture import Picture
from okienko.core.office import Office
from okienko.ui.states import desk_words
from okienko.ui.waits import span
from okienko.ui.workplace.clients import EVENTS, LANGUAGES, NEEDS, clock, minutes_since
from okienko.ui.workplace.phrases import PLACES, choices, place_words

Row = dict[str, Any]
CLASS_ORDER = {"returning": 0, "priority": 1, "ordinary": 2}


def is_mine(visit: Row, desk: Row) -> bool:
    """Does this visit belong to what this desk does, or to this desk or its person by name?"""
    if visit["to_desk"] is not None or visit["to_person"] is not None:
        return visit["to_desk"] == desk["id"] or visit["to_person"] == desk["person"]
    return visit["service"] in desk["serves"]


def waiting(picture: Picture, desk: Row, *, office: Office, language: str, now: datetime) -> list[Row]:
    """Who waits for this desk, about in the order in which they will be called."""
    mine = [(int(key), visit) for key, visit in picture["visits"].items()
            if visit["state"] == "waiting" and not visit["outside"] and is_mine(visit, desk)]
    mine.sort(key=lambda each: (CLASS_ORDER[each[1]["class"]], each[1]["ready_at"], each[0]))
    return [_waiting_row(number, visit, office=office, language=language, now=now) for number, visit in mine]


def aside(picture: Picture, desk: Row, *, office: Office) -> list[Row]:
    """Clients of this desk who were put aside or are elsewhere and come back."""
    mine = [(int(key), visit) for key, visit in picture["visits"].items()
            if visit["state"] in ("parked", "away") and is_mine(visit, desk)]
    mine.sort(key=lambda each: (each[1]["since"], each[0]))
    return [{"number": number, "ticket": visit["ticket"], "why": why_aside(visit, office=office),
             "may_return": not waits_for_officer(visit)} for number, visit in mine]


def waits_for_officer(visit: Row) -> bool:
    """Is it the conversation that brings this client back? Then no key of the desk does."""
    return bool(visit["event"] == OFFICER and visit["wish"] is not None)


def missed(picture: Picture, desk: Row, *, office: Office, language: str) -> list[Row]:
    """Clients of this desk who did not come when they were called."""
    mine = [(int(key), visit) for key, visit in picture["visits"].items()
            if visit["state"] == "missed" and is_mine(visit, desk)]
    mine.sort(key=lambda each: (each[1]["since"], each[0]), reverse=True)
    return [{"number": number, "ticket": visit["ticket"], "why": service_name(office, visit["service"], language),
             "may_return": True} for number, visit in mine]


def why_aside(visit: Row, *, office: Office) -> str:
    """Why and until when somebody waits aside."""
    if visit["state"] == "away":
        return str(desk_words(office.desks[visit["place"]].label, office) if visit["place"] in office.desks
                   else place_words(office, visit["place"], language=get_language() or "pl"))
    if visit["until"]:
        return _("until %(time)s") % {"time": clock(visit["until"], zone=office.zone)}
    own = office.aside_events.get(visit["event"] or "")
    return own.name.spoken(get_language() or "pl") if own else str(EVENTS.get(visit["event"], visit["event"] or ""))


def _waiting_row(number: int, visit: Row, *, office: Office, language: str, now: datetime) -> Row:
    return {
        "number": number,
        "ticket": visit["ticket"],
        "service": service_name(office, visit["service"], language),
        "ready_at": visit["ready_at"],
        "wait": span(minutes_since(visit["ready_at"], now=now)),
        "returning": visit["class"] == "returning",
        "priority": visit["class"] == "priority",
        "directed": visit["to_desk"] is not None or visit["to_person"] is not None,
        "more": " · ".join(_more(visit, office=office)),
    }


def _more(visit: Row, *, office: Office) -> list[str]:
    more = [str(NEEDS[need].text) for need in visit["needs"] if need in NEEDS]
    if visit["language"] != office.languages[0]:
        more.append(str(LANGUAGES.get(visit["language"], visit["language"])))
    if visit["persons"] > 1:
        more.append(_("%(count)d persons") % {"count": visit["persons"]})
    return more


def service_name(office: Office, service: str, language: str) -> str:
    """The name of a service; its id where the description does not know it any more."""
    known = office.services.get(service)
    return known.name.spoken(language) if known is not None else service


def words_for_script(office: Office, desk: Row, *, language: str, now: datetime) -> dict[str, Any]:
    """What `work.js` needs to write the same lists: names, words, who asks, and what time it is."""
    return {
        "office": office.slug,
        "desk": {"id": desk["id"], "person": desk["person"], "serves": desk["serves"]},
        "now": now.isoformat(),
        "zone": office.timezone,
        "first_language": office.languages[0],
        "services": {each.id: each.name.spoken(language) for each in office.services.values()},
        "desks": {each.id: desk_words(each.label, office) for each in office.desks.values()},
        "needs": {need: str(sign.text) for need, sign in NEEDS.items()},
        "languages": {name: str(words) for name, words in LANGUAGES.items()},
        "events": {name: str(words) for name, words in EVENTS.items()}
        | dict(choices(office.aside_events, {}, language=language)),
        "places": dict(choices(office.away_places, PLACES, language=language)),
        "minutes": _("%(minutes)d min"),
        "hours": _("%(hours)d h"),
        "hours_minutes": _("%(hours)d h %(minutes)d min"),
        "persons": _("%(count)d persons"),
        "until": _("until %(time)s"),
        "waiting": {"one": _("One person waits"), "none": _("Nobody waits"), "many": _("Waiting: %(count)d")},
        "longest": _("longest: %(span)s"),
        "seconds": _("%(count)d s"),
        "lost": _("This could not be sent. Check the line and try again."),
    }
