"""Was the office open at a day and time? The answer of the calendar and the journal, for anybody who asks."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okienko.actions.audit import Known, stood_at
from okienko.actions.hall import moment
from okienko.actions.office import current_office
from okienko.core.calendar import past
from okienko.faces.site.frame import language, page
from okienko.records.office import Office as OfficeRow
from okienko.ui.states import MODE

#: Days further away are no question about an office.
FIRST_YEAR, LAST_YEAR = 2000, 2200
ANSWERS: dict[str, tuple[str | Promise, str | Promise]] = {
    past.OPEN: (_("Yes, the office was open."), ""),
    past.SERVED_ON: (_("Yes, for those who held a ticket."),
                     _("It was after the hours; whoever waited was still served.")),
    past.OUTSIDE_HOURS: (_("No, it was outside the hours."), _("The hours of that day are below.")),
    past.CLOSED_DAY: (_("No, the office was closed on this day."), _("The calendar has no hours for it.")),
    past.NOT_OPENED: (_("No, the hall was not opened."),
                      _("By the calendar it should have been open; the journal has no opening before this moment.")),
    past.CLOSED_EARLY: (_("No, the hall had been closed early."),
                        _("By the calendar it should still have been open.")),
    past.NO_RECORD: (_("This cannot be told."),
                     _("The journal of the office begins later. Only the calendar is shown.")),
    past.NOT_YET: (_("This moment has not come yet."), _("Only the calendar is shown.")),
}


def was_open(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The form, and the answer when a moment is asked for; without one, now is suggested."""
    found = current_office(office.slug)
    now = moment()
    here = now.astimezone(found.zone)
    asked = request.GET.get("day", ""), request.GET.get("time", "")
    at = _moment(*asked, found.zone) if any(asked) else None
    told = _told(stood_at(office, at, now=now)) if at is not None else None
    return page(request, "site/was_open.html", found, told=told, is_wrong=any(asked) and at is None,
                day=asked[0] or here.date().isoformat(), time=asked[1] or f"{here:%H:%M}")


def _moment(day: str, at: str, zone: Any) -> datetime | None:
    try:
        on, when = date.fromisoformat(day), time.fromisoformat(at)
    except ValueError:
        return None
    if not FIRST_YEAR <= on.year <= LAST_YEAR or when.tzinfo is not None:
        return None
    # A moment that the change of the clocks leaves out is an hour later; one that comes twice is the first.
    return datetime.combine(on, when.replace(second=0, microsecond=0), tzinfo=zone)


def _told(known: Known) -> dict[str, Any]:
    found = known.found
    answer, why = ANSWERS[found.answer]
    regime = known.office.regimes.get(found.regime or "")
    return {"known": known, "found": found, "answer": answer, "why": why, "regime": regime,
            "regime_name": regime.name.spoken(language()) if regime else "",
            "modes": [MODE[mode].text for mode in known.modes],
            "has_journal": found.answer not in (past.NO_RECORD, past.NOT_YET)}
