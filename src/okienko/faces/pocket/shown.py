"""From what the hall knows of a visit to what its holder reads."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from okienko.actions.ticket import Offer
from okienko.core.contact.wish import ASKED, DATED, LAPSED, MEETING, OFFERING, PROMISED, SEEKING, WITHDRAWN
from okienko.core.hall.picture import Row
from okienko.core.hall.visit import AWAY, CALLED, ENDED, FINISHED, MISSED, OPEN, PARKED, SERVING, WAITING
from okienko.core.office import Office
from okienko.core.office.waiting import seated_areas
from okienko.faces.pocket.heading import asked_words, ticket_heading, title, wish_heading
from okienko.faces.pocket.holder import Holding
from okienko.faces.pocket.wording import (
    OUTCOMES,
    OVERTAKEN,
    ahead_words,
    area_words,
    clock_words,
    day_words,
    moment_of,
)
from okienko.ui.states import desk_marked, desk_words
from okienko.ui.templatetags.office import joined, lines, named
from okienko.ui.waits import wait_words
from okienko.ui.workplace.phrases import place_words

STEP_OUTS = (10, 30, 60)


def shown(holding: Holding) -> dict[str, Any]:
    """All that the templates of one ticket need."""
    held, office, language = holding.held, holding.office, holding.language
    view = held.view
    wish = _wish(holding, view["wish"], is_first=True)
    told = {
        "office": office,
        "code": holding.code,
        "visit": held.visit,
        "seq": held.seq,
        "times_overtaken": held.overtaken,
        "state": view["state"], "is_over": view["state"] in ENDED and view["state"] != MISSED,
        "ticket": view["ticket"],
        "heading": ticket_heading(view),
        "alarm": _alarm(holding),
        "ahead": ahead_words(view["ahead"] or 0),
        "has_place": view["ahead"] is not None, "wait": wait_words(view["low"], view["high"], enough=view["enough"]),
        "where": desk_marked(view["desk"], office),
        "room": area_words(view["desk"], office, language=language),
        "away_to": _away_to(view, office, language),
        "outside": _outside(view, office, language),
        "until": clock_words(view["until"], office),
        "event": view["event"] or "",
        "overtaken": list(dict.fromkeys(str(OVERTAKEN.get(kind, kind)) for kind, _ in view["overtaken"])),
        "returning": view["returning"],
        "comes_back": _comes_back(view, office),
        "persons": view["persons"],
        "now_for": _now_for(view, office, language),
        "matters": [_matter(service, outcome, office, language) for service, outcome in view["matters"]],
        "seats": [format_html("{} ({})", named(area.name, language), area.seats) for area in seated_areas(office)],
        "network": office.network,
        "wish": wish,
        "others": list(filter(None, (_wish(holding, row) for row in view["wishes"]))),
    }
    return {**told, **_acts(view, wish),
            "title": title(told, where=desk_words(view["desk"], office), office=office.name)}


def _acts(view: Row, wish: dict[str, Any] | None) -> dict[str, Any]:
    """What the holder may do now."""
    is_talking = wish is not None and wish["state"] == MEETING
    return {
        "may_ask": view["state"] in (WAITING, CALLED, SERVING, PARKED, AWAY),
        "asks_another": wish is not None and wish["state"] not in ("met", DATED),
        "may_step_out": view["state"] in (WAITING, CALLED) and view["more_times"] > 0,
        "more_times": _more_words(view["more_times"]),
        "may_leave": view["state"] in (WAITING, CALLED, PARKED, AWAY) and not is_talking,
        "may_come_back": view["state"] == PARKED and view["event"] != "officer",
        "step_outs": STEP_OUTS,
    }


def _comes_back(view: Row, office: Office) -> bool:
    """Is there something to come back for? Who came for the conversation alone has nothing else to settle."""
    return any(outcome is None and not office.services[service].guarantee
               for service, outcome in view["matters"] if service in office.services)


def _more_words(times: int) -> str:
    return ngettext("once more", "%(count)d times more", times) % {"count": times}


def _alarm(holding: Holding) -> str:
    """What rings: a new value rings once. Empty: nothing to ring for."""
    view = holding.held.view
    if view["state"] == CALLED:
        return f"called-{holding.held.calls}"
    wish = view["wish"]
    if wish is not None and wish["state"] in (PROMISED, OFFERING):
        return f"officer-{wish['state']}-{wish['person'] or ''}-{wish['post'] or ''}"
    return ""


def _outside(view: Row, office: Office, language: str) -> str:
    """How to wait outside, where the rules of limited contact say so."""
    regime = office.regimes.get(view["regime"] or "")
    return named(regime.outside, language) if view["outside"] and regime is not None else ""


def _away_to(view: Row, office: Office, language: str) -> str:
    """Where the client has gone meanwhile: a place of the office's own list, another place, or a meeting post."""
    own = office.away_places.get(view["place"] or "")
    if own is not None:
        return named(own.name, language)
    return desk_marked(place_words(office, view["place"], language=language), office)


