"""What reception sees: who needs help, the door, the hall, and one visit at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okienko.actions.contact import Dates
from okienko.core.contact.wish import DATED, OFFERING, PROMISED, SEEKING, WISH_LIFE
from okienko.core.hall.hall import OPENED
from okienko.core.hall.picture import Picture, Row
from okienko.core.office import Office
from okienko.core.office.asked import officers_of
from okienko.core.office.service import Service
from okienko.ui.waits import span
from okienko.ui.workplace.clients import CHANNELS, LANGUAGES, NEEDS, Sign, clock, end_clock, minutes_since

#: Called this many minutes ago and not yet at the desk: perhaps somebody is looking for it.
LOOKS_FOR_THE_DESK = 2
#: Services shown before anybody has typed a word.
USUAL = 8
_ORDER = ("called", "missed", "waiting")


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody who may need help: why, in signs; `since` in words."""

    number: str
    ticket: str
    state: str
    desk: str
    since: str
    signs: tuple[Sign, ...]


def helped(office: Office, picture: Picture, *, now: datetime) -> list[Helped]:
    """Who needs help: called and not come, missed, and whoever said that the visit should be made easier."""
    rows = [(row, _signs(office, row, now=now), number) for number, row in picture["visits"].items()]
    wanted = [(row, signs, number) for row, signs, number in rows if signs and row["state"] in _ORDER]
    wanted.sort(key=lambda each: (_ORDER.index(each[0]["state"]), each[0]["since"], int(each[2])))
    return [Helped(number, row["ticket"], row["state"], _desk(office, row["desk"]),
                   span(minutes_since(row["since"], now=now)), signs) for row, signs, number in wanted]


def _signs(office: Office, row: Row, *, now: datetime) -> tuple[Sign, ...]:
    signs = [NEEDS[need] for need in row["needs"] if need in NEEDS]
    late = minutes_since(row["since"], now=now) >= LOOKS_FOR_THE_DESK
    if row["state"] == "called" and (row["calls"] > 1 or late):
        signs.insert(0, Sign("call", _("Called, has not come yet")))
    if row["state"] == "missed":
        signs.insert(0, Sign("cross", _("Missed: can be taken back")))
    if row["service"] not in office.services:
        signs.insert(0, Sign("warning", _("Not served here any more: move the ticket to another matter")))
    return tuple(signs)


def _service(office: Office, service: str, language: str) -> str:
    """The service's name; its id where a new description has taken it away."""
    known = office.services.get(service)
    return known.name.spoken(language) if known is not None else service


def _desk(office: Office, desk: str | None) -> str:
    return office.desks[desk].label if desk in office.desks else ""


def outside(picture: Picture) -> list[Row]:
    """Who waits outside, in the order in which they come in."""
    rows = [row for row in picture["visits"].values() if row["outside"] and row["state"] == "waiting"]
    return sorted(rows, key=lambda row: (row["since"], row["ticket"]))


def doors(office: Office, picture: Picture, *, language: str) -> dict[str, Any]:
    """The hall and its door now, in words."""
    now = picture["hall"]["now"]
    regime = office.regimes.get(now["regime"] or "")
    waiting = sum(queue["waiting"] for queue in picture["queues"].values())
    return {
        "phase": now["phase"],
        "gives_tickets": now["phase"] == OPENED,
        "waiting": waiting,
        "inside": ngettext("%(count)d person inside", "%(count)d persons inside", now["inside"])
                  % {"count": now["inside"]},
        "room": now["capacity"] or sum(area.capacity for area in office.areas.values() if area.kind == "hall"),
        "capacity": now["capacity"],
        "areas": [(office.areas[area].name.spoken(language), inside, limit)
                  for area, (inside, limit) in now["areas"].items() if area in office.areas],
        "seats": now["seats"],
        "seats_free": now["seats_free"],
        "regime": regime.name.spoken(language) if regime else "",
        "legal_act": regime.legal_act if regime else "",
        "last_ticket": end_clock(now["last_ticket_at"], zone=office.zone),
        "closes": end_clock(now["closes_at"], zone=office.zone),
        "outside": outside(picture),
    }


def visit_scene(office: Office, view: Row, *, language: str, now: datetime) -> dict[str, Any]:
    """One visit as reception reads it to the client."""
    state = view["state"]
    return {
        "number": view["visit"], "ticket": view["ticket"], "state": state, "persons": view["persons"],
        "service": _service(office, view["service"], language),
        "matters": [(_service(office, service, language), outcome) for service, outcome in view["matters"]],
        "taken": clock(view["taken_at"], zone=office.zone),
        "since": span(minutes_since(view["since"], now=now)),
        "desk": view["desk"] or "", "outside": view["outside"], "ahead": view["ahead"],
        "low": view["low"], "high": view["high"], "enough": view["enough"], "calls": view["calls"],
        "until": clock(view["until"], zone=office.zone),
        "needs": [NEEDS[need] for need in view["needs"] if need in NEEDS],
        "language": LANGUAGES.get(view["language"], view["language"]),
        "channel": CHANNELS.get(view["channel"], "") if "channel" in view else "",
        "wish": view["wish"],
        "is_open": state in ("waiting", "called", "serving", "parked", "away"),
        "may_wish": state in ("waiting", "called", "serving", "parked"),
        "may_add": state in ("waiting", "serving", "parked", "away"),
        "mark": f"{view['visit']}-{state}-{bool(view['wish'])}",
    }


def wishes(office: Office, picture: Picture, *, dates: Dates, language: str, now: datetime) -> list[Row]:
    """Every conversation that is not over, also of clients who have gone: what they say of it is written down here."""
    rows = []
    for number, row in picture["wishes"].items():
        department = office.departments.get(row["department"])
        name = department.name.spoken(language) if department else row["department"]
        due_at = datetime.fromisoformat(row["due_at"]) if row["due_at"] else None
        dated = row["state"] == DATED and due_at is not None
        rows.append({
            "number": int(number), "ticket": row["ticket"], "visit": row["visit"], "state": row["state"],
            "department": name, "title": f"{name} {row['ticket'] or ''}".strip(),
            "due": due_at.astimezone(office.zone).strftime("%d.%m %H:%M") if due_at is not None else "",
            "dates": [(each.isoformat(), date_format(each.astimezone(office.zone), "l, j E, H:i"))
                      for each in dates.get(int(number), ())],
            "may_be_called": row["state"] in (SEEKING, OFFERING, PROMISED, DATED) and not row["reachable"],
            "may_withdraw": "wish_withdrawn" in WISH_LIFE[row["state"]],
            "may_lapse": dated and due_at is not None and due_at <= now,
        })
    return rows


def usual_services(office: Office) -> list[Service]:
    """What people come for most; shown until somebody types a word."""
    wanted = [service for service in office.services.values() if not service.guarantee]
    return sorted(wanted, key=lambda service: (-service.share, service.id))[:USUAL]


def queue_words(office: Office, picture: Picture, service: Service) -> str:
    """How many wait for a service, for the row that gives its ticket."""
    count = picture["queues"].get(service.queue, {}).get("waiting", 0)
    waiting = ngettext("%(count)d person waiting", "%(count)d people waiting", count) % {"count": count}
    prefix = office.series[office.queues[service.queue].series].prefix
    return f"{prefix} · {waiting if count else _('Nobody is waiting')}"


def people_by_department(office: Office, *, language: str) -> Iterator[tuple[str, str, list[Any]]]:
    """Departments with the persons who may be asked for by name."""
    for department in office.departments.values():
        yield department.id, department.name.spoken(language), officers_of(office, department.id)
