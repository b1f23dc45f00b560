"""Is the office open? Now, this week, the queues, the contact with officers, the rules in force, the standards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from okienko.actions.hall import moment
from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.standards import kept_standards
from okienko.core.calendar.door import door
from okienko.core.calendar.outlook import days, exceptions, outlook
from okienko.core.hall.picture import Row
from okienko.core.office import Office
from okienko.core.office.rules import Notice
from okienko.faces.site.frame import Hall, hall_of, language, page
from okienko.records.office import Office as OfficeRow
from okienko.ui.standards import minutes_words, standards_rows
from okienko.ui.waits import wait_patterns, wait_words_short

#: Days for which exceptions are told, and days over which the public figures are counted.
AHEAD, BACK = 60, 30
WEEK = 7


def home(request: HttpRequest) -> HttpResponse:
    """The front door: the stage in a demonstration, the only office, or the list of offices."""
    if settings.OKIENKO_DEMO:
        try:
            return HttpResponseRedirect(reverse("stage"))
        except NoReverseMatch:
            pass
    offices = [office for office in map(_described, OfficeRow.objects.order_by("name", "slug")) if office is not None]
    if len(offices) == 1:
        return HttpResponseRedirect(reverse("site", kwargs={"office": offices[0].slug}))
    at = moment()
    rows = [(office, _door(office, hall_of(office), at)) for office in offices]
    return render(request, "site/offices.html", {"rows": rows})


def _described(row: OfficeRow) -> Office | None:
    try:
        return current_office(row.slug)
    except NoSuchOffice:
        return None


def now(request: HttpRequest, office: OfficeRow) -> HttpResponse:
    """The public page "Is the office open?"."""
    found = current_office(office.slug)
    at, hall = moment(), hall_of(found)
    today = at.astimezone(found.zone).date()
    stands = _door(found, hall, at)
    kept = kept_standards(found, today - timedelta(days=BACK - 1), today, at=at)
    return page(
        request, "site/now.html", found,
        at=at.astimezone(found.zone),
        today=today,
        look=outlook(found.calendar, at, zone=found.zone),
        door=stands,
        week=days(found.calendar, today, count=WEEK),
        exceptions=exceptions(found.calendar, today, count=AHEAD),
        kept=kept,
        served=kept_standards(found, today, today, at=at).facts.visits,
        median=minutes_words(kept.contact.median),
        rows=standards_rows(kept, language=language()),
        notices=[(notice.title.spoken(language()), notice.text.spoken(language()))
                 for notice in found.notices.values() if _is_told(notice) and notice.holds_on(today)],
        wait_words=wait_patterns(),
        **_live(found, hall),
    )


def _is_told(notice: Notice) -> bool:
    return notice.audience in ("everyone", "site")


def _door(office: Office, hall: Hall | None, at: datetime) -> str:
    """How the door stands; without a hall only the calendar speaks."""
    phase = hall.picture["hall"]["now"]["phase"] if hall is not None else None
    return door(office.opening(at.astimezone(office.zone).date()), phase=phase, at=at)


def _live(office: Office, hall: Hall | None) -> dict[str, Any]:
    """What follows the hall."""
    if hall is None:
        return {"hall": None, "queues": [], "regime": None, "regime_name": "", "outside": "", "seq": 0,
                "waiting": None}
    told = hall.picture["hall"]["now"]
    regime = office.regimes.get(told["regime"] or "")
    queues = [_queue(office, queue, row) for queue, row in hall.picture["queues"].items() if queue in office.queues]
    return {
        "hall": told,
        "seq": hall.seq,
        "queues": queues,
        "waiting": sum(row["waiting"] for row in queues),
        "regime": regime,
        "regime_name": regime.name.spoken(language()) if regime else "",
        "outside": regime.outside.spoken(language()) if regime else "",
    }


def _queue(office: Office, queue_id: str, row: Row) -> Row:
    """A queue under the name that the board shows: what the matter is may be nobody's business."""
    queue = office.queues[queue_id]
    name = queue.board_name if queue.board_name is not None and queue.label != "full" else queue.name
    idle = _("no wait") if row["desks"] else "–"
    waits = wait_words_short(row["low"], row["high"], enough=row["enough"]) if row["waiting"] else idle
    return {"id": queue.id, "name": name.spoken(language()), "waiting": row["waiting"], "desks": row["desks"],
            "wait": waits, "is_shown": bool(row["waiting"] or row["desks"])}