def _now_for(view: Row, office: Office, language: str) -> str:
    """Of several matters, the one for which the client waits now and where: the cash desk, or another desk."""
    service = office.services.get(view["service"])
    if view["state"] != WAITING or len(view["matters"]) < 2 or service is None:
        return ""
    return joined(" · ", named(service.name, language), lines(service.where, office, language))


def _matter(service_id: str, outcome: str | None, office: Office, language: str) -> dict[str, Any]:
    service = office.services.get(service_id)
    settled = str(OUTCOMES[outcome]) if outcome in OUTCOMES else ""
    if service is None:
        return {"name": service_id, "settled": settled, "documents": (), "fee": "", "deadline": ""}
    return {"name": named(service.name, language), "settled": settled,
            "documents": [lines(line, office, language) for line in service.documents],
            "fee": lines(service.fee, office, language),
            "deadline": "" if service.guarantee else lines(service.deadline, office, language)}


def _wish(holding: Holding, row: Row | None, *, is_first: bool = False) -> dict[str, Any] | None:
    """The client's own wish while it is under way, and once it was met."""
    office = holding.office
    if row is None or row["state"] in (LAPSED, WITHDRAWN):
        return None
    if row["state"] == "met" and holding.held.view["state"] == FINISHED:
        return None
    state = row["state"]
    may_choose = state in (ASKED, SEEKING, OFFERING, PROMISED)
    modes = holding.held.offers.get(row["number"], Offer()).modes
    date_page = reverse("pocket-date", kwargs={"office": office.slug, "code": holding.code})
    goes_up = (row["mode"] or row["prefers"]) == "goes-up"
    return {
        "number": row["number"],
        "date_page": f"{date_page}?wish={row['number']}",
        "state": state,
        "heading": wish_heading(row, is_first=is_first), "asked": asked_words(row),
        "mode": row["mode"] or row["prefers"],
        "named": _person(row["named"], office),
        "department": _department(row["department"], office, holding.language),
        "who": _person(row["person"], office),
        "where": _place(row, office, holding.language),
        "awaits_post": row["awaits_post"],
        "due": _due(row, office),
        "goes_up": goes_up,
        "reachable": row["reachable"],
        "may_be_called": may_choose and "phone" in modes and not row["reachable"],
        "is_closed": state == PROMISED and row["mode"] not in modes,
        "may_go_up": may_choose and "goes-up" in modes and row["prefers"] != "goes-up",
        "may_stay_down": may_choose and "comes-down" in modes and row["prefers"] != "comes-down",
        "needs_consent": row["named"] is not None and not row["consent"] and state in (ASKED, SEEKING, OFFERING),
        "may_agree_date": may_choose or state == DATED,
        "may_seek": state == OFFERING and holding.held.view["state"] in OPEN,
        "may_withdraw": state not in (MEETING, "met"),
    }


def _place(row: Row, office: Office, language: str) -> str:
    """Where they meet: the post in the hall, or the officer's own room."""
    if row["post"]:
        return desk_marked(row["post"], office)
    person = office.people.get(row["person"] or "")
    department = office.departments.get(row["department"])
    if row["mode"] != "goes-up" or department is None:
        return ""
    floor = named(office.floors[department.floor].name, language) if department.floor else ""
    room = (person.room if person is not None else "") or department.room
    return joined(", ", floor, room)


def _due(row: Row, office: Office) -> str:
    if not row["due_at"]:
        return ""
    return day_words(moment_of(row["due_at"]), office) if row["state"] == DATED else clock_words(row["due_at"], office)


def _person(person_id: str | None, office: Office) -> str:
    person = office.people.get(person_id or "")
    return person.name if person is not None else ""


def _department(department_id: str, office: Office, language: str) -> str:
    department = office.departments.get(department_id)
    return named(department.name, language) if department is not None else department_id
