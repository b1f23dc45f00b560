"""The dates that can be agreed for each open wish, for whoever writes down what the client chooses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from okienko.actions.hall import look, now
from okienko.core.contact.dates import SHOWN
from okienko.core.contact.wish import WISH_LIFE
from okienko.core.hall.decide.act import Act
from okienko.core.hall.decide.ways import dates_for
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules

Dates = Mapping[int, tuple[datetime, ...]]


def dates_offered(office: str) -> Dates:
    """The next dates for each wish that can still get one, by its number."""

    def see(hall: Hall, rules: HallRules) -> Dates:
        act = Act(hall=hall, at=now(), rules=rules)
        return {wish.number: dates_for(act, wish)[:SHOWN] for wish in hall.wishes.values()
                if wish.is_open and "wish_dated" in WISH_LIFE[wish.state]}

    return look(office, see)
