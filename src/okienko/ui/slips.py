"""The words of a printed ticket, in the language that is active; kiosk and reception print the same one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.core.hall.visit import WAITING
from okienko.core.office import Office
from okienko.core.office.waiting import public_name, waiting_area
from okienko.links.printer import Slip
from okienko.ui.waits import breakable, wait_words


def where_to_wait(office: Office, view: dict[str, Any], *, regime: str | None) -> str:
    """Where the holder of this ticket waits: the room and its floor; outside, when the hall is full."""
    language = get_language() or "pl"
    if view["outside"] and regime in office.regimes:
        return office.regimes[regime].outside.spoken(language)
    area = waiting_area(office, view["service"])
    if area is None:
        return _("In the hall")
    floor = office.floors[area.floor].name.spoken(language).lower()
    return _("%(area)s, %(floor)s") % {"area": area.name.spoken(language), "floor": floor}


def expected(view: dict[str, Any]) -> str:
    """The likely wait of this ticket, in words; a dash for one that does not wait."""
    if view["event"] == "officer":
        return _("we are asking an officer to come to you now")
    return breakable(wait_words(view["low"], view["high"], enough=view["enough"])) if view["state"] == WAITING else "–"


def _waits(view: dict[str, Any]) -> list[tuple[str, str]]:
    """The wait; a demonstration calls its visitors at once, and says beside it what a real hall would say."""
    if settings.OKIENKO_DEMO and view["event"] != "officer":
        return [(_("In this demonstration"), _("you are called within 45 seconds")),
                (_("Expected wait in a real hall"), expected(view))]
    return [(_("Expected wait"), expected(view))]


def taken_words(office: Office, view: dict[str, Any]) -> str:
    """The day and the time at which the ticket was taken, as the clock on the wall showed them."""
    return str(format_date(datetime.fromisoformat(view["taken_at"]).astimezone(office.zone), "j E Y, H:i"))


def _service(office: Office, service: str) -> str:
    """What the ticket says of the service; its id where a new description has taken it away."""
    return public_name(office, service).spoken(get_language() or "pl") if service in office.services else service


def slip_of(office: Office, view: dict[str, Any], *, url: str, code: str, regime: str | None = None) -> Slip:
    """The printed ticket of a visit, from what its holder may know."""
    facts = [
        (_("Taken"), taken_words(office, view)),
        *_waits(view),
        (_("Where to wait"), where_to_wait(office, view, regime=regime)),
    ]
    if view["persons"] > 1:
        facts.insert(1, (_("Persons on this ticket"), str(view["persons"])))
    notes = [_("Free internet: %(wifi)s") % {"wifi": office.network.wifi}] if office.network else []
    return Slip(
        office=office.identity.short_name or office.name,
        heading=_("Your ticket"),
        ticket=view["ticket"],
        service=_service(office, view["service"]),
        facts=tuple(facts),
        url=url,
        scan=_("Scan to follow the queue on your phone"),
        code=code,
        notes=tuple(notes),
        mark=_("Demonstration – reserves nothing") if office.identity.demonstration else "",
    )
