"""The standards in public: what is promised, what became of it, and how anybody can count it again."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from okienko.actions.hall import moment
from okienko.actions.office import current_office
from okienko.actions.standards import kept_standards
from okienko.faces.site.frame import language, page
from okienko.records.office import Office as OfficeRow
from okienko.ui.standards import departments_rows, minutes_words, standards_rows

PERIODS = (("today", 1), ("week", 7), ("month", 30), ("quarter", 90))


def standards(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The figures of a period; the last thirty days unless another one is chosen."""
    found = current_office(office.slug)
    chosen = request.GET.get("period", "month")
    chosen = chosen if chosen in dict(PERIODS) else "month"
    at = moment()
    today = at.astimezone(found.zone).date()
    kept = kept_standards(found, today - timedelta(days=dict(PERIODS)[chosen] - 1), today, at=at)
    return page(request, "site/standards.html", found, chosen=chosen, kept=kept,
                rows=standards_rows(kept, language=language()), median=minutes_words(kept.contact.median),
                departments=departments_rows(kept, office=found, language=language()))
