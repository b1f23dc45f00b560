"""In which way a client and an officer meet: what is open now, and what the client chose.

The officer comes down unless the client chose otherwise; up, by telephone or by
video only by the client's choice. What is open is the department's, under the
regime of this moment: a way that was promised is looked at again when the
conversation begins, and when it has been closed meanwhile the officer comes
down, the client chooses another way, or a date is agreed.
"""

from __future__ import annotations

from datetime import datetime

from okienko.core.contact import wish as contact
from okienko.core.contact.dates import free_dates
from okienko.core.contact.wish import Wish
from okienko.core.hall.decide.act import Act
from okienko.core.hall.refusals import ConsentMissing, ModeNotOpen, NotAsked, NumberMissing, UnknownThing


def open_modes(act: Act, wish: Wish) -> tuple[str, ...]:
    """Ways of contact open to this client now: the department's, under the regime, where the client can get."""
    department = act.department(wish.department)
    modes = department.modes
    regime = act.rules.regimes.get(act.hall.regime or "")
    if regime is not None:
        modes = tuple(regime.modes.get(department.id, regime.modes.get("*", modes)))
    visit = act.hall.visits.get(wish.visit or 0)
    if visit is not None and "step_free" in visit.needs and not department.step_free:
        modes = tuple(mode for mode in modes if mode != "goes-up")
    return modes


def officers_modes(act: Act, wish: Wish) -> tuple[str, ...]:
    """Of the open ways those by which an officer may answer: without the client's choice only those in the hall."""
    return tuple(mode for mode in open_modes(act, wish)
                 if mode not in contact.CHOSEN or (mode == wish.prefers and (mode != "phone" or wish.reachable)))


def mode_of(act: Act, wish: Wish, asked: str | None) -> str:
    """The way asked for, or the client's, or the first that is open; raises ModeNotOpen."""
    modes = officers_modes(act, wish)
    if asked is None and modes:
        return wish.prefers if wish.prefers in modes else modes[0]
    if asked is None or asked not in modes:
        raise ModeNotOpen(mode=asked, open=modes)
    return asked


def check_choice(act: Act, wish: Wish, mode: str) -> None:
    """May the client choose this way now? A call needs a number to call."""
    modes = open_modes(act, wish)
    if mode not in modes:
        raise ModeNotOpen(mode=mode, open=modes)
    if mode == "phone" and not wish.reachable:
        raise NumberMissing


def check_own(act: Act, wish: Wish, *people: str | None) -> None:
    """An officer changes only the wish that is one's own; whoever runs the hall may help any."""
    if act.by.startswith("person:") and not act.any_desk and act.by.removeprefix("person:") not in people:
        raise NotAsked(wish=wish.number)


def check_person(act: Act, wish: Wish, person: str) -> None:
    """May this person come for this wish?"""
    if person not in act.rules.people:
        raise UnknownThing(person=person)
    if not wish.replaceable and person != wish.named:
        raise ConsentMissing(named=wish.named)
    asked = {each for _, people in act.department(wish.department).steps for each in people} | {wish.named, *wish.asked}
    promised = wish.state == contact.PROMISED and person != wish.person
    if not act.any_desk and (person not in asked or promised):
        raise NotAsked(person=person)


def dates_for(act: Act, wish: Wish) -> tuple[datetime, ...]:
    """The dates at which somebody who may come for this wish is not yet promised to another client."""
    others = [each for each in act.hall.wishes.values()
              if each.state == contact.DATED and each.due_at is not None and each.number != wish.number]
    named = None if wish.replaceable else wish.named
    if named is not None:
        taken, officers = [each.due_at for each in others if named in (each.person, each.named)], 1
    else:
        people = {person for _, step in act.department(wish.department).steps for person in step}
        taken, officers = [each.due_at for each in others if each.department == wish.department], len(people)
    ahead = (moment for moment in act.rules.dates if moment > act.at)
    return free_dates(ahead, taken=[each for each in taken if each is not None], officers=officers)
