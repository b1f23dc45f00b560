"""What the manager reads of the past: the standards of a period, the revisions of the description."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from okienko.actions.hall import moment
from okienko.actions.office import current_office
from okienko.actions.revisions import history
from okienko.actions.standards import kept_standards
from okienko.records.office import Office
from okienko.ui.revisions.changes import change_rows
from okienko.ui.standards import departments_rows, standards_rows

PERIODS = (("today", _("Today"), 1), ("week", _("Last 7 days"), 7), ("month", _("Last 30 days"), 30),
           ("quarter", _("Last 90 days"), 90))
LONGEST = timedelta(days=366)


def standards(request: HttpRequest, office: Office) -> HttpResponse:
    """Each standard over a period: how many cases, the figure, the target, kept or broken."""
    found = current_office(office.slug)
    at = moment()
    today = at.astimezone(found.zone).date()
    chosen = request.GET.get("period", "today")
    first, last, problem = _period(request, chosen, today)
    kept = kept_standards(found, first, last, at=at)
    language = get_language() or "pl"
    return render(request, "manager/standards.html", {
        "office": found,
        "periods": [(name, label) for name, label, _days in PERIODS],
        "chosen": "" if request.GET.get("from") else chosen,
        "kept": kept,
        "problem": problem,
        "rows": standards_rows(kept, language=language),
        "departments": departments_rows(kept, office=found, language=language),
    })


def _period(request: HttpRequest, chosen: str, today: date) -> tuple[date, date, str]:
    """The days asked for; what cannot be read as a period falls back to today and says so."""
    days = next((days for name, _label, days in PERIODS if name == chosen), 1)
    if not request.GET.get("from"):
        return today - timedelta(days=days - 1), today, ""
    try:
        first = _day(request.GET["from"])
        last = _day(request.GET["to"]) if request.GET.get("to") else today
    except ValueError:
        return today, today, str(_("This is not a date; today is shown."))
    if first > last or last - first > LONGEST:
        return today, today, str(_("Choose at most a year, the first day before the last; today is shown."))
    return first, last, ""


def _day(text: str) -> date:
    """A day as people here write it, 31.12.2026, or as programs do, 2026-12-31. Raises ValueError."""
    form = "%d.%m.%Y" if "." in text else "%Y-%m-%d"
    return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 -- a day of the calendar has no zone


def description(request: HttpRequest, office: Office) -> HttpResponse:
    """Which description is in force, and what each revision changed; it is changed by files only."""
    found = current_office(office.slug)
    revisions = [(revision, change_rows(revision.plan)) for revision in history(office.slug)]
    return render(request, "manager/description.html", {
        "office": found,
        "current": revisions[0][0],
        "revisions": revisions,
        "zone": found.timezone,
    })
