"""What a revision changed, in words: the sentences are those of `core.office.consequences`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from okienko.core.office.consequences import Consequence
from okienko.core.office.plan import Change, Plan

#: The sentences of the core, named here so that they are collected for translation.
CONSEQUENCES = {
    "desk-duties-end": gettext_noop("On the roster here: {people}. They need another desk."),
    "service-loses-desk": gettext_noop("No desk is left for: {services}."),
    "fewer-desks": gettext_noop("Fewer desks are left for: {services}."),
    "open-visit-ends-first": gettext_noop("If somebody is being served here, that visit is finished first."),
    "person-duties-end": gettext_noop("On duty at: {desks}. Somebody else must take over."),
    "person-heads": gettext_noop("Heads or deputises in: {departments}."),
    "skills-lost": gettext_noop("Nobody on the roster is left who knows: {services}."),
    "department-people": gettext_noop("People of the department: {people}."),
    "department-services": gettext_noop("Services of the department: {services}."),
    "tickets-finish-as-taken": gettext_noop("Tickets taken today are served as they were taken."),
    "queue-services": gettext_noop("Services in this queue: {services}."),
    "numbers-go-on": gettext_noop(
        "Numbers already given today stay, and none is given twice; the change begins with the next ticket."),
    "hours-change": gettext_noop(
        "The hours change on: {days}. The doors, the kiosk and the public page show it at once."),
    "promise-changes": gettext_noop("What was measured until now stays measured against the earlier promise."),
    "regime-if-in-force": gettext_noop("If it is in force now, the hall follows the change at once."),
}
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Changes:
    """A plan as a page shows it: a summary and at most so many things; `more` are those left out."""

    summary: str
    rows: tuple[tuple[str, str, Change, tuple[str, ...]], ...]
    more: int


def change_rows(plan: Plan) -> Changes:
    """Each thing with its sign, its name and what follows from the change."""
    rows = [(_sign(change), ".".join(part for part in (change.kind, change.id) if part), change,
             tuple(_said(each) for each in change.consequences)) for change in plan.changes]
    return Changes(_summary(plan), tuple(rows[:SHOWN]), max(0, len(rows) - SHOWN))


def _sign(change: Change) -> str:
    return {"added": _("added"), "removed": _("removed"), "changed": _("changed")}[change.action]


def _said(consequence: Consequence) -> str:
    return _(CONSEQUENCES[consequence.code]).format(**consequence.params)


def _summary(plan: Plan) -> str:
    parts = [
        ngettext("%(count)d thing added", "%(count)d things added", plan.count("added")) % {
            "count": plan.count("added")},
        ngettext("%(count)d changed", "%(count)d changed", plan.count("changed")) % {"count": plan.count("changed")},
        ngettext("%(count)d removed", "%(count)d removed", plan.count("removed")) % {"count": plan.count("removed")},
    ]
    return ", ".join(parts)
