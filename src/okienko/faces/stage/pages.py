"""The pages of the stage: the house, and the phone, the board and the desk beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.actions.description import office_of
from okienko.actions.office import revision
from okienko.actions.stage.accounts import STORY
from okienko.core.office import Office
from okienko.core.office.service import Service
from okienko.faces.stage.frame import frame_of
from okienko.faces.stage.scene import scene_of
from okienko.faces.stage.words import board_words, desk_words, stage_words, with_places
from okienko.records.office import Office as OfficeRow

SPEEDS = (1, 5, 20, 60)
#: What stands beside the house → the routes that may show it, the first one that exists.
FRAMES = {
    "phone_url": ("take-ticket",), "board_url": ("board", "stage-board"), "desk_url": ("stage-desk",),
}


def only_in_demonstration() -> Office:
    """The office played here; a page of the stage does not exist anywhere else."""
    if not settings.OKIENKO_DEMO:
        raise Http404
    row = OfficeRow.objects.order_by("pk").first()
    if row is None:
        raise Http404
    last = revision(row.slug)
    return _office(last.content_hash, row.slug)


@lru_cache(maxsize=2)
def _office(content_hash: str, slug: str) -> Office:
    del content_hash
    return office_of(revision(slug).files)


def stage(request: HttpRequest) -> HttpResponse:
    """The house, and all that stands beside it."""
    office = only_in_demonstration()
    scene = scene_of(office, language=_language())
    return render(request, "stage/stage.html", {
        "office": office, "scene": scene, "frame": frame_of(scene), "scene_facts": scene.facts(), "speeds": SPEEDS,
        "words": with_places(stage_words(), office), "lost": _card(office), "demand": _demand(office),
        "letter_url": reverse("letter"),
        "sign_in_url": reverse("stage-sign-in"),
        **{frame: address_of(office, names) for frame, names in FRAMES.items()},
        "board_url": f"{address_of(office, FRAMES['board_url'])}?{urlencode({'lang': _language()})}",
    })


def phone(request: HttpRequest) -> HttpResponse:
    """A resident's phone: the very page that stands beside the house."""
    del request
    office = only_in_demonstration()
    return redirect("take-ticket", office=office.slug)


def board(request: HttpRequest) -> HttpResponse:
    """The board on the wall of the hall."""
    office = only_in_demonstration()
    queues = {queue.id: (queue.board_name or queue.name).spoken(_language()) for queue in office.queues.values()}
    return render(request, "stage/board.html", {
        "office": office, "queues": queues, "words": with_places(board_words(), office),
        "hall": scene_of(office, language=_language()).hall,
    })


def desk(request: HttpRequest) -> HttpResponse:
    """A desk at which a visitor may sit down."""
    office = only_in_demonstration()
    return render(request, "stage/desk.html", {
        "office": office, "words": with_places(desk_words(), office), "names": _names(office),
    })


def address_of(office: Office, names: Iterable[str]) -> str | None:
    """The address of the first of these routes that exists, with the office in it or without; None for none."""
    for name in names:
        for arguments in ({}, {"office": office.slug}):
            try:
                return reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
    return None


def _language() -> str:
    return (get_language() or "pl")[:2]


def _names(office: Office) -> dict[str, str]:
    return {service.id: service.name.spoken(_language()) for service in office.services.values()}


def _talk(office: Office) -> Service | None:
    return next((service for service in office.services.values() if service.guarantee), None)


def _card(office: Office) -> dict[str, Any]:
    """The card of the service with which the first story begins."""
    service = office.services.get(STORY) or next(iter(office.services.values()))
    return {"id": service.id, "name": service.name.spoken(_language()),
            "title": _("I lost my ID card") if service.id == STORY else "",
            "documents": [office.said(line, _language()) for line in service.documents],
            "fee": office.said(service.fee, _language()), "deadline": office.said(service.deadline, _language()),
            "where": office.said(service.where, _language()),
            "legal_basis": service.legal_basis}


def _demand(office: Office) -> dict[str, Any]:
    """What the stories ask for: the conversation with an officer from upstairs, rules that throttle."""
    talk = _talk(office)
    upstairs = [d.id for d in office.departments.values()
                if d.floor and office.floors[d.floor].level > 0 and
                any(p.department == d.id and p.role == "officer" for p in office.people.values())]
    return {"service": talk.id if talk else None, "department": upstairs[0] if upstairs else None,
            "regime": _roomiest(office)}


def _roomiest(office: Office) -> str | None:
    """The regime to be shown: of those that count people by open desks the one that lets in most, or else the first."""
    counted = {regime.id: regime.persons_per_open_desk for regime in office.regimes.values()
               if regime.persons_per_open_desk is not None}
    return max(counted, key=lambda regime: counted[regime], default=next(iter(office.regimes), None))
