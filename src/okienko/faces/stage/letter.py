"""The page of the letter's promises: each with its screen, its rule and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.core.office import Office
from okienko.faces.stage.pages import address_of, only_in_demonstration
from okienko.faces.stage.promises import BUILT, NOT_YET, THREAD, Promise, opened_at, promises, shown_files

#: A face of the program → the names of its routes, the best one first; the stage stands in where there is none yet.
SCREENS = {
    "board": ("board", "stage-board"), "pocket": ("pocket", "take-ticket"), "desk": ("desk", "stage-desk"),
    "kiosk": ("kiosk",), "department": ("department",), "till": ("till",), "manager": ("manager",), "site": ("site",),
    "setup": ("setup", "people"),
}
#: A face behind the sign-in → the role by whose one click its screen opens.
ROLES_OF = {"desk": "clerk", "department": "officer", "till": "cashier", "manager": "manager", "setup": "administrator"}


@dataclass(frozen=True, slots=True)
class Line:
    """A promise as the page shows it."""

    promise: Promise
    words: str
    state: str
    icon: str
    tone: str
    screen: str | None


def letter(request: HttpRequest) -> HttpResponse:
    """All promises, one by one."""
    office = only_in_demonstration()
    lines = [_line(promise, office) for promise in promises()]
    counts = [(state, icon, tone, sum(line.state == state for line in lines))
              for state, icon, tone in _looks().values()]
    return render(request, "stage/letter.html", {"office": office, "lines": lines, "counts": counts})


def source(request: HttpRequest) -> HttpResponse:
    """A rule or a scenario as it stands in the program; no other file is shown."""
    office = only_in_demonstration()
    name = request.GET.get("name", "")
    file = shown_files().get(name)
    if file is None:
        raise Http404
    before, rule = opened_at(file.read_text(encoding="utf-8"), request.GET.get("rule", ""))
    return render(request, "stage/source.html", {"office": office, "name": name, "before": before, "rule": rule})


def _looks() -> dict[str, tuple[str, str, str]]:
    return {BUILT: (_("built"), "check", "good"),
            THREAD: (_("to be seen from end to end, not yet deep"), "arrow", "info"),
            NOT_YET: (_("not built yet"), "clock", "warn")}


def _line(promise: Promise, office: Office) -> Line:
    words = promise.said((get_language() or "pl")[:2])
    state, icon, tone = _looks()[promise.state]
    screen = _screen(promise, office) if promise.is_built else None
    return Line(promise=promise, words=words, state=state, icon=icon, tone=tone, screen=screen)


def _screen(promise: Promise, office: Office) -> str | None:
    """The address on which it is to be seen, behind one click of the right role where it needs one."""
    screen = address_of(office, (promise.page,) if promise.page else SCREENS.get(promise.face, ()))
    if screen is not None and promise.anchor:
        screen = f"{screen}#{promise.anchor}"
    if screen is not None and promise.face in ROLES_OF:
        return f"{reverse('stage-sign-in')}?{urlencode({'role': ROLES_OF[promise.face], 'next': screen})}"
    return screen

