"""From the description of an office to the shapes of the interface."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from okienko.core.calendar.calendar import Calendar
from okienko.core.calendar.hours import DayHours
from okienko.core.calendar.outlook import outlook
from okienko.core.office import Office
from okienko.core.office.place import Text
from okienko.core.office.rules import Regime
from okienko.core.office.service import Queue, Referral, Service
from okienko.core.office.staff import Department
from okienko.core.office.waiting import desks_of

Told = dict[str, Any]
WARSAW = "/api/action/wsstore_get/"
DUW = "/status_kolejek/query.php"


def feed_id(slug: str) -> str:
    """The resource id of an office in the Warsaw feed: always the same for the same office."""
    return str(uuid5(NAMESPACE_URL, f"okienko:{slug}"))


def name(text: Text) -> Told:
    return {"pl": text.pl, "en": text.en, "uk": text.uk}


def office_short(office: Office, at: datetime) -> Told:
    identity = office.identity
    return {
        "id": office.slug, "name": office.name, "kind": identity.kind, "timezone": office.timezone,
        "languages": list(office.languages), "territory": identity.territory, "demonstration": identity.demonstration,
        "is_open": outlook(office.calendar, at, zone=office.zone).is_open,
        "feeds": {"warsaw": f"{WARSAW}?{urlencode({'id': feed_id(office.slug)})}", "duw": f"{DUW}?status="},
    }


def office_full(office: Office, at: datetime, *, revision: int) -> Told:
    return {
        **office_short(office, at),
        "organ": office.identity.organ,
        "revision": revision,
        "sites": [{"id": site.id, "name": site.name, "address": site.address, "phone": site.phone}
                  for site in office.sites.values()],
        "entrances": [{"name": name(each.name), "step_free": each.step_free, "note": each.note}
                      for each in office.entrances.values()],
        "regimes": [regime(each) for each in office.regimes.values()],
    }


def regime(rules: Regime) -> Told:
    return {"id": rules.id, "name": name(rules.name), "legal_act": rules.legal_act, "valid_from": rules.since,
            "valid_to": rules.until}


def service_short(service: Service) -> Told:
    return {"id": service.id, "name": name(service.name), "group": service.group, "department": service.department,
            "queue": service.queue}


def service_full(office: Office, service: Service) -> Told:
    return {
        **service_short(service), "documents": list(service.documents), "fee": service.fee,
        "fee_first": service.fee_first, "deadline": service.deadline, "where": service.where,
        "result": service.result, "online": service.online, "legal_basis": service.legal_basis,
        "obligation": service.obligation, "in_person": service.presence, "any_office": service.any_office,
        "minutes": service.minutes, "synonyms": list(service.synonyms), "note": service.note,
        "reliability": office.marks.get(service.mark, ""),
    }


def referral(each: Referral) -> Told:
    return {"id": each.id, "name": name(each.name), "where": each.where, "why": each.why, "fee": each.fee,
            "note": each.note}


def department(office: Office, each: Department, *, regime: str | None) -> Told:
    floor = office.floors.get(each.floor or "")
    shut = office.regimes[regime].closed_desks if regime else ()
    return {
        "id": each.id, "name": name(each.name), "floor": floor.name.pl if floor else "", "room": each.room,
        "phone": each.phone, "step_free": floor is None or floor.is_step_free,
        "desks": [desk.label for desk in desks_of(office, each.id) if desk.id not in shut],
        "ways": list(office.contact_modes(each.id, regime)),
    }


def day(office: Office, on: date) -> Told:
    calendar: Calendar = office.calendar
    hours: DayHours | None = calendar.opening(on, zone=office.zone)
    _, reason = calendar.hours_on(on)
    if hours is None:
        return {"date": on, "opens": None, "last_ticket": None, "closes": None, "reason": reason}
    return {"date": on, "opens": hours.opens_at.astimezone(office.zone),
            "last_ticket": hours.last_ticket_at.astimezone(office.zone),
            "closes": hours.closes_at.astimezone(office.zone), "reason": reason}


def public_name(queue: Queue) -> Text:
    """The name that a board shows: of some queues the matter is nobody's business."""
    return queue.board_name if queue.board_name is not None and queue.label != "full" else queue.name
