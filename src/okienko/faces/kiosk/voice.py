"""Reading a screen aloud with the machine's own voice: browsers of kiosks seldom bring one."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from okienko.core.people.throttle import Throttle
from okienko.faces.kiosk.place import Place, kiosk
from okienko.links.voice import NoVoice, Shelf, found

#: A sentence of a screen; no card has longer ones.
LONGEST = 400
#: Recordings that are kept; the oldest go first. They stand apart from those of the boards.
KEPT = 1500
#: What one kiosk may ask for: whole screens, but no library.
_asked = Throttle(burst=120, per_minute=120, now=time.monotonic)


@kiosk
def voice(request: HttpRequest, place: Place) -> HttpResponse:
    """A sentence, spoken; 404 where the machine has no voice, or where nobody stands at a kiosk of ours."""
    text = " ".join(request.GET.get("text", "").split())
    if not place.is_let_in or not 0 < len(text) <= LONGEST or not text.isprintable():
        raise Http404
    if not _asked.take(f"{place.who.id} {request.META.get('REMOTE_ADDR', '')}"):
        raise Http404
    try:
        path = _shelf(settings.VAR).get(text, language=place.choice.language)
        return FileResponse(path.open("rb"), content_type="audio/wav")
    except (NoVoice, FileNotFoundError):
        raise Http404 from None


@cache
def _shelf(var: Path) -> Shelf:
    return Shelf(var / "voice-kiosk", speaker=found(), limit=KEPT)
