"""The desks from which somebody chooses one at sign-in: what each serves, who sits there, which one is on duty."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from okienko.core.office import Office
from okienko.ui.states import desk_words
from okienko.ui.workplace.scene import person_name

Row = dict[str, Any]


def desks_to_choose(place: Row, *, office: Office, person: str, language: str, now: datetime) -> list[Row]:
    """Free desks first, the one of the duty roster before all; a digit takes each."""
    on_duty = duty_of(office, person=person, now=now)
    rows = [_row(desk, office=office, language=language, on_duty=desk["id"] == on_duty) for desk in place["desks"]]
    rows.sort(key=lambda row: (row["disabled"], not row["on_duty"]))
    free = [row for row in rows if not row["disabled"]]
    for number, row in enumerate(free[:9], start=1):
        row["key"] = str(number)
    return rows


def duty_of(office: Office, *, person: str, now: datetime) -> str | None:
    """The desk at which the roster has this person at this moment."""
    local = now.astimezone(office.zone)
    minute = local.hour * 60 + local.minute
    for desk, duty in office.duties_on(local.date()):
        if duty.person == person and duty.hours.opens <= minute < duty.hours.closes:
            return desk
    return None


def _row(desk: Row, *, office: Office, language: str, on_duty: bool) -> Row:
    groups = dict.fromkeys(office.said(office.services[each].group, language)
                           or office.services[each].name.spoken(language)
                           for each in desk["serves"] if each in office.services)
    hint = ", ".join(groups)
    if desk["taken_by"]:
        hint = _("taken: %(name)s") % {"name": person_name(office, desk["taken_by"])}
    elif desk["closed"]:
        hint = _("not used under the present rules of limited contact")
    elif on_duty:
        hint = _("yours by the roster – %(services)s") % {"services": hint}
    return {"id": desk["id"], "kind": desk["kind"], "title": desk_words(desk["label"], office), "hint": hint,
            "on_duty": on_duty, "key": "", "disabled": bool(desk["taken_by"] or desk["closed"]),
            "look": "pine" if on_duty else ""}
