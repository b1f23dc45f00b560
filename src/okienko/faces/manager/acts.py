"""What the manager does: each act is confirmed on a page that says what it means."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from okienko.actions.hall import give
from okienko.actions.keeper import Unavailable
from okienko.actions.submit import NoKeeper
from okienko.core.hall.commands import (
    CloseDay,
    Command,
    OpenDay,
    OpenDesk,
    ReleaseDesk,
    ResumeTickets,
    SetRegime,
    StopTickets,
)
from okienko.core.hall.compile import rules_of
from okienko.core.hall.door.room import limit_of
from okienko.core.hall.picture import Row
from okienko.core.hall.refusals import Refusal
from okienko.core.office import Office as Described
from okienko.core.office.waiting import desks_of
from okienko.faces.manager.desks import who_may_sit
from okienko.faces.manager.hall import Shown, no_hall, shown
from okienko.faces.manager.scene import desk_state
from okienko.faces.manager.words import ACTS
from okienko.records.office import Office
from okienko.ui.posts import read_key
from okienko.ui.refusals import said
from okienko.ui.states import MODE

OFF = "-"
AT_A_DESK = frozenset({"release", "desk"})


def act(request: HttpRequest, office: Office, act: str) -> HttpResponse:
    """GET: what it means. POST: do it, and back to the floor."""
    if act not in ACTS:
        raise Http404
    hall = shown(office)
    if hall is None:
        return no_hall(request, office)
    asked = request.POST if request.method == "POST" else request.GET
    command = _command(act, asked, hall.office)
    if request.method == "POST":
        return _carry_out(request, office, act, command)
    return render(request, "manager/act.html", {
        "office": hall.office,
        "act": ACTS[act],
        "name": act,
        "key": uuid4().hex,
        "desk": _desk(hall, asked.get("desk", "")) if act in AT_A_DESK else None,
        "people": who_may_sit(hall, asked.get("desk", "")) if act == "desk" else [],
        **(_regime(hall, asked.get("regime", "")) if act == "regime" else {}),
        "inside": hall.picture["hall"]["now"]["inside"],
        "waiting": sum(row["state"] == "waiting" for row in hall.picture["visits"].values()),
        "served": sum(row["visit"] is not None for row in hall.picture["desks"].values()),
    })


def _command(act: str, asked: Any, office: Described) -> Command:
    """The command of the hall; a desk or regime that the office does not have is a 404."""
    if act == "regime":
        regime = asked.get("regime", OFF)
        if regime != OFF and regime not in office.regimes:
            raise Http404
        return SetRegime(regime=None if regime == OFF else regime)
    if act in AT_A_DESK and asked.get("desk") not in office.desks:
        raise Http404
    if act == "release":
        return ReleaseDesk(desk=asked["desk"])
    if act == "desk":
        return OpenDesk(desk=asked["desk"], person=asked.get("person", ""), paused=True)
    if act == "close":
        return CloseDay(even_waiting=asked.get("even_waiting") == "yes",
                        even_serving=asked.get("even_serving") == "yes")
    plain: dict[str, Command] = {"open": OpenDay(), "stop": StopTickets(reason="manager"), "resume": ResumeTickets()}
    return plain[act]


def _carry_out(request: HttpRequest, office: Office, act: str, command: Command) -> HttpResponse:
    try:
        give(office.slug, command, who=request.who, key=read_key(request.POST))
    except (NoKeeper, Unavailable):
        return no_hall(request, office)
    except Refusal as refusal:
        messages.warning(request, said(refusal))
    else:
        messages.success(request, ACTS[act].done)
    return HttpResponseRedirect(reverse("manager", kwargs={"office": office.slug}))


def _desk(hall: Shown, desk_id: str) -> Row:
    row = hall.picture["desks"].get(desk_id)
    person = hall.office.people.get(row["person"]) if row else None
    return {"id": desk_id, "label": hall.office.desks[desk_id].label, "state": desk_state(desk_id, hall.picture),
            "person": person.name if person else "", "ticket": row["ticket"] if row else ""}


def _regime(hall: Shown, chosen: str) -> dict[str, Any]:
    """The rules to be put in force, and the proof that every department keeps a way."""
    office, language = hall.office, get_language() or "pl"
    regime, rules = office.regimes.get(chosen), rules_of(office, hall.at.astimezone(office.zone).date())
    return {
        "regime": regime,
        "regime_id": chosen or OFF,
        "regime_name": regime.name.spoken(language) if regime else "",
        "outside": regime.outside.spoken(language) if regime else "",
        "capacity": limit_of(rules.regimes.get(chosen), open_desks=len(hall.picture["desks"])),
        "ways": [_ways(office, department, chosen if regime else None, language) for department in office.departments],
    }


def _ways(office: Described, department: str, regime: str | None, language: str) -> Row:
    """By which desks a department takes people in, and how its officers are met, under these rules."""
    shut = office.regimes[regime].closed_desks if regime else ()
    desks = [desk.label for desk in desks_of(office, department) if desk.id not in shut]
    modes = [MODE[mode].text for mode in office.contact_modes(department, regime)]
    return {"id": department, "name": office.departments[department].name.spoken(language), "desks": desks,
            "modes": modes}
