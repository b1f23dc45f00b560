"""The holder of a ticket: the own visit, and what may be asked for it.

A right code is never braked (two hundred phones share one address in the hall's
network); wrong ones are, for each address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from okienko.core.contact.wish import foremost
from okienko.core.hall import commands as c
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import ticket_view
from okienko.core.hall.refusals import UnknownThing
from okienko.core.hall.rules import HallRules
from okienko.core.people.codes import visit_in
from okienko.core.people.duties import check
from okienko.core.people.who import VISIT, Who
from okienko.faces.live.bodies import Asked, read_holders
from okienko.faces.live.halls import facts_of, read_key
from okienko.faces.live.house import House
from okienko.faces.live.wire import Ask, TooMany, check_origin, encode, read_body, reply

_HEADERS = (
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"private, no-cache"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


async def ticket(house: House, ask: Ask) -> None:
    """GET: the own visit. POST: leave, step out, come back, ask for the officer and settle how to meet."""
    number = visit_in(ask.place["code"])
    found = await house.halls.look(ask.office, lambda hall, rules: _look(house, ask, number, hall=hall, rules=rules))
    if found is None:
        if not house.guesses.take(ask.address):
            raise TooMany(retry_after=house.guesses.seconds_to_wait(ask.address))
        raise UnknownThing(ticket=None)
    if ask.scope["method"] == "POST":
        await _do(house, ask, found)
    else:
        await _show(ask, found)


@dataclass(frozen=True, slots=True)
class Found:
    """A visit whose code was right: its number, the tag of what is shown, the view unless known, its wishes.

    The foremost wish comes first.
    """

    visit: int
    tag: bytes
    view: dict[str, Any] | None
    wishes: tuple[int, ...]


def _look(house: House, ask: Ask, number: int | None, *, hall: Hall, rules: HallRules) -> Found | None:
    taken_at = hall.taken_at(number) if number is not None else None
    if number is None or taken_at is None or not house.codes.opens(ask.place["code"], number, office=ask.office,
                                                                   day=house.day_of(ask.office, taken_at)):
        return None
    tag = b'"%d.%d"' % (hall.seq, number)
    is_known = ask.scope["method"] == "POST" or ask.headers.get(b"if-none-match") == tag
    view = None if is_known else {"seq": hall.seq, **ticket_view(hall, number, rules=rules)}
    held = hall.held_wishes(number)
    first = foremost(held)
    wishes = () if first is None else (first.number, *(wish.number for wish in held if wish is not first))
    return Found(number, tag, view, wishes)


async def _show(ask: Ask, found: Found) -> None:
    headers = (*_HEADERS, (b"etag", found.tag))
    if found.view is None:
        await ask.send({"type": "http.response.start", "status": 304, "headers": headers})
        await ask.send({"type": "http.response.body", "body": b""})
        return
    await reply(ask.send, 200, encode(found.view), headers=headers)


async def _do(house: House, ask: Ask, found: Found) -> None:
    check_origin(ask)
    asked = read_holders(await read_body(ask))
    who = Who(kind=VISIT, id=found.visit, office=ask.office)
    wanted = _command(asked, found=found)
    check(who, wanted)
    answer = await house.halls.submit(ask.office, wanted, by=who.by, key=read_key(ask, who))
    await reply(ask.send, 200, encode(facts_of(answer)))


def _command(asked: Asked, *, found: Found) -> c.Command:
    if asked.kind is c.StepOut:
        return c.StepOut(visit=found.visit, minutes=asked.minutes)
    if asked.kind is c.AskOfficer:
        return c.AskOfficer(visit=found.visit, asked_by="client", **asked.facts)
    if asked.kind is c.Leave:
        return c.Leave(visit=found.visit)
    if asked.kind is c.Resume:
        return c.Resume(visit=found.visit)
    return asked.kind(**{**asked.facts, "wish": _wish(asked.facts["wish"], found=found)})


def _wish(said: int | None, *, found: Found) -> int:
    """The wish that is meant: one of the own ones, or the foremost. Raises UnknownThing."""
    if said is None and found.wishes:
        return found.wishes[0]
    if said is None or said not in found.wishes:
        raise UnknownThing(wish=said)
    return said
