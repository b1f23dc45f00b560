"""What to bring: search by everyday words, the card of a service, who settles what is not settled here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from okienko.actions.office import current_office
from okienko.core.catalogue.search import find
from okienko.core.office import Office
from okienko.core.office.checks.ways import desks_taking_in
from okienko.core.office.place import Desk
from okienko.core.office.service import Service
from okienko.faces.site.frame import language, page
from okienko.records.office import Office as OfficeRow

LONGEST = 100
FOUND = 20


def services(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """Search, or all matters by group; nothing found claims nothing and says whom to ask."""
    found = current_office(office.slug)
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    hits = find(found, asked, most=FOUND) if asked else []
    return page(
        request, "site/services.html", found,
        asked=asked,
        services=[found.services[hit.id] for hit in hits if not hit.is_referral],
        referrals=[found.referrals[hit.id] for hit in hits if hit.is_referral],
        first_is_referral=bool(hits) and hits[0].is_referral,
        groups=[] if asked else _groups(found),
        elsewhere=[] if asked else list(found.referrals.values()),
    )


def _groups(office: Office) -> list[tuple[str, list[Service]]]:
    """All services by group, in the order of the files."""
    groups: dict[str, list[Service]] = {}
    for service in office.services.values():
        groups.setdefault(office.said(service.group, language()) or _("Other matters"), []).append(service)
    return list(groups.items())


def service(request: HttpRequest, office: OfficeRow, service: str) -> HttpResponse:
    """The card: documents, fee, deadline, where, result, law, desks, the way without steps. Made to be printed."""
    found = current_office(office.slug)
    card = found.services.get(service)
    if card is None:
        raise Http404
    department = found.departments.get(card.department)
    desks = [desk for desk in found.desks.values() if desk.calls_clients and {card.department} & set(desk.departments)]
    if not desks and department is not None:
        desks = desks_taking_in(found, department)
    return page(
        request, "site/service.html", found,
        card=card,
        name=card.name.spoken(language()),
        department=department,
        floor=found.floors.get(department.floor or "") if department else None,
        desks=desks,
        places=_places(found, desks),
        queue=found.queues[card.queue],
        mark=found.said(found.marks.get(card.mark, ""), language()),
    )


def _places(office: Office, desks: list[Desk]) -> list[tuple[str, str, str]]:
    """Each area with one of the desks: its name, its floor, the way without steps."""
    areas = dict.fromkeys(desk.area for desk in desks)
    told = [office.areas[area] for area in areas]
    return [(area.name.spoken(language()), office.floors[area.floor].name.spoken(language()),
             area.step_free or office.floors[area.floor].step_free) for area in told]


def referral(request: HttpRequest, office: OfficeRow, referral: str) -> HttpResponse:
    """A matter of another authority: where to go, and why."""
    found = current_office(office.slug)
    card = found.referrals.get(referral)
    if card is None:
        raise Http404
    return page(request, "site/referral.html", found, card=card, name=card.name.spoken(language()),
                mark=found.said(found.marks.get(card.mark, ""), language()))
