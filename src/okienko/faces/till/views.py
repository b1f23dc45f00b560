"""The screen of a cashier. The cash book comes later; what is to be paid is the text of the services' cards."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.actions.hall import now, picture_of
from okienko.actions.office import current_office
from okienko.actions.workplace.desk import place_of, work
from okienko.core.hall.picture import STAFF
from okienko.core.hall.refusals import Refusal
from okienko.core.office import Office as Described
from okienko.records.office import Office
from okienko.ui.posts import read_command, read_key
from okienko.ui.refusals import tell
from okienko.ui.workplace.choice import desks_to_choose
from okienko.ui.workplace.scene import scene
from okienko.ui.workplace.sending import asks_for_part, command_fields


def till(request: HttpRequest, office: Office) -> HttpResponse:
    """The own cash desk: a post does one act and shows what has become of it."""
    described = current_office(office.slug)
    address = reverse("till", kwargs={"office": office.slug})
    if request.method == "POST":
        _act(request, described)
        if not asks_for_part(request):
            return HttpResponseRedirect(address)
    place = place_of(office.slug, who=request.who)
    context = {"office": described, "address": address, "heading": _("Cash desk")}
    if place["desk"] is not None and place["desk"]["kind"] != "cash":
        return HttpResponseRedirect(reverse("desk", kwargs={"office": office.slug}))
    if place["desk"] is None:
        return _choose(request, place, described, context)
    return _shown(request, place, described, context)


def _act(request: HttpRequest, described: Described) -> None:
    fields = command_fields(request.POST)
    try:
        command = read_command(fields, zone=described.zone)
        work(described.slug, command, who=request.who, key=read_key(fields))
    except Refusal as refusal:
        tell(request, refusal, office=described)


def _choose(request: HttpRequest, place: dict[str, Any], described: Described,
            context: dict[str, Any]) -> HttpResponse:
    person = request.who.staff_id
    desks = desks_to_choose(place, office=described, person=person, language=get_language() or "pl", now=now())
    return render(request, "ui/workplace/choose.html", {
        **context, "person": person, "is_open": place["is_open"], "heading": _("Choose your cash desk"),
        "desks": [each for each in desks if each["kind"] == "cash"], "key": uuid.uuid4().hex})


def _shown(request: HttpRequest, place: dict[str, Any], described: Described,
           context: dict[str, Any]) -> HttpResponse:
    _seq, picture = picture_of(described.slug, STAFF)
    shown = scene(place, picture, office=described, language=get_language() or "pl", now=now())
    part = "ui/workplace/panel.html" if asks_for_part(request) else "till/till.html"
    return render(request, part, {
        **context, **shown, "acts_template": "till/acts.html", "queue_title": _("They wait for the cash desk"),
        "next_hint": "", "search_address": reverse("desk-search", kwargs={"office": described.slug})})
