"""Giving a ticket to whoever stands at a kiosk or at reception, and finding the visit that a ticket belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from okienko.actions.hall import look
from okienko.actions.submit import submit
from okienko.core.hall.commands import AskOfficer, Take
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import Row, ticket_view
from okienko.core.hall.rules import HallRules
from okienko.core.hall.visit import Visit
from okienko.core.office import Office
from okienko.core.people.codes import Codes, visit_in
from okienko.core.people.duties import check
from okienko.core.people.who import VISIT, Who


@dataclass(frozen=True, slots=True)
class Given:
    """A ticket that was given: `code` opens the phone page; `is_repeated` when it had been given before."""

    visit: int
    ticket: str
    code: str
    is_repeated: bool


def give_ticket(office: Office, command: Take, *, who: Who, channel: str, key: str) -> Given:
    """Give one ticket; the same key gives the same ticket however often it is sent. Raises Refusal.

    A conversation with an officer needs no service of its own in the office's files: where there is none
    (`Take` names a department or a person, and a plain service), the wish is written down right after.
    """
    check(who, command)
    wanted = replace(command, channel=channel)
    meets = office.services[command.matters[0]].guarantee if command.matters[0] in office.services else False
    answer = submit(office.slug, wanted, by=who.by, key=f"{who.by}/{key}")
    number = answer.visit
    assert number is not None, "a ticket that was taken belongs to a visit"
    if not meets and (command.department or command.named):
        holder = Who(kind=VISIT, id=number, office=office.slug)
        submit(office.slug, AskOfficer(visit=number, department=command.department, named=command.named,
                                       prefers=command.prefers), by=holder.by, key=f"{holder.by}/{key}")
    return Given(number, answer.ticket or "", code_of(office, number), answer.repeated)


def code_of(office: Office, number: int) -> str:
    """The code that opens the page of a visit; raises KeyError for a visit that is not of this day."""

    def see(hall: Hall, rules: HallRules) -> datetime:
        del rules
        return hall.visits[number].taken_at

    taken_at = look(office.slug, see)
    return _codes().make(number, office=office.slug, day=taken_at.astimezone(office.zone).date().isoformat())


def visit_of(office: Office, code: str) -> Row | None:
    """What the holder of this code may know of the visit; None when it opens nothing here today."""
    number = visit_in(code)
    codes, zone = _codes(), office.zone

    def see(hall: Hall, rules: HallRules) -> Row | None:
        visit = hall.visits.get(number) if number is not None else None
        if visit is None:
            return None
        day = visit.taken_at.astimezone(zone).date().isoformat()
        if not codes.opens(code, visit.number, office=office.slug, day=day):
            return None
        return held(hall, visit, rules=rules)

    return look(office.slug, see)


def visit_numbered(office: Office, number: int) -> Row | None:
    """The same for whoever may see each visit of the hall; None when there is no such visit today."""

    def see(hall: Hall, rules: HallRules) -> Row | None:
        visit = hall.visits.get(number)
        return held(hall, visit, rules=rules) if visit is not None else None

    return look(office.slug, see)


def held(hall: Hall, visit: Visit, *, rules: HallRules) -> Row:
    """The holder's view, with what was promised at the door and the language chosen there."""
    view = ticket_view(hall, visit.number, rules=rules)
    if visit.promised is not None and view["low"] is None and view["enough"] and visit.state == "waiting":
        view["low"], view["high"] = visit.promised
    return {**view, "language": visit.language, "needs": list(visit.needs), "calls": visit.calls}


def _codes() -> Codes:
    return Codes.of(settings.SECRET_KEY.encode())
