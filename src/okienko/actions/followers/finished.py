"""The follower that writes what became of each visit, each of its steps and each wish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from okienko.core.hall.entries import WISH_KINDS, Entry
from okienko.core.hall.hall import Hall
from okienko.core.standards.finished import (
    Book,
    Departments,
    new_wish,
    step_values,
    tell,
    tell_wish,
    visit_values,
)
from okienko.records.finished import FinishedStep, FinishedVisit, FinishedWish
from okienko.records.office import Office


class FinishedFollower:
    """Writes FinishedVisit, FinishedStep and FinishedWish; a finish that is undone takes its rows back."""

    name = "finished"

    def __init__(self, departments: Departments) -> None:
        self._departments = departments
        self._books: dict[int, Book] = {}

    def begin(self, office: Office, before: Sequence[Entry]) -> None:
        hall = Hall(office=office.slug)
        if before:
            hall.seq = before[0].seq - 1
        book = self._books[office.id] = Book(hall)
        for entry in before:
            tell(book, entry)
        book.over.clear()
        book.again.clear()

    def follow(self, office: Office, entries: Sequence[Entry]) -> Callable[[], None]:
        book = self._books[office.id]
        wishes = _Wishes(office.id)
        for entry in entries:
            tell(book, entry)
            if entry.kind in WISH_KINDS:
                wishes.tell(book.hall, entry)
        changed = book.again | set(book.over)
        visits, steps = self._rows(office, book)
        book.over.clear()
        book.again.clear()
        return partial(_write, office, changed, visits, steps, wishes)

    def clear(self, office: Office) -> None:
        for model in (FinishedStep, FinishedVisit, FinishedWish):
            model.objects.filter(office=office).delete()

    def _rows(self, office: Office, book: Book) -> tuple[list[FinishedVisit], list[FinishedStep]]:
        """The visits that are over, and their steps."""
        visits, steps = [], []
        for day, visit, story, seq in book.over.values():
            visits.append(FinishedVisit(**visit_values(office.id, day, visit, story, seq=seq)))
            for number, step in enumerate(story.steps, 1):
                department = self._departments(office.slug, day, step.service)
                steps.append(FinishedStep(**step_values(office.id, day, visit, number, step, department)))
        return visits, steps


def _write(office: Office, changed: set[int], visits: list[FinishedVisit], steps: list[FinishedStep],
           wishes: _Wishes) -> None:
    if changed:
        FinishedStep.objects.filter(office=office, visit__in=changed).delete()
        FinishedVisit.objects.filter(office=office, number__in=changed).delete()
    FinishedVisit.objects.bulk_create(visits, batch_size=200)
    FinishedStep.objects.bulk_create(steps, batch_size=200)
    wishes.save()


class _Wishes:
    """The wishes that a page of entries is about, with their rows."""

    def __init__(self, office: int) -> None:
        self._office = office
        self._rows: dict[int, FinishedWish] = {}

    def tell(self, hall: Hall, entry: Entry) -> None:
        number = entry.body["wish"]
        if entry.kind == "wish_asked":
            self._rows[number] = FinishedWish(**new_wish(self._office, hall, entry))
        tell_wish(self._row(number), hall, entry)

    def _row(self, number: int) -> FinishedWish:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = FinishedWish.objects.get(id=self._office << 32 | number)
        return row

    def save(self) -> None:
        for row in self._rows.values():
            row.save()
