"""Finding a visit by what somebody reads from a ticket: the number, or the code of the phone page."""

from __future__ import annotations

import re

from okienko.actions.hall import look
from okienko.actions.tickets.giving import visit_of
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.office import Office

_TICKET = re.compile(r"([^\W\d_]*)0*(\d+)")
#: When only a number is said, so many tickets are shown to choose from.
MOST = 12


def find_visits(office: Office, said: str) -> list[int]:
    """The visits of today that may be meant, newest first: `d 9`, `D009`, `9`, or a code.

    A letter alone, or anything that is no ticket, finds nothing.
    """
    text = re.sub(r"[\s.-]", "", said)[:40].upper()
    by_code = visit_of(office, text)
    if by_code is not None:
        return [by_code["visit"]]
    asked = _TICKET.fullmatch(text)
    if asked is None:
        return []
    return look(office.slug, lambda hall, rules: _matching(hall, rules, *asked.groups()))


def _matching(hall: Hall, rules: HallRules, letters: str, digits: str) -> list[int]:
    del rules
    found = []
    for visit in reversed(hall.visits.values()):
        told = _TICKET.fullmatch(visit.ticket.upper())
        if told is not None and told[2] == digits and letters in ("", told[1]):
            found.append(visit.number)
    return found[:MOST]
