"""What a follower has made against what it would make again of the entries that it has read."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from okienko.actions.keeper.memory import entry_of, moment_text
from okienko.actions.verify.finding import DERIVED, Fault, compare, fault
from okienko.core.hall.entries import STREAM, WISH_KINDS, Entry
from okienko.core.hall.hall import Hall
from okienko.core.standards.finished import Book, Departments, new_wish, step_values, tell, tell_wish, visit_values
from okienko.records.journal import JournalStore, Row
from okienko.records.journal.columns import DAY, MOMENT, Table
from okienko.records.journal.derived import CURSORS, FINISHED_STEPS, FINISHED_VISITS, FINISHED_WISHES

#: The follower whose rows are told again.
NAME = "finished"
#: Entries that a follower may be behind while the office is busy.
BEHIND = 500
PAGE = 5000
_OPEN_WISH = {"first_answered_at": None, "dated_at": None, "met_at": None, "ended_at": None, "end": None, "mode": None,
              "direct": None, "attempts": 0, "deferrals": 0}


def cursors(store: JournalStore, office: int) -> dict[str, int]:
    """How far each follower has read the hall's stream."""
    return {follower: seq for follower, _, stream, seq in store.rows(CURSORS, office=office) if stream == STREAM}


class Derived:
    """One office's finished visits, steps and wishes, told again as the journal is walked."""

    def __init__(self, store: JournalStore, office: int, *, slug: str, departments: Departments | None) -> None:
        self._store, self._office, self._slug, self._departments = store, office, slug, departments
        self._book = Book(Hall(office=slug))
        self._wishes: dict[int, Any] = {}
        self._days: set[str] = set()
        self._over: dict[int, tuple[Row, list[Row]]] = {}
        self._until = self._cursor()

    def _cursor(self) -> int:
        return cursors(self._store, self._office).get(NAME, 0)

    @property
    def is_level(self) -> bool:
        """Whether the follower has read nothing since this was told."""
        return self._cursor() == self._until

    def catch_up(self) -> Iterator[Fault]:
        """Take in what the follower has read meanwhile."""
        self._until = self._cursor()
        told = self._book.hall.seq
        while told < self._until:
            lines = self._store.entries_after(self._office, stream=STREAM, seq=told, limit=PAGE)
            if not lines:
                return
            for line in lines:
                yield from self.take(entry_of(line))
            told = lines[-1].seq

    def take(self, entry: Entry) -> Iterator[Fault]:
        """Tell the next entry, if the follower has read it; at the end of a day hold its rows against what was told."""
        if entry.seq > self._until:
            return
        hall = self._book.hall
        if entry.kind == "day_opened" and entry.body["day"] != str(hall.day):
            if hall.day is not None:
                yield from self._day(str(hall.day))
            self._over.clear()
            self._days.add(entry.body["day"])
        tell(self._book, entry)
        if entry.kind in WISH_KINDS:
            number = entry.body["wish"]
            if entry.kind == "wish_asked":
                self._wishes[number] = SimpleNamespace(**_OPEN_WISH | new_wish(self._office, hall, entry))
            tell_wish(self._wishes[number], hall, entry)
        self._note()

    def _note(self) -> None:
        book, office = self._book, self._office
        for number in book.again:
            self._over.pop(number, None)
        for number, (day, visit, story, seq) in book.over.items():
            steps = []
            for place, step in enumerate(story.steps, 1):
                department = self._departments(self._slug, day, step.service) if self._departments else None
                steps.append(_row(FINISHED_STEPS, step_values(office, day, visit, place, step, department)))
            self._over[number] = _row(FINISHED_VISITS, visit_values(office, day, visit, story, seq=seq)), steps
        book.over.clear()
        book.again.clear()

    def at_the_end(self, *, last: int) -> Iterator[Fault]:
        """What differs of the last day, of all wishes, and of days that the follower has not read."""
        day = self._book.hall.day
        if day is not None:
            yield from self._day(str(day))
        for table, name in ((FINISHED_VISITS, "visit"), (FINISHED_STEPS, "step")):
            for unknown in sorted(set(self._store.days(table, office=self._office)) - self._days):
                yield fault("derived_day", row=name, day=unknown)
        wishes = {row.id: _row(FINISHED_WISHES, vars(row)) for row in self._wishes.values()}
        yield from compare("wish", wishes, self._store.rows(FINISHED_WISHES, office=self._office), FINISHED_WISHES,
                           codes=DERIVED)
        for follower, seq in sorted(cursors(self._store, self._office).items()):
            if seq > last:
                yield fault("cursor_beyond", follower=follower, seq=seq, last=last)

    def _day(self, day: str) -> Iterator[Fault]:
        visits = {row[0]: row for row, _ in self._over.values()}
        yield from compare("visit", visits, self._read(FINISHED_VISITS, day), FINISHED_VISITS, codes=DERIVED)
        steps = {(row[1], row[2]): row for _, rows in self._over.values() for row in rows}
        without = frozenset[str]() if self._departments else frozenset({"department"})
        yield from compare("step", steps, self._read(FINISHED_STEPS, day), FINISHED_STEPS, codes=DERIVED,
                           without=without)

    def _read(self, table: Table, day: str) -> list[Row]:
        return self._store.rows(table, office=self._office, day=day)


def behind(store: JournalStore, office: int, *, day_from: int, last: int) -> Iterator[Fault]:
    """Followers that have not even read the days that are over."""
    for follower, seq in sorted(cursors(store, office).items()):
        if seq < day_from - 1 and last - seq > BEHIND:
            yield fault("cursor_behind", follower=follower, seq=seq, last=last)


def _row(table: Table, values: dict[str, Any]) -> Row:
    return tuple(_plain(kind, values[name]) for name, kind in table.columns)


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == MOMENT:
        return moment_text(value)
    return str(value) if kind == DAY else value
