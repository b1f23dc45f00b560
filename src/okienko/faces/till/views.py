"""The screen of a cashier. The cash book comes later; what is to be paid is the text of the services' cards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from okienko.actions.hall import now, picture_of
from okienko.actions.office import current_office
from okienko.actions.workplace.desk import place_of, work
from okienko.core.hall.picture import STAFF
from okienko.records.office import Office
from okienko.ui.workplace.seat import Desks, act, choose, show
from okienko.ui.workplace.sending import asks_for_part


def till(request: HttpRequest, office: Office) -> HttpResponse:
    """The own cash desk: a post does one act and shows what has become of it."""
    described = current_office(office.slug)
    address = reverse("till", kwargs={"office": office.slug})
    if request.method == "POST":
        act(request, office=described,
            work=lambda command, key: work(described.slug, command, who=request.who, key=key))
        if not asks_for_part(request):
            return HttpResponseRedirect(address)
    place = place_of(office.slug, who=request.who)
    context = {"office": described, "address": address, "heading": _("Cash desk")}
    if place["desk"] is not None and place["desk"]["kind"] != "cash":
        return HttpResponseRedirect(reverse("desk", kwargs={"office": office.slug}))
    if place["desk"] is None:
        return choose(request, place, context={**context, "heading": _("Choose your cash desk")}, meant=_meant,
                      now=now())
    _seq, picture = picture_of(described.slug, STAFF)
    context |= {"acts_template": "till/acts.html", "queue_title": _("They wait for the cash desk")}
    return show(request, place, picture, template="till/till.html", context=context, now=now())


def _meant(desks: Desks) -> Desks:
    """The cash desks."""
    return [each for each in desks if each["kind"] == "cash"]
