"""The floor now: alarms, plan, queues, desks, wishes, the day and the regime."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language

from okienko.actions.printing import troubles_of
from okienko.core.contact.wish import DATED
from okienko.core.hall.hall import CLOSED, OPENED, STOPPED
from okienko.core.hall.picture import Row
from okienko.core.office import Office as Described
from okienko.core.people import roles as may
from okienko.core.standards.alarms import alarms, minutes_since, waiting_in
from okienko.faces.manager.desks import Helping, titled
from okienko.faces.manager.hall import Shown, no_hall, shown
from okienko.faces.manager.scene import desk_state, plans
from okienko.faces.manager.words import alarm_said
from okienko.records.office import Office
from okienko.ui.states import desk_words
from okienko.ui.waits import span
from okienko.ui.workplace.clients import STEPS, clock, end_clock

PART = "X-Okienko-Part"


def floor(request: HttpRequest, office: Office) -> HttpResponse:
    """The whole page, or only what changes of it for the script that asks for that part."""
    hall = shown(office)
    if hall is None:
        return no_hall(request, office)
    template = "manager/floor_now.html" if request.headers.get(PART) == "now" else "manager/floor.html"
    language = get_language() or "pl"
    response = render(request, template, {
        "office": hall.office,
        "act_needed": request.who.may(may.RUN_HALL),
        **now_of(hall, language=language, chosen=request.GET.get("floor", "")),
    })
    response["Cache-Control"] = "no-store"
    response["Vary"] = PART
    return response


def now_of(hall: Shown, *, language: str, chosen: str) -> dict[str, Any]:
    """Everything on the page that changes with the hall."""
    office, picture = hall.office, hall.picture
    now, drawn = picture["hall"]["now"], plans(office, picture, language=language)
    regime = office.regimes.get(now["regime"] or "")
    troubled = [printer.id for printer in troubles_of(office) if printer.trouble is not None]
    found, helping = alarms(office, picture, hall.at, printers=troubled), Helping(hall)
    return {
        "seq": hall.seq,
        "at": hall.at.astimezone(office.zone),
        "now": now,
        "is_open": now["phase"] == OPENED,
        "may_open": now["phase"] in (OPENED, STOPPED),
        "is_stopped": now["phase"] == STOPPED,
        "is_closed": now["phase"] == CLOSED,
        "last_ticket": end_clock(now["last_ticket_at"], zone=office.zone),
        "closes": end_clock(now["closes_at"], zone=office.zone),
        "alarms": [alarm_said(alarm, office=office, language=language, ways=helping.ways(alarm)) for alarm in found],
        "floors": drawn,
        "plan": next((plan for plan in drawn if plan.id == chosen), drawn[0]),
        "queues": _queues(hall, language),
        "desks": _desks(hall),
        "desks_open": len(picture["desks"]),
        "desks_of_all": sum(desk.kind != "meeting" for desk in office.desks.values()),
        "wishes": [_wish(hall, row) for row in picture["wishes"].values()],
        "officers": sum(plan.officers for plan in drawn),
        "regime": regime,
        "regime_name": regime.name.spoken(language) if regime is not None else "",
        "people": sum(visit["persons"] for visit in picture["visits"].values() if visit["state"] == "waiting"),
    }


def _queues(hall: Shown, language: str) -> list[Row]:
    """Each queue for desks, once one is open or somebody waits: the oldest wait held against the target."""
    if not any(row["waiting"] or row["desks"] for row in hall.picture["queues"].values()):
        return []
    rows = []
    for queue in hall.office.queues.values():
        told = hall.picture["queues"].get(queue.id)
        talks = all(each.guarantee for each in hall.office.services.values() if each.queue == queue.id)
        if told is None or (talks and not told["waiting"]):
            continue
        ready = min((row["ready_at"] for _, row in waiting_in(hall.picture, queue.id)), default=None)
        oldest = minutes_since(ready, hall.at)
        rows.append({"id": queue.id, "letter": hall.office.letter(queue.id), "name": queue.name.spoken(language),
                     **told, "target": span(queue.target_minutes),
                     "oldest": span(oldest) if ready else "", "is_late": oldest > queue.target_minutes,
                     "is_unserved": bool(told["waiting"]) and not told["desks"],
                     "is_idle": not told["waiting"] and not told["desks"]})
    return rows


def _desks(hall: Shown) -> list[Row]:
    """Every desk of the description, with whoever is signed in and since when."""
    return [_desk(hall, desk.id) for desk in hall.office.desks.values()]


def _desk(hall: Shown, desk_id: str) -> Row:
    desk, row = hall.office.desks[desk_id], hall.picture["desks"].get(desk_id)
    regime = hall.office.regimes.get(hall.picture["hall"]["now"]["regime"] or "")
    person = hall.office.people.get(row["person"]) if row else None
    department = hall.office.departments.get(person.department) if person is not None else None
    return {
        "id": desk.id,
        "label": desk.label,
        "title": titled(hall, desk.id),
        "state": desk_state(desk.id, hall.picture),
        "person": person.name if person is not None else row["person"] if row else "",
        "department": department.name.spoken(get_language() or "pl") if department is not None else "",
        "ticket": row["ticket"] if row else "",
        "since": clock(row["since"], zone=hall.office.zone) if row else "",
        "is_shut": regime is not None and desk.id in regime.closed_desks,
        "is_taken": row is not None,
        "is_kept": desk.kind == "meeting" and row is None,
        "is_meeting": desk.kind == "meeting",
    }


def _due(wish: Row, office: Described) -> str:
    """When they meet: the hour, and the day where a date is agreed."""
    if wish["due_at"] is None or wish["state"] != DATED:
        return clock(wish["due_at"], zone=office.zone)
    return date_format(datetime.fromisoformat(wish["due_at"]).astimezone(office.zone), "j E, H:i")


def _wish(hall: Shown, wish: Row) -> Row:
    """Who waits for whom, how long, and how far the search has gone."""
    office = hall.office
    department = office.departments.get(wish["department"])
    people = [wish["person"]] if wish["person"] else wish["asked"]
    minutes = minutes_since(wish["asked_at"], hall.at)
    return {
        "ticket": wish["ticket"],
        "state": wish["state"],
        "mode": wish["mode"],
        "department": department.name.spoken(get_language() or "pl") if department else wish["department"],
        "names": [office.people[person].name for person in people if person in office.people],
        "step": STEPS.get(wish["step"], ""),
        "span": span(minutes),
        "is_late": minutes >= office.hall_rules.wish_target_minutes and not wish["person"],
        "post": desk_words(wish["post"], office),
        "awaits_post": wish["awaits_post"],
        "due": _due(wish, office),
        "consult": wish["asked_by"] != "client",
    }
