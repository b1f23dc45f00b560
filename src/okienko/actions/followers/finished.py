"""The follower that writes what became of each visit, each of its steps and each wish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from okienko.core.contact.wish import LAPSED, MET, WITHDRAWN
from okienko.core.hall.entries import WISH_KINDS, Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall, Touched
from okienko.core.hall.visit import ENDED, Visit
from okienko.core.standards.story import ABSENCE, SERVICE, WAIT, WAY, Step, Story
from okienko.records.finished import FinishedStep, FinishedVisit, FinishedWish
from okienko.records.office import Office

#: The department of a service on a day, by the office's slug; None when it is not known.
Departments = Callable[[str, date, str], str | None]


@dataclass(slots=True)
class _Book:
    """One office's open day as the follower knows it.

    `over` are the visits to write, each with the entry that ended it,
    `again` those that go on.
    """

    hall: Hall
    stories: dict[int, Story] = field(default_factory=dict)
    over: dict[int, tuple[date, Visit, Story, int]] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)


class FinishedFollower:
    """Writes FinishedVisit, FinishedStep and FinishedWish; a finish that is undone takes its rows back."""

    name = "finished"

    def __init__(self, departments: Departments) -> None:
        self._departments = departments
        self._books: dict[int, _Book] = {}

    def begin(self, office: Office, before: Sequence[Entry]) -> None:
        hall = Hall(office=office.slug)
        if before:
            hall.seq = before[0].seq - 1
        book = self._books[office.id] = _Book(hall)
        for entry in before:
            _tell(book, entry)
        book.over.clear()
        book.again.clear()

    def follow(self, office: Office, entries: Sequence[Entry]) -> None:
        book = self._books[office.id]
        wishes = _Wishes(office.id)
        for entry in entries:
            _tell(book, entry)
            if entry.kind in WISH_KINDS:
                wishes.tell(book.hall, entry)
        self._write(office, book)
        wishes.save()

    def clear(self, office: Office) -> None:
        for model in (FinishedStep, FinishedVisit, FinishedWish):
            model.objects.filter(office=office).delete()

    def _write(self, office: Office, book: _Book) -> None:
        changed = book.again | set(book.over)
        if changed:
            FinishedStep.objects.filter(office=office, visit__in=changed).delete()
            FinishedVisit.objects.filter(office=office, number__in=changed).delete()
        visits, steps = [], []
        for day, visit, story, seq in book.over.values():
            visits.append(_visit_row(office.id, day, visit, story, seq=seq))
            for number, step in enumerate(story.steps, 1):
                department = self._departments(office.slug, day, step.service)
                steps.append(_step_row(office.id, day, visit, number, step, department))
        FinishedVisit.objects.bulk_create(visits, batch_size=200)
        FinishedStep.objects.bulk_create(steps, batch_size=200)
        book.over.clear()
        book.again.clear()


def _tell(book: _Book, entry: Entry) -> None:
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


def _visit_row(office: int, day: date, visit: Visit, story: Story, *, seq: int) -> FinishedVisit:
    steps, promised = story.steps, visit.promised or (None, None)
    return FinishedVisit(
        id=office << 32 | visit.number, office_id=office, number=visit.number, day=day, ticket=visit.ticket,
        series=visit.series, service=visit.matters[0].service, channel=visit.channel, persons=visit.persons,
        priority=visit.priority is not None, arrived_at=story.arrived_at,
        first_called_at=steps[0].called_at if steps else None, ended_at=visit.since, end=visit.state,
        outcome=visit.matter.outcome, matters=len(visit.matters), steps=len(steps),
        first_wait_ms=_ms(steps[0].wait) if steps else None, wait_ms=_ms(story.times[WAIT]),
        way_ms=_ms(story.times[WAY]), service_ms=_ms(story.times[SERVICE]), away_ms=_ms(story.times[ABSENCE]),
        promised_low=promised[0], promised_high=promised[1], seq=seq,
    )


def _step_row(office: int, day: date, visit: Visit, number: int, step: Step, department: str | None) -> FinishedStep:
    ended_at: datetime = step.ended_at or visit.since
    return FinishedStep(
        office_id=office, visit=visit.number, step=number, day=day, service=step.service, department=department,
        desk=step.desk, call_class=step.call_class, out_of_order=step.out_of_order, ready_at=step.ready_at,
        called_at=step.called_at, started_at=step.started_at, ended_at=ended_at, calls=step.calls,
        wait_ms=_ms(step.wait), way_ms=_ms_between(step.called_at, step.started_at),
        service_ms=_ms_between(step.started_at, ended_at), away_ms=_ms(step.away),
        outcome=step.outcome, ended_by=step.ended_by or visit.state,
    )


class _Wishes:
    """The wishes that a page of entries is about, with their rows."""

    def __init__(self, office: int) -> None:
        self._office = office
        self._rows: dict[int, FinishedWish] = {}

    def tell(self, hall: Hall, entry: Entry) -> None:
        wish = hall.wishes[entry.body["wish"]]
        changes: dict[str, dict[str, Any]] = {
            "wish_answered": {"mode": wish.mode},
            "wish_sought": {"ended_at": None, "end": None},
            "wish_dated": {"dated_at": entry.at},
            "wish_met": {"met_at": entry.at, "ended_at": entry.at, "end": MET, "mode": entry.body.get("mode"),
                         "direct": entry.body.get("direct")},
            "wish_lapsed": {"ended_at": entry.at, "end": LAPSED},
            "wish_withdrawn": {"ended_at": entry.at, "end": WITHDRAWN},
        }
        if entry.kind == "wish_asked":
            self._rows[wish.number] = FinishedWish(
                id=self._office << 32 | wish.number, office_id=self._office, number=wish.number, day=hall.day,
                department=wish.department, service=wish.service, asked_by=wish.asked_by,
                is_named=wish.named is not None, asked_at=wish.asked_at)
        row = self._row(wish.number)
        row.attempts = wish.attempts
        if entry.kind == "wish_deferred":
            row.deferrals += 1
        if entry.kind == "wish_answered" and row.first_answered_at is None:
            row.first_answered_at = entry.at
        for name, value in changes.get(entry.kind, {}).items():
            setattr(row, name, value)

    def _row(self, number: int) -> FinishedWish:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = FinishedWish.objects.get(id=self._office << 32 | number)
        return row

    def save(self) -> None:
        for row in self._rows.values():
            row.save()
