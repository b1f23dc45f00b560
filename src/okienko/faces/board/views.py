"""The pages of the board and the addresses of its voice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from okienko.actions.hall import now
from okienko.actions.office import current_office
from okienko.actions.voice import NotSaid, recording_of, saying_of
from okienko.core.people import roles as may
from okienko.faces.board.scene import board_scene
from okienko.links.voice import NoVoice, Shelf, found
from okienko.records.office import Office

KEPT_SECONDS = 86_400


def board(request: HttpRequest, office: Office, area: str | None = None) -> HttpResponse:
    """The board of the whole office, or of one of its areas; `?lang=en` shows it in another language."""
    described = current_office(office.slug)
    place = described.areas.get(area) if area is not None else None
    if area is not None and place is None:
        raise Http404
    language = request.GET.get("lang", request.GET.get("language", ""))
    if language not in described.languages:
        language = described.languages[0]
    moment = now()
    with translation.override(language):
        scene = board_scene(described, area=place, language=language, on=moment.astimezone(described.zone).date())
        scene |= {"now": moment.isoformat(), "sound": "sound" in request.GET or request.who.may(may.SHOW_BOARD)}
        return render(request, "board/board.html", {
            "office": described, "place": place.name.spoken(language) if place else "", "scene": scene})


def voice_text(request: HttpRequest, office: Office, key: str) -> HttpResponse:
    """The words of a call, for the screen's reader and for a voice of the browser's own."""
    del request
    try:
        said = saying_of(current_office(office.slug), key)
    except NotSaid:
        raise Http404 from None
    return _kept(HttpResponse(said.text, content_type="text/plain; charset=utf-8"))


def voice_recording(request: HttpRequest, office: Office, key: str) -> HttpResponse:
    """The recording of a call; 404 where the machine has no voice: the board then chimes and shows."""
    del request
    try:
        path = recording_of(current_office(office.slug), key, shelf=shelf(settings.VAR))
        return _kept(FileResponse(path.open("rb"), content_type="audio/wav"))
    except (NotSaid, NoVoice, FileNotFoundError):
        raise Http404 from None


@cache
def shelf(var: Path) -> Shelf:
    """The recordings of this installation."""
    return Shelf(var / "voice", speaker=found())


def _kept(response: HttpResponse | FileResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response  # type: ignore[return-value]
