"""How a wish to meet the officer ends without a meeting: by the client's own word, or by the client's absence.

Whoever works here may write down what the client said, at reception or in the
department that is asked, in person or by telephone; nobody withdraws a wish
instead of the client. That a client did not come is said only once the agreed
date has passed.
"""

from __future__ import annotations

from typing import Any

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.commands import LapseWish, WithdrawWish
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.decide.meeting import let_go
from okienko.core.hall.refusals import DateNotPassed, NotAsked, WordMissing, WrongState

RECEPTION, DEPARTMENT = contact.PLACES


def withdraw_wish(act: Act, command: WithdrawWish) -> Decision:
    """The client does not wish it any more."""
    wish = act.wish(command.wish)
    if "wish_withdrawn" not in contact.WISH_LIFE[wish.state]:
        raise WrongState(wish=wish.number, state=wish.state)
    yield act.entry("wish_withdrawn", visit=wish.visit, wish=wish.number, **_said(act, wish, command))
    yield from let_go(act, wish)


def _said(act: Act, wish: Wish, command: WithdrawWish) -> dict[str, Any]:
    """Where the client said so; nothing when it was the client's own touch."""
    if not act.by.startswith("person:"):
        return {}
    if command.place not in contact.PLACES:
        raise WordMissing
    _check_place(act, wish, command.place)
    return {"place": command.place, "by_phone": command.by_phone}


def lapse_wish(act: Act, command: LapseWish) -> Decision:
    wish = act.wish(command.wish, contact.DATED)
    if command.place not in contact.PLACES:
        raise WordMissing
    _check_place(act, wish, command.place)
    if wish.due_at is None or act.at < wish.due_at:
        raise DateNotPassed(due_at=wish.due_at)
    yield act.entry("wish_lapsed", visit=wish.visit, wish=wish.number, place=command.place)


def _check_place(act: Act, wish: Wish, place: str) -> None:
    """Only the department that is asked, and whoever is asked, speaks for the department."""
    person = act.by.removeprefix("person:")
    rule = act.rules.people.get(person)
    concerned = person in (*wish.asked, wish.person, wish.named) or (rule and rule.department == wish.department)
    if place == DEPARTMENT and not act.any_desk and not concerned:
        raise NotAsked(person=person)
