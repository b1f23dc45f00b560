"""The screen of a clerk: choose a desk, then work at it. Every act is a form, with or without a script."""

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
from okienko.ui.workplace.found import found
from okienko.ui.workplace.scene import scene
from okienko.ui.workplace.sending import asks_for_part, command_fields


def desk(request: HttpRequest, office: Office) -> HttpResponse:
    """The own desk: a post does one act and shows what has become of it."""
    described = current_office(office.slug)
    address = reverse("desk", kwargs={"office": office.slug})
    if request.method == "POST":
        _act(request, described)
        if not asks_for_part(request):
            return HttpResponseRedirect(address)
    place = place_of(office.slug, who=request.who)
    context = {"office": described, "address": address, "heading": _("Your desk")}
    if place["desk"] is not None and place["desk"]["kind"] == "cash":
        return HttpResponseRedirect(reverse("till", kwargs={"office": office.slug}))
    if place["desk"] is None:
        return _choose(request, place, described, context)
    return _shown(request, place, described, context)


def search(request: HttpRequest, office: Office) -> HttpResponse:
    """Cards of the services that words of the question match."""
    described = current_office(office.slug)
    query = request.GET.get("q", "")
    context = {"office": described, "query": query, "heading": _("Search the services"),
               "found": found(described, query, language=get_language() or "pl"),
               "search_address": request.path}
    return render(request, "ui/workplace/found.html" if asks_for_part(request) else "ui/workplace/search.html", context)


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
        **context, "person": person, "is_open": place["is_open"], "heading": _("Choose your desk"),
        "desks": [each for each in desks if each["kind"] != "cash"] or desks,
        "key": uuid.uuid4().hex})


def _shown(request: HttpRequest, place: dict[str, Any], described: Described,
           context: dict[str, Any]) -> HttpResponse:
    _seq, picture = picture_of(described.slug, STAFF)
    shown = scene(place, picture, office=described, language=get_language() or "pl", now=now())
    outcome = shown["acts"]["default_words"]
    part = "ui/workplace/panel.html" if asks_for_part(request) else "desk/desk.html"
    return render(request, part, {
        **context, **shown, "acts_template": "ui/workplace/acts.html", "queue_title": _("They wait for you"),
        "next_hint": _("outcome: %(outcome)s") % {"outcome": outcome},
        "search_address": reverse("desk-search", kwargs={"office": described.slug})})
