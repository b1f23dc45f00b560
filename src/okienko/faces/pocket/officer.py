"""I want to talk to the officer: whoever handles it, a department, a person by name; and a date if not today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from okienko.actions.ticket import Offer, ask
from okienko.core.contact.dates import SHOWN
from okienko.core.hall.commands import AgreeDate, AskOfficer
from okienko.core.hall.refusals import Malformed, Refusal, WishUnderWay
from okienko.core.office import Office
from okienko.core.office.asked import officers_of
from okienko.faces.pocket.holder import Holding, holding, page
from okienko.faces.pocket.shown import shown
from okienko.faces.pocket.ticket import own_wish, ticket_page
from okienko.faces.pocket.wording import day_words
from okienko.ui.refusals import under_way
from okienko.ui.templatetags.office import named, tongue


@holding
def officer(request: HttpRequest, mine: Holding) -> HttpResponse:
    """GET: with whom? POST: the wish is written down, and the officers are asked at once."""
    if request.method != "POST":
        return page(request, "pocket/officer.html", {**shown(mine), **_choices(mine)})
    to, _sep, who = request.POST.get("to", "").partition(":")
    command = AskOfficer(visit=mine.held.visit, department=who if to == "department" else None,
                         named=who if to == "person" else None)
    return _answer(request, mine, command, f"officer-{mine.held.seq}", is_known=to in ("any", "department", "person"))


@holding
def agree_date(request: HttpRequest, mine: Holding) -> HttpResponse:
    """GET: the dates that are offered. POST: one is agreed; the wish stays open until the meeting took place."""
    wish = own_wish(mine, request.POST.get("wish", "") or request.GET.get("wish", ""))
    dates = mine.held.offers.get(wish or 0, Offer()).dates
    if request.method != "POST":
        offered = [{"value": each.isoformat(), "words": day_words(each, mine.office)} for each in dates[:SHOWN]]
        return page(request, "pocket/date.html", {**shown(mine), "dates": offered, "wish_number": wish})
    chosen = next((each for each in dates if each.isoformat() == request.POST.get("due_at")), None)
    command = AgreeDate(wish=wish, due_at=chosen or datetime.max.replace(tzinfo=UTC)) if wish else None
    return _answer(request, mine, command, f"date{wish}-{mine.held.seq}", is_known=chosen is not None)


def _answer(request: HttpRequest, mine: Holding, command: AskOfficer | AgreeDate | None, key: str, *,
            is_known: bool) -> HttpResponse:
    try:
        if command is None or not is_known:
            raise Malformed
        ask(mine.office, command, visit=mine.held.visit, key=key)
    except WishUnderWay as same:
        return ticket_page(request, mine, told=under_way(same, office=mine.office, language=mine.language))
    except Refusal as refusal:
        return ticket_page(request, mine, refused=_(refusal.message), status=refusal.status)
    return redirect("pocket", office=mine.office.slug, code=mine.code)


def _choices(mine: Holding) -> dict[str, Any]:
    own = mine.office.departments.get(mine.held.department or "")
    return {
        "own": named(own.name, mine.language) if own is not None else "",
        "departments": [{"value": f"department:{each.id}", "words": each.name.spoken(mine.language),
                         "lang": tongue(each.name, mine.language)}
                        for each in mine.office.departments.values() if each is not own],
        "people": [{"department": name, "people": people} for name, people in _published(mine.office, mine.language)],
    }


def _published(office: Office, language: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The people whom the office publishes: officers and heads, by department."""
    for department in office.departments.values():
        people = [{"value": f"person:{each.id}", "words": each.name} for each in officers_of(office, department.id)]
        if people:
            yield department.name.spoken(language), people
