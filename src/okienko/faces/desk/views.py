"""The screen of a clerk: choose a desk, then work at it. Every act is a form, with or without a script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.actions.hall import now, picture_of
from okienko.actions.office import current_office
from okienko.actions.workplace.desk import place_of, work
from okienko.core.hall.picture import STAFF
from okienko.records.office import Office
from okienko.ui.workplace.found import found
from okienko.ui.workplace.seat import Desks, act, choose, show
from okienko.ui.workplace.sending import asks_for_part


def desk(request: HttpRequest, office: Office) -> HttpResponse:
    """The own desk: a post does one act and shows what has become of it."""
    described = current_office(office.slug)
    address = reverse("desk", kwargs={"office": office.slug})
    if request.method == "POST":
        act(request, office=described,
            work=lambda command, key: work(described.slug, command, who=request.who, key=key))
        if not asks_for_part(request):
            return HttpResponseRedirect(address)
    place = place_of(office.slug, who=request.who)
    context = {"office": described, "address": address, "heading": _("Your desk")}
    if place["desk"] is not None and place["desk"]["kind"] == "cash":
        return HttpResponseRedirect(reverse("till", kwargs={"office": office.slug}))
    if place["desk"] is None:
        return choose(request, place, context={**context, "heading": _("Choose your desk")}, meant=_meant, now=now())
    _seq, picture = picture_of(described.slug, STAFF)
    context |= {"acts_template": "ui/workplace/acts.html", "queue_title": _("They wait for you")}
    return show(request, place, picture, template="desk/desk.html", context=context, now=now())


def search(request: HttpRequest, office: Office) -> HttpResponse:
    """Cards of the services that words of the question match."""
    described = current_office(office.slug)
    query = request.GET.get("q", "")
    context = {"office": described, "query": query, "heading": _("Search the services"),
               "found": found(described, query, language=get_language() or "pl"),
               "search_address": request.path}
    return render(request, "ui/workplace/found.html" if asks_for_part(request) else "ui/workplace/search.html", context)


def _meant(desks: Desks) -> Desks:
    """The desks that are no cash desks; those too, where there are no others."""
    return [each for each in desks if each["kind"] != "cash"] or desks
