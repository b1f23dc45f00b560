"""The page of one ticket: where I stand, where I am called; step out, come back, give up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from okienko.actions.ticket import ask, call_me, step_out
from okienko.core.hall.commands import ChooseContact, Command, Leave, Resume, SeekAgain, WithdrawWish
from okienko.core.hall.refusals import Malformed, Refusal
from okienko.faces.pocket.holder import Holding, holding, page
from okienko.faces.pocket.shown import STEP_OUTS, shown
from okienko.faces.pocket.wording import script_words
from okienko.ui.inline import words_for_script


@holding
def ticket(request: HttpRequest, mine: Holding) -> HttpResponse:
    """GET: the whole page. POST: one of its buttons; every answer leads back here."""
    if request.method != "POST":
        return ticket_page(request, mine)
    try:
        _do(mine, request.POST.get("do", ""), request)
    except Refusal as refusal:
        return ticket_page(request, mine, refused=_(refusal.message), status=refusal.status)
    return redirect("pocket", office=mine.office.slug, code=mine.code)


@holding
def now(request: HttpRequest, mine: Holding) -> HttpResponse:
    """What changes on the page, for the script to put in its place."""
    return page(request, "pocket/now.html", {**shown(mine), "typing": False})


@holding
def leave(request: HttpRequest, mine: Holding) -> HttpResponse:
    """Really give up?"""
    if request.method != "POST":
        return page(request, "pocket/leave.html", shown(mine))
    try:
        ask(mine.office, Leave(visit=mine.held.visit), visit=mine.held.visit, key=_key(mine, "leave"))
    except Refusal as refusal:
        return ticket_page(request, mine, refused=_(refusal.message), status=refusal.status)
    return redirect("pocket", office=mine.office.slug, code=mine.code)


def ticket_page(request: HttpRequest, mine: Holding, *, refused: str = "", told: str = "",
                status: int = 200) -> HttpResponse:
    """The page of a ticket, perhaps with why something could not be done, or what is under way already."""
    words = words_for_script(script_words(mine.office))
    context = {**shown(mine), "words": words, "refused": refused, "told": told,
               # Without a script the page brings itself anew, except while somebody types on it.
               "typing": "typing" in request.GET or request.POST.get("do") == "call_me"}
    return page(request, "pocket/ticket.html", context, status=status)


def _do(mine: Holding, do: str, request: HttpRequest) -> None:
    if do == "step_out":
        step_out(mine.office, visit=mine.held.visit, minutes=_minutes(request.POST.get("minutes", "")))
        return
    if do == "call_me":
        _call_me(mine, request)
        return
    named = request.POST.get("wish", "")
    ask(mine.office, _command(mine, do, named=named), visit=mine.held.visit, key=_key(mine, f"{do}{named}"))


def _call_me(mine: Holding, request: HttpRequest) -> None:
    wish = own_wish(mine, request.POST.get("wish", ""))
    if wish is None:
        raise Malformed(do="call_me")
    call_me(mine.office, wish=wish, phone=request.POST.get("phone", ""), visit=mine.held.visit,
            key=_key(mine, f"call_me{wish}"))


def _command(mine: Holding, do: str, *, named: str) -> Command:
    if do == "resume":
        return Resume(visit=mine.held.visit)
    wish = own_wish(mine, named)
    choices: dict[str, dict[str, Any]] = {"go_up": {"prefers": "goes-up"}, "stay_down": {"prefers": "comes-down"},
                                          "substitute": {"substitute": True}}
    if wish is not None and do == "withdraw":
        return WithdrawWish(wish=wish)
    if wish is not None and do == "seek_again":
        return SeekAgain(wish=wish)
    if wish is not None and do in choices:
        return ChooseContact(wish=wish, **choices[do])
    raise Malformed(do=do)


def own_wish(mine: Holding, named: str) -> int | None:
    """The wish that a form names, if it is one of the holder's; without a name the first; None when there is none."""
    first = mine.held.view["wish"]
    numbers = {str(row["number"]): int(row["number"]) for row in mine.held.view["wishes"]}
    return numbers.get(named, int(first["number"]) if first is not None else None)


def _minutes(text: str) -> int:
    if text not in map(str, STEP_OUTS):
        raise Malformed(minutes=text)
    return int(text)


def _key(mine: Holding, do: str) -> str:
    """The same button on the same state of the ticket counts once."""
    return f"{do}-{mine.held.seq}"
