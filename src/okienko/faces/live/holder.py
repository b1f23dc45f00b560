"""The holder of a ticket: the own visit, and what may be asked for it.

A right code is never braked (two hundred phones share one address in the hall's
network); wrong ones are, for each address.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from okienko.core.hall import commands as c
from okienko.core.hall.hall import Hall
from okienko.core.hall.picture import ticket_view
from okienko.core.hall.refusals import UnknownThing
from okienko.core.people.duties import check
from okienko.core.people.who import VISIT, Who
from okienko.faces.live.bodies import Asked, read_holders
from okienko.faces.live.halls import digest_of, read_key, said
from okienko.faces.live.wire import Ask, TooMany, check_origin, encode, read_body, reply

if TYPE_CHECKING:
    from okienko.faces.live.app import Live

_HEADERS = (
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"private, no-cache"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


async def ticket(live: Live, ask: Ask) -> None:
    """GET: the own visit. POST: leave, step out, come back, ask for the officer and settle how to meet."""
    visit = _visit(live, ask)
    if ask.scope["method"] == "POST":
        await _do(live, ask, visit)
    else:
        await _show(live, ask, visit)


def _visit(live: Live, ask: Ask) -> int:
    hall, _ = live.halls.hall(ask.office)
    day = hall.day.isoformat() if hall.day else ""
    visit = live.codes.visit(ask.place["code"], office=ask.office, day=day)
    if visit is not None and visit in hall.visits:
        return visit
    if not live.guesses.take(ask.address):
        raise TooMany(retry_after=live.guesses.seconds_to_wait(ask.address))
    raise UnknownThing(ticket=None)


async def _show(live: Live, ask: Ask, visit: int) -> None:
    hall, rules = live.halls.hall(ask.office)
    tag = b'"%d.%d"' % (hall.seq, visit)
    if ask.headers.get(b"if-none-match") == tag:
        await ask.send({"type": "http.response.start", "status": 304, "headers": (*_HEADERS, (b"etag", tag))})
        await ask.send({"type": "http.response.body", "body": b""})
        return
    view = {"seq": hall.seq, **ticket_view(hall, visit, rules=rules)}
    await reply(ask.send, 200, encode(view), headers=(*_HEADERS, (b"etag", tag)))


async def _do(live: Live, ask: Ask, visit: int) -> None:
    check_origin(ask)
    data = await read_body(ask)
    who = Who(kind=VISIT, id=visit, office=ask.office)
    hall, _ = live.halls.hall(ask.office)
    wanted = _command(read_holders(data), visit=visit, hall=hall, live=live)
    check(who, wanted)
    answer = await live.halls.submit(ask.office, wanted, by=who.by, key=read_key(ask, who), digest=digest_of(data))
    await reply(ask.send, 200, encode(said(answer)))


def _command(asked: Asked, *, visit: int, hall: Hall, live: Live) -> c.Command:
    if asked.kind is c.StepOut:
        return c.StepOut(visit=visit, until=live.clock(hall.office) + timedelta(minutes=asked.minutes))
    if asked.kind is c.AskOfficer:
        return c.AskOfficer(visit=visit, asked_by="client", **asked.facts)
    if asked.kind in (c.Leave, c.Resume):
        return asked.kind(visit=visit)
    wishes = [wish.number for wish in hall.wishes.values() if wish.visit == visit and wish.is_open]
    if not wishes:
        raise UnknownThing(wish=None)
    return asked.kind(wish=wishes[-1], **asked.facts)
