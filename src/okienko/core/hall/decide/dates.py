"""Which dates a client is offered for one wish, as the hall stands now."""

from __future__ import annotations

from datetime import datetime

from okienko.core.contact.dates import free_dates
from okienko.core.contact.wish import DATED, Wish
from okienko.core.hall.decide.act import Act


def dates_for(act: Act, wish: Wish) -> tuple[datetime, ...]:
    """The dates at which somebody who may come for this wish is not yet promised to another client."""
    others = [each for each in act.hall.wishes.values()
              if each.state == DATED and each.due_at is not None and each.number != wish.number]
    named = None if wish.replaceable else wish.named
    if named is not None:
        taken, officers = [each.due_at for each in others if named in (each.person, each.named)], 1
    else:
        people = {person for _, step in act.department(wish.department).steps for person in step}
        taken, officers = [each.due_at for each in others if each.department == wish.department], len(people)
    ahead = (moment for moment in act.rules.dates if moment > act.at)
    return free_dates(ahead, taken=[each for each in taken if each is not None], officers=officers)
