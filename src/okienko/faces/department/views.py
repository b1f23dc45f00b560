"""The screen of an officer upstairs: one key for the own presence, one for "I am coming down"."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from okienko.actions.hall import now
from okienko.actions.office import current_office
from okienko.actions.workplace.department import wishes_of
from okienko.actions.workplace.desk import work
from okienko.core.hall.refusals import Refusal
from okienko.core.office import Office as Described
from okienko.core.people import roles as may
from okienko.core.people.who import Who
from okienko.faces.department.scene import scene
from okienko.records.office import Office
from okienko.ui.posts import read_command, read_key
from okienko.ui.refusals import said
from okienko.ui.workplace.sending import asks_for_part


def department(request: HttpRequest, office: Office) -> HttpResponse:
    """The wishes of the own department; whoever runs the hall may look at each department (`?of=`)."""
    described = current_office(office.slug)
    own = department_of(described, request.who, asked=request.GET.get("of", ""))
    address = reverse("department", kwargs={"office": office.slug})
    if own and request.GET.get("of") == own:
        address = f"{address}?of={own}"
    if request.method == "POST":
        _act(request, described)
        if not asks_for_part(request):
            return HttpResponseRedirect(address)
    view = wishes_of(office.slug, who=request.who, department=own)
    language = get_language() or "pl"
    person = request.who.staff_id if request.who.staff_id in described.people else ""
    shown = scene(view, office=described, person=person, department=own, language=language, now=now())
    shown |= {"choice": _choice(described, request.who, language), "department": own}
    part = "department/panel.html" if asks_for_part(request) else "department/department.html"
    return render(request, part, {"office": described, "address": address, **shown})


def department_of(office: Described, who: Who, *, asked: str) -> str:
    """The department of whoever asks; another one only for whoever runs the hall."""
    person = office.people.get(who.staff_id)
    if asked in office.departments and (who.may(may.RUN_HALL) or (person and person.department == asked)):
        return asked
    return person.department if person else ""


def _choice(office: Described, who: Who, language: str) -> list[tuple[str, str]]:
    """The departments among which whoever runs the hall may choose, by name."""
    if not who.may(may.RUN_HALL):
        return []
    named = [(each.id, each.name.spoken(language)) for each in office.departments.values()]
    return sorted(named, key=lambda row: row[1])


def _act(request: HttpRequest, described: Described) -> None:
    try:
        command = read_command(request.POST, zone=described.zone)
        work(described.slug, command, who=request.who, key=read_key(request.POST))
    except Refusal as refusal:
        messages.warning(request, said(refusal))
