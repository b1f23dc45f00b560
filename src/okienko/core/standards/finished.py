"""What the entries of a hall tell of visits that are over and of wishes: the values of the rows that are derived.

A follower writes these values behind the journal; `okienko verify` tells them anew and holds what is stored
against them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from okienko.core.contact.wish import LAPSED, MET, WITHDRAWN
from okienko.core.hall.entries import WISH_KINDS, Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall, Touched
from okienko.core.hall.visit import ENDED, Visit
from okienko.core.standards.story import ABSENCE, SERVICE, WAIT, WAY, Step, Story

#: The department of a service on a day, by the office's slug; None when it is not known.
Departments = Callable[[str, date, str], str | None]
#: The columns of a row by their names in the model.
Values = dict[str, Any]


@dataclass(slots=True)
class Book:
    """One office's open day as the follower knows it.

    `over` are the visits to write, each with the entry that ended it,
    `again` those that go on.
    """

    hall: Hall
    stories: dict[int, Story] = field(default_factory=dict)
    over: dict[int, tuple[date, Visit, Story, int]] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)


def tell(book: Book, entry: Entry) -> None:
    """Take an entry into the day, and into the story of its visit."""
    hall = book.hall
    visit = hall.visits.get(entry.visit or 0)
    leg = visit.leg if visit is not None else None
    if entry.kind == "day_opened" and entry.body["day"] != (hall.day and hall.day.isoformat()):
        book.stories.clear()
    evolve(hall, entry)
    hall.touched = Touched()
    if entry.kind == "taken":
        visit = hall.visits[entry.visit or 0]
        book.stories[visit.number] = Story(arrived_at=entry.at, state=visit.state, since=entry.at)
    elif visit is not None and leg is not None and entry.kind not in WISH_KINDS:
        story = book.stories[visit.number]
        story.add(entry, visit=visit, ready_at=leg.ready_at, service=leg.service)
        if visit.state in ENDED and hall.day is not None:
            book.over[visit.number] = (hall.day, visit, story, entry.seq)
        elif book.over.pop(visit.number, None) is not None or entry.kind in ("reinstated", "finish_undone"):
            book.again.add(visit.number)


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _ms_between(start: datetime | None, end: datetime | None) -> int | None:
    return None if start is None or end is None else _ms(end - start)


def visit_values(office: int, day: date, visit: Visit, story: Story, *, seq: int) -> Values:
    """A visit that is over."""
    steps, promised = story.steps, visit.promised or (None, None)
    return dict(
        id=office << 32 | visit.number, office_id=office, number=visit.number, day=day, ticket=visit.ticket,
        series=visit.series, service=visit.matters[0].service, channel=visit.channel, persons=visit.persons,
        priority=visit.priority, arrived_at=story.arrived_at,
        first_called_at=steps[0].called_at if steps else None, ended_at=visit.since, end=visit.state,
        outcome=visit.matter.outcome, matters=len(visit.matters), steps=len(steps),
        first_wait_ms=_ms(steps[0].wait) if steps else None, wait_ms=_ms(story.times[WAIT]),
        way_ms=_ms(story.times[WAY]), service_ms=_ms(story.times[SERVICE]), away_ms=_ms(story.times[ABSENCE]),
        promised_low=promised[0], promised_high=promised[1], seq=seq,
    )


def step_values(office: int, day: date, visit: Visit, number: int, step: Step, department: str | None) -> Values:
    """One call of a visit to a desk."""
    ended_at: datetime = step.ended_at or visit.since
    return dict(
        office_id=office, visit=visit.number, step=number, day=day, service=step.service, department=department,
        desk=step.desk, call_class=step.call_class, out_of_order=step.out_of_order, ready_at=step.ready_at,
        called_at=step.called_at, started_at=step.started_at, ended_at=ended_at, calls=step.calls,
        wait_ms=_ms(step.wait), way_ms=_ms_between(step.called_at, step.started_at),
        service_ms=_ms_between(step.started_at, ended_at), away_ms=_ms(step.away),
        outcome=step.outcome, ended_by=step.ended_by or visit.state,
    )


def new_wish(office: int, hall: Hall, entry: Entry) -> Values:
    """A wish at the moment when it was asked."""
    wish = hall.wishes[entry.body["wish"]]
    return dict(
        id=office << 32 | wish.number, office_id=office, number=wish.number, day=hall.day, department=wish.department,
        service=wish.service, asked_by=wish.asked_by, is_named=wish.named is not None, asked_at=wish.asked_at,
    )


def tell_wish(row: Any, hall: Hall, entry: Entry) -> None:
    """Write into a wish's row what an entry that the hall has taken in says of it: they met when the talk began."""
    wish = hall.wishes[entry.body["wish"]]
    changes: dict[str, Values] = {
        "wish_answered": {"mode": wish.mode},
        "wish_sought": {"ended_at": None, "end": None},
        "wish_dated": {"dated_at": entry.at},
        "wish_met": {"met_at": wish.started_at, "ended_at": entry.at, "end": MET, "mode": entry.body.get("mode"),
                     "direct": entry.body.get("direct")},
        "wish_lapsed": {"ended_at": entry.at, "end": LAPSED},
        "wish_withdrawn": {"ended_at": entry.at, "end": WITHDRAWN},
    }
    row.attempts = wish.attempts
    if entry.kind == "wish_deferred":
        row.deferrals += 1
    if entry.kind == "wish_answered" and row.first_answered_at is None:
        row.first_answered_at = entry.at
    for name, value in changes.get(entry.kind, {}).items():
        setattr(row, name, value)
