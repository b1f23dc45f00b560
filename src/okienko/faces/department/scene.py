"""The department's screen as its template draws it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from okienko.core.office import Office
from okienko.ui.states import MODE
from okienko.ui.waits import span
from okienko.ui.workplace.clients import LANGUAGES, NEEDS, PRESENCES, STEPS, clock, date_rows, minutes_since

Row = dict[str, Any]
MINUTES = (2, 5, 10, 15, 30)
SOON = 5


def scene(view: Row, *, office: Office, person: str, department: str, language: str, now: datetime) -> dict[str, Any]:
    """Everything on the screen; the single keys are those of the wish on top."""
    wishes = [_wish(row, office=office, language=language, now=now) for row in view["wishes"]]
    known = office.departments.get(department)
    ringing = sum(row["rings"] for row in wishes)
    return {
        "key": uuid.uuid4().hex,
        "seq": view["seq"],
        "now": now.isoformat(),
        "is_open": view["is_open"],
        "person": person,
        "department_name": known.name.spoken(language) if known else "",
        "presence": view["presence"],
        "presences": [(name, sign, str(key)) for key, (name, sign) in enumerate(PRESENCES.items(), start=1)],
        "first": wishes[0] if wishes else None,
        "wishes": wishes,
        "ringing": ringing,
        "ringing_numbers": " ".join(str(row["number"]) for row in wishes if row["rings"]),
        "say": _said(wishes, ringing),
        "posts": view["posts"],
        "has_posts": view["has_posts"],
        "free_post": dict(view["posts"]).get(view["free_post"], ""),
        "minutes": MINUTES,
        "soon": SOON,
        "queue": [_queue(row, office=office, language=language, now=now) for row in view["queue"]],
        "colleagues": [(_name(office, each), PRESENCES[presence]) for each, presence in view["colleagues"].items()
                       if office.people[each].role in ("officer", "manager")],
        "words": {"office": office.slug, "department": department, "person": person, "now": now.isoformat(),
                  "services": [each.id for each in office.services.values() if each.department == department],
                  "minutes": _("%(minutes)d min"), "hours": _("%(hours)d h"),
                  "hours_minutes": _("%(hours)d h %(minutes)d min"), "seconds": _("%(count)d s"),
                  "lost": _("This could not be sent. Check the line and try again.")},
    }


def _said(wishes: list[Row], ringing: int) -> str:
    if not ringing:
        return ""
    first = wishes[0]
    return _("Ticket %(ticket)s wishes to talk: %(service)s") % {"ticket": first["ticket"] or "–",
                                                                 "service": first["service_name"]}


def _wish(row: Row, *, office: Office, language: str, now: datetime) -> Row:
    service = office.services.get(row["service"] or "")
    answered = MODE[row["mode"]] if row["mode"] and row["state"] == "promised" else None
    return {
        **row,
        "service_name": service.name.spoken(language) if service else _("A conversation with an officer"),
        "needs": [NEEDS[need] for need in row["needs"] if need in NEEDS],
        "language": LANGUAGES.get(row["language"], "") if row["language"] not in ("", office.languages[0]) else "",
        "asked_time": clock(row["asked_at"], zone=office.zone),
        "waits": span(minutes_since(row["asked_at"], now=now)),
        "named_name": _name(office, row["named"]),
        "person_name": _name(office, row["person"]),
        "asked_names": ", ".join(_name(office, each) for each in row["asked"]),
        "due": _due(row["due_at"], office=office, now=now),
        "mode_look": answered,
        "then_words": _then(row, office),
        "dates": date_rows(row["dates"], zone=office.zone),
        "window": f"date-{row['number']}",
        "answer_text": _answer(row["default_mode"]),
        "others": [(mode, MODE[mode].icon, _answer(mode)) for mode in row["modes"] if mode != row["default_mode"]],
    }


def _answer(mode: str | None) -> str:
    """What the officer says by choosing this way."""
    return {
        "comes-down": _("I am coming down"),
        "goes-up": _("The client comes up to me"),
        "room": _("We meet in a private room"),
        "phone": _("I call by telephone"),
        "video": _("We talk by video"),
    }.get(mode or "", "")


def _then(row: Row, office: Office) -> str:
    """What "not now" leads to: never to nothing."""
    step = row["then"]
    if not step["people"]:
        waits_for_one = row["named"] is not None and not row["consent"]
        return _("then the client chooses: somebody else, or a date") if waits_for_one else _("then a date is offered")
    names = ", ".join(_name(office, each) for each in step["people"])
    return pgettext("not now", "then asked: %(names)s (%(step)s)") % {
        "names": names, "step": STEPS.get(step["step"], step["step"])}


def _due(due_at: str | None, *, office: Office, now: datetime) -> str:
    if due_at is None:
        return ""
    due = datetime.fromisoformat(due_at).astimezone(office.zone)
    if abs(due - now) < timedelta(hours=12):
        return due.strftime("%H:%M")
    return due.strftime("%d.%m.%Y %H:%M")


def _queue(row: Row, *, office: Office, language: str, now: datetime) -> Row:
    service = office.services[row["service"]]
    return {"name": service.name.spoken(language), "waiting": row["waiting"],
            "longest": span(minutes_since(row["since"], now=now)), "since": row["since"]}


def _name(office: Office, person: str | None) -> str:
    known = office.people.get(person or "")
    return known.name if known else person or ""
