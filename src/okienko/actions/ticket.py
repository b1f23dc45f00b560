"""What the holder of a ticket sees of the own visit and asks for it. The code in the address is the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from okienko.actions.contact import leave_number
from okienko.actions.hall import give, look, now
from okienko.actions.keeper import Answer
from okienko.core.hall.commands import Command, StepOut, Take
from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.ways import dates_for, open_modes
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import Row, ticket_view
from okienko.core.hall.rules import HallRules
from okienko.core.office import Office
from okienko.core.people.codes import Codes, visit_in
from okienko.core.people.who import ANYBODY, VISIT, Who


@dataclass(frozen=True, slots=True)
class Offer:
    """What is open to one wish now: ways of contact, and dates."""

    modes: tuple[str, ...] = ()
    dates: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A visit whose code was right.

    `seq` is the entry that changed its row last, `overtaken` how often somebody
    went first; `view` is what its holder may
    know; `offers` are, for each wish of the visit by its number, the ways and the
    dates that are open to it; `department` is the
    one that handles the matter (None when it is every department's).
    """

    visit: int
    seq: int
    calls: int
    overtaken: int
    view: Row
    offers: Mapping[int, Offer]
    department: str | None


def held(office: Office, code: str, *, codes: Codes) -> Held | None:
    """The visit that a code opens, today or while its wish is open; None for a wrong code and for an old one."""
    number = visit_in(code)
    if number is None:
        return None

    def see(hall: Hall, rules: HallRules) -> Held | None:
        taken_at, visit = hall.taken_at(number), hall.visits.get(number)
        if taken_at is None:
            return None
        day = taken_at.astimezone(office.zone).date().isoformat()
        if not codes.opens(code, number, office=office.slug, day=day):
            return None
        department = rules.services[visit.matter.service].department if visit is not None else ""
        return Held(
            visit=number,
            seq=visit.changed if visit is not None else hall.seq,
            calls=visit.calls if visit is not None else 0,
            overtaken=len(visit.overtaken) if visit is not None else 0,
            view=ticket_view(hall, number, rules=rules),
            offers=_offered(hall, rules, number),
            department=department if department in rules.departments else None,
        )

    return look(office.slug, see)


def _offered(hall: Hall, rules: HallRules, number: int) -> dict[int, Offer]:
    """Ways of contact and dates for each of the visit's wishes, by the wish's number."""
    if hall.at is None:
        return {}
    act = Act(hall=hall, at=hall.at, rules=rules)
    return {wish.number: Offer(open_modes(act, wish), dates_for(act, wish)) for wish in hall.held_wishes(number)}


def ask(office: Office, command: Command, *, visit: int, key: str | None = None) -> Answer:
    """Ask something for the own visit; raises a Refusal."""
    return give(office.slug, command, who=Who(kind=VISIT, id=visit, office=office.slug), key=key)


def call_me(office: Office, *, wish: int, phone: str, visit: int, key: str | None = None) -> Answer:
    """Leave a number for the own wish; raises a Refusal."""
    return leave_number(office.slug, wish=wish, phone=phone, who=Who(kind=VISIT, id=visit, office=office.slug), key=key)


def step_out(office: Office, *, visit: int, minutes: int) -> Answer:
    """Step out for so many minutes, up to the full one; raises a Refusal."""
    return ask(office, StepOut(visit=visit, minutes=minutes), visit=visit)


def take(office: Office, command: Take, *, codes: Codes, key: str | None = None) -> str:
    """Take a ticket on the own phone; gives the code of its page. Raises a Refusal."""
    answer = give(office.slug, command, who=ANYBODY, key=key)
    visit = answer.visit or 0
    taken_at = look(office.slug, lambda hall, rules: hall.visits[visit].taken_at if rules else None)
    day = (taken_at or now()).astimezone(office.zone).date().isoformat()
    return codes.make(visit, office=office.slug, day=day)
