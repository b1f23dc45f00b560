"""The whole work screen of a desk as a template draws it, made of plain rows and the office's description."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from okienko.core.hall.commands.phrases import ASIDE_EVENTS
from okienko.core.hall.picture import Picture
from okienko.core.office import Office
from okienko.core.office.asked import officers_of
from okienko.core.office.service import Service
from okienko.ui.states import MODE, desk_words
from okienko.ui.waits import span
from okienko.ui.workplace import lists
from okienko.ui.workplace.clients import (
    CHANNELS,
    EVENTS,
    LANGUAGES,
    NEEDS,
    OUTCOMES,
    PRESENCES,
    REASONS,
    STEPS,
    clock,
    date_rows,
    minutes_since,
)
from okienko.ui.workplace.phrases import PLACES, choices

Row = dict[str, Any]
#: Outcomes that a desk says with a digit; those at a cash desk are its own.
AT_DESK = ("performed", "accepted", "informed", "issued", "helped", "missing_documents", "referred", "not_settled")
AT_TILL = ("paid", "not_settled")
PARKED_MINUTES = (10, 20, 30)


def scene(place: Row, picture: Picture, *, office: Office, language: str, now: datetime) -> dict[str, Any]:
    """Everything on the screen of somebody who is signed in at a desk."""
    desk, client = place["desk"], place["client"]
    waiting = lists.waiting(picture, desk, office=office, language=language, now=now)
    return {
        "key": uuid.uuid4().hex,
        "seq": place["seq"],
        "now": now.isoformat(),
        "desk": {**desk, "services": _departments(office, desk, language)},
        "desk_state": _state(desk, client),
        "is_open": place["is_open"],
        "client": _client(client, office=office, language=language, now=now) if client else None,
        "undo": _undo(place["undo"], now=now),
        "waiting": waiting,
        "waiting_words": waiting_words(len(waiting)),
        "longest_words": _("longest: %(span)s") % {"span": span(
            max((minutes_since(row["ready_at"], now=now) for row in waiting), default=0))},
        "blank": dict.fromkeys(("number", "ticket", "service", "wait", "returning", "priority", "directed", "more",
                                "why", "may_return"), ""),
        "aside": lists.aside(picture, desk, office=office),
        "missed": lists.missed(picture, desk, office=office, language=language),
        "say": _said(client, office, language),
        "miss_hint": _("after %(count)d calls") % {"count": place["calls_needed"]},
        "acts": acts(place, picture, office=office, language=language, on=now.astimezone(office.zone).date()),
        "words": lists.words_for_script(office, desk, language=language, now=now),
    }


def waiting_words(count: int) -> str:
    """How many wait, in words that `work.js` can write as well."""
    if count == 0:
        return _("Nobody waits")
    return _("One person waits") if count == 1 else _("Waiting: %(count)d") % {"count": count}


def _state(desk: Row, client: Row | None) -> str:
    if client is not None:
        return "calling" if client["state"] == "called" else "busy"
    return "paused" if desk["paused"] else "open"


def _said(client: Row | None, office: Office, language: str) -> str:
    """What a reader of the page hears when the client at the desk changes."""
    if client is None:
        return _("No client at your desk.")
    facts = {"ticket": client["ticket"], "service": lists.service_name(office, client["service"], language)}
    if client["state"] == "called":
        return _("Called: %(ticket)s, %(service)s") % facts
    return _("At your desk: %(ticket)s, %(service)s") % facts


def _departments(office: Office, desk: Row, language: str) -> str:
    groups = dict.fromkeys(office.said(office.services[each].group, language)
                           or office.services[each].name.spoken(language)
                           for each in desk["serves"] if each in office.services)
    return ", ".join(groups)


def _undo(undo: Row | None, *, now: datetime) -> Row | None:
    if undo is None:
        return None
    left = int((datetime.fromisoformat(undo["until"]) - now).total_seconds())
    return {**undo, "seconds": max(0, left), "is_call": undo["do"] == "undo_call"}


def _client(row: Row, *, office: Office, language: str, now: datetime) -> Row:
    ground = office.priorities.get(row["ground"] or "")
    first_by_law = _("Goes first by law") if row["priority"] else ""
    first = office.languages[0]
    return {
        **row,
        "waited": span(row["waited"] // 60) if row["waited"] >= 60 else "",
        "taken": clock(row["taken_at"], zone=office.zone),
        "back_since": clock(row["ready_at"], zone=office.zone) if row["ready_at"] > row["taken_at"] else "",
        "seconds": max(0, int((now - datetime.fromisoformat(row["since"])).total_seconds())),
        "call_left": _left(row["call_ends_at"], now=now),
        "channel": CHANNELS.get(row["channel"], row["channel"]),
        "service_name": lists.service_name(office, row["service"], language),
        "matters": [_matter(index, matter, row, office=office, language=language)
                    for index, matter in enumerate(row["matters"])],
        "needs": [NEEDS[need] for need in row["needs"] if need in NEEDS],
        "language": LANGUAGES.get(row["language"], row["language"]) if row["language"] != first else "",
        "priority": ground.name.spoken(language) if ground is not None else first_by_law,
        "back_to": lists.service_name(office, row["goes_back_to"], language) if row["goes_back_to"] else "",
        "card": office.services.get(row["service"]),
        "fees": [service for matter, outcome in row["matters"]
                 if (service := office.services.get(matter)) and matter != row["service"]],
        "wish": wish_shown(row["wish"], office=office, language=language) if row["wish"] else None,
    }


def _left(moment: str | None, *, now: datetime) -> int:
    """Whole seconds from now until a moment of a picture; none when it has passed or there is none."""
    return max(0, ceil((datetime.fromisoformat(moment) - now).total_seconds())) if moment else 0


def _matter(index: int, matter: list[str | None], row: Row, *, office: Office, language: str) -> Row:
    service, outcome = matter
    return {"name": lists.service_name(office, str(service), language), "outcome": OUTCOMES.get(outcome or ""),
            "is_now": index == row["current"] and outcome is None}


def wish_shown(wish: Row, *, office: Office, language: str) -> Row:
    """How far a wish for the officer is, in words."""
    department = office.departments.get(wish["department"])
    return {
        **wish,
        "department_name": department.name.spoken(language) if department else wish["department"],
        "named_name": person_name(office, wish["named"]),
        "person_name": person_name(office, wish["person"]),
        "asked_names": ", ".join(person_name(office, each) for each in wish["asked"]),
        "step_name": STEPS.get(wish["step"], ""),
        "due": clock(wish["due_at"], zone=office.zone),
        "mode_words": MODE[wish["mode"]].text if wish["mode"] else "",
        "needs_consent": wish["state"] == "offering" and wish["named"] is not None and not wish["consent"],
        "dates": date_rows(wish["dates"], zone=office.zone),
        "may_date": wish["state"] in ("seeking", "offering", "promised", "dated"),
        "may_seek": wish["state"] in ("offering", "dated"),
    }


def person_name(office: Office, person: str | None) -> str:
    """The name of an employee as the office's files have it."""
    known = office.people.get(person or "")
    return known.name if known else person or ""


