"""Desks that can be opened: whom the manager may ask there, and which would help a queue that waits too long."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language, gettext

from okienko.core.hall.compile import rules_of
from okienko.core.hall.picture import Row
from okienko.core.hall.rules import HallRules
from okienko.core.office.rostered import staffed_since
from okienko.core.standards.alarms import (
    BEYOND_PATIENCE,
    BEYOND_TARGET,
    DAY_NOT_OPEN,
    DESK_EMPTY,
    NOBODY_SERVES,
    WISH_LATE,
    WISH_UNANSWERED,
    Alarm,
)
from okienko.faces.manager.hall import Shown
from okienko.faces.manager.words import Way
from okienko.ui.states import desk_words
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


#: So many desks are offered beside an alarm; the list of desks has all.
OFFERED = 2
_OF_QUEUES = frozenset({NOBODY_SERVES, BEYOND_PATIENCE, BEYOND_TARGET})
_OF_WISHES = frozenset({WISH_LATE, WISH_UNANSWERED})


class Helping:
    """Where each alarm of a hall is mended; the rules of the day are compiled once, when the first one needs them."""

    def __init__(self, hall: Shown) -> None:
        self.hall = hall
        self.floor = reverse("manager", kwargs={"office": hall.office.slug})

    @cached_property
    def rules(self) -> HallRules:
        return rules_of(self.hall.office, self.hall.at.astimezone(self.hall.office.zone).date())

    def ways(self, alarm: Alarm) -> tuple[Way, ...]:
        """The links beside an alarm, the one that helps most first; none where the mend is not on these pages."""
        if alarm.kind in _OF_QUEUES:
            return (*(self._opening(desk) for desk in self._desks_for(alarm.about)[:OFFERED]),
                    Way(gettext("All desks"), f"{self.floor}#desks"))
        if alarm.kind == DESK_EMPTY:
            return (self._opening(alarm.about),)
        if alarm.kind == DAY_NOT_OPEN:
            return (Way(gettext("Open the day"), self._act("open")),)
        return (Way(gettext("Show the wishes"), f"{self.floor}#wishes"),) if alarm.kind in _OF_WISHES else ()

    def _act(self, name: str) -> str:
        return reverse("manager-act", kwargs={"office": self.hall.office.slug, "act": name})

    def _opening(self, desk_id: str) -> Way:
        words = gettext("Open %(desk)s") % {"desk": titled(self.hall, desk_id)}
        return Way(words, f"{self._act('desk')}?desk={desk_id}")

    def _desks_for(self, queue: str) -> list[str]:
        """Free desks at which somebody who sits nowhere may serve this queue, those of the roster first."""
        services = {service.id for service in self.rules.services.values() if service.queue == queue}
        taken, seated = self.hall.picture["desks"], {row["person"] for row in self.hall.picture["desks"].values()}
        regime = self.rules.regimes.get(self.hall.picture["hall"]["now"]["regime"] or "")
        shut = {*taken, *(regime.closed_desks if regime is not None else ())}
        able = {desk for (desk, person), serves in self.rules.serves.items()
                if desk not in shut and person not in seated and services & serves}
        on_roster = staffed_since(self.hall.office, self.hall.at)
        return [desk.id for desk in sorted(self.hall.office.desks.values(), key=lambda each: each.id not in on_roster)
                if desk.id in able and desk.kind != "meeting"]


def titled(hall: Shown, desk_id: str) -> str:
    """What a desk is called on the manager's pages: as on the board."""
    return desk_words(hall.office.desks[desk_id].label, hall.office)
