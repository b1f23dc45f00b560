"""The screen of whoever works at a desk: take a seat, do an act, see what has become of it; the same at every desk.

What the hall says is handed in: this room knows neither the keeper nor who may do what.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.core.hall.commands import Command
from okienko.core.hall.picture import Picture
from okienko.core.hall.refusals import Refusal
from okienko.core.office import Office
from okienko.ui.posts import read_command, read_key
from okienko.ui.refusals import tell
from okienko.ui.workplace.choice import desks_to_choose
from okienko.ui.workplace.scene import scene
from okienko.ui.workplace.sending import asks_for_part, command_fields

Desks = list[dict[str, Any]]


def act(request: HttpRequest, *, office: Office, work: Callable[[Command, str | None], object]) -> None:
    """Do what was posted; a refusal is said on the next page."""
    fields = command_fields(request.POST)
    try:
        work(read_command(fields, zone=office.zone), read_key(fields))
    except Refusal as refusal:
        tell(request, refusal, office=office)


def choose(request: HttpRequest, place: dict[str, Any], *, context: dict[str, Any], meant: Callable[[Desks], Desks],
           now: datetime) -> HttpResponse:
    """Those desks to sit down at that are meant on this screen; the context names the office."""
    person = request.who.staff_id
    desks = desks_to_choose(place, office=context["office"], person=person, language=get_language() or "pl", now=now)
    return render(request, "ui/workplace/choose.html", {
        **context, "person": person, "is_open": place["is_open"], "desks": meant(desks), "key": uuid.uuid4().hex})


def show(request: HttpRequest, place: dict[str, Any], picture: Picture, *, template: str, context: dict[str, Any],
         now: datetime) -> HttpResponse:
    """The own desk as it is now: the whole page, or the panel where only that is asked for."""
    office: Office = context["office"]
    shown = scene(place, picture, office=office, language=get_language() or "pl", now=now)
    return render(request, "ui/workplace/panel.html" if asks_for_part(request) else template, {
        **context, **shown, "next_hint": _("outcome: %(outcome)s") % {"outcome": shown["acts"]["default_words"]},
        "search_address": reverse("desk-search", kwargs={"office": office.slug})})