def acts(place: Row, picture: Picture, *, office: Office, language: str, on: date) -> Row:
    """What the windows of the acts offer: outcomes, services, desks, people, times."""
    desk, client = place["desk"], place["client"]
    at_till = desk["kind"] == "cash"
    default = "paid" if at_till else "informed" if desk["kind"] == "information" else "performed"
    others = sorted(((key, row) for key, row in picture["desks"].items() if key != desk["id"]),
                    key=lambda each: (len(each[1]["label"]), each[1]["label"]))
    return {
        "outcomes": [(name, OUTCOMES[name]) for name in (AT_TILL if at_till else AT_DESK)],
        "default": default,
        "default_words": OUTCOMES[default].text,
        "minutes": PARKED_MINUTES,
        "events": choices(office.aside_events, {name: EVENTS[name] for name in ASIDE_EVENTS}, language=language),
        "places": choices(office.away_places, PLACES, language=language),
        "reasons": choices(office.call_reasons, REASONS, language=language),
        "cash": [] if at_till else _named(cash_services(office, on), language),
        "mine": _named((office.services[each] for each in desk["serves"] if each in office.services), language),
        "services": by_department(office, language=language),
        "desks": [(key, desk_words(row["label"], office), person_name(office, row["person"])) for key, row in others],
        "people": [(row["person"], person_name(office, row["person"])) for _key, row in others],
        "officers": _officers(client, picture, office=office, language=language) if client else None,
    }


def cash_services(office: Office, on: date) -> list[Service]:
    """What is settled at the cash desks on this day."""
    served = office.cash_services(on)
    return [service for service in office.services.values() if service.id in served]


def _named(services: Iterable[Service], language: str) -> list[tuple[str, str]]:
    return [(service.id, service.name.spoken(language)) for service in services]


def by_department(office: Office, *, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """All services by the department that does them, but the conversation with an officer: that is asked for."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for service in office.services.values():
        if service.guarantee:
            continue
        department = office.departments.get(service.department)
        name = department.name.spoken(language) if department else _("Every department")
        groups.setdefault(name, []).append((service.id, service.name.spoken(language)))
    return list(groups.items())


def _officers(client: Row, picture: Picture, *, office: Office, language: str) -> Row:
    """Whom a client may be put in touch with: the matter's department first, then everybody else."""
    service = office.services.get(client["service"])
    own = office.departments.get(service.department if service else "")
    near = [_officer(person.id, picture, office) for person in officers_of(office, own.id)] if own else []
    far: dict[str, list[tuple[str, str]]] = {}
    for department in office.departments.values():
        people = [(person.id, person.name) for person in officers_of(office, department.id)]
        if people and department is not own:
            far[department.name.spoken(language)] = people
    departments = [(each.id, each.name.spoken(language)) for each in office.departments.values()
                   if officers_of(office, each.id)]
    return {"department": (own.id, own.name.spoken(language)) if own else None, "near": near,
            "far": list(far.items()), "departments": departments}


def _officer(person: str, picture: Picture, office: Office) -> Row:
    presence = picture["presence"].get(person, "here")
    return {"id": person, "name": office.people[person].name, "presence": PRESENCES[presence]}
