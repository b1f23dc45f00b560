"""Whom the manager may ask to a desk: who may serve there today and sits nowhere yet, the roster's person first."""

from __future__ import annotations

from django.utils.translation import get_language

from okienko.core.hall.compile import rules_of
from okienko.core.hall.picture import Row
from okienko.faces.manager.hall import Shown
from okienko.ui.workplace.choice import duty_of


def who_may_sit(hall: Shown, desk_id: str) -> list[Row]:
    """Each with the name, what the person may serve there, and whether the roster has the person there now."""
    office, language = hall.office, get_language() or "pl"
    rules = rules_of(office, hall.at.astimezone(office.zone).date())
    seated = {row["person"] for row in hall.picture["desks"].values()}
    rows = []
    for person in office.people.values():
        serves = rules.may_serve(desk_id, person.id)
        if not serves or person.id in seated:
            continue
        groups = dict.fromkeys(office.said(office.services[each].group, language)
                               or office.services[each].name.spoken(language)
                               for each in sorted(serves) if each in office.services)
        rows.append({"id": person.id, "name": person.name, "serves": ", ".join(groups),
                     "on_duty": duty_of(office, person=person.id, now=hall.at) == desk_id})
    return sorted(rows, key=lambda row: (not row["on_duty"], row["name"]))
