"""The rows of a hall against the fold of its journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from okienko.actions.keeper.rows import desk_row, hall_row, visit_row, wish_row
from okienko.actions.verify.finding import Fault, compare, fault
from okienko.core.contact.wish import Wish
from okienko.core.hall.hall import CLOSED, Hall
from okienko.core.hall.visit import EXPIRED, FINISHED, LEFT
from okienko.records.journal import JournalStore, Row
from okienko.records.journal.columns import DESKS, HALLS, VISITS, WISHES, Table

_NEEDS, _GROUND = VISITS.names.index("needs"), VISITS.names.index("ground")
#: What the journal does not say.
_BESIDE = frozenset({"needs", "ground"})
_NUMBER = VISITS.names.index("number")
_STATE, _TICKET = VISITS.names.index("state"), VISITS.names.index("ticket")


@dataclass(slots=True)
class Walk:
    """One office's hall, folded from the beginning; `series` are the day's last ticket numbers, `tickets`
    those that were given on it, `days` all so far.
    """

    office: int
    hall: Hall
    wishes: dict[int, Wish] = field(default_factory=dict)
    desks: set[str] = field(default_factory=set)
    series: dict[str, int] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    is_broken: bool = False


def rows_at_the_end(store: JournalStore, walk: Walk) -> Iterator[Fault]:
    """What differs between the rows and the journal at its end."""
    hall, office = walk.hall, walk.office
    stored = {table.name: store.rows(table, office=office) for table in (HALLS, DESKS, WISHES)}
    days = store.days(VISITS, office=office)
    if hall.seq == 0 and (days or any(stored.values())):
        yield fault("journal_gone")
    else:
        newest = [(name, key, seq) for name, table in (("hall", HALLS), ("desk", DESKS), ("wish", WISHES))
                  for key, seq in _newest(stored[table.name], table)]
        newest += [("visit", key, seq) for day in days[-1:]
                   for key, seq in _newest(store.rows(VISITS, office=office, day=day), VISITS)]
        name, key, seq = max(newest, key=lambda one: one[2], default=("", 0, 0))
        if seq > hall.seq:
            yield fault("journal_short", last=hall.seq, row=name, key=key, seq=seq)
    for day in sorted(set(days) - walk.days):
        yield fault("day_unknown", row="visit", day=day)
    yield from visits_of_the_day(store, walk)
    halls = {office: hall_row(office, hall)} if hall.changed else {}
    yield from compare("hall", halls, stored[HALLS.name], HALLS)
    desks = {(office, desk): desk_row(office, hall, desk=desk) for desk in walk.desks}
    yield from compare("desk", desks, stored[DESKS.name], DESKS)
    wishes = {office << 32 | number: wish_row(office, wish) for number, wish in walk.wishes.items()}
    yield from compare("wish", wishes, stored[WISHES.name], WISHES)


def _newest(rows: list[Row], table: Table) -> list[tuple[object, int]]:
    """The row that knows the latest entry, by its key, and that entry."""
    seq, key = table.names.index("seq"), table.names.index(table.key[-1])
    return [max(((row[key], row[seq]) for row in rows), key=lambda one: int(one[1]))] if rows else []


def _is_forgotten(hall: Hall, number: int) -> bool:
    """Has the journal said that the needs of this visit are erased?"""
    visit = hall.visits.get(number)
    if hall.phase == CLOSED or (visit is not None and visit.state == EXPIRED):
        return True
    erased = visit is not None and hall.erased_by is not None and hall.is_over(visit, ended_by=hall.erased_by)
    return erased and not hall.wishes_of(number)


def visits_of_the_day(store: JournalStore, walk: Walk) -> Iterator[Fault]:
    """What differs between the visits of the day that is folded and their rows."""
    if walk.hall.day is None:
        return
    day = str(walk.hall.day)
    stored = store.rows(VISITS, office=walk.office, day=day)
    for row in stored:
        if row[_NEEDS] is not None and _is_forgotten(walk.hall, row[_NUMBER]):
            yield fault("needs_kept", ticket=row[_TICKET])
        if row[_GROUND] is not None and (walk.hall.phase == CLOSED or row[_STATE] in (FINISHED, LEFT, EXPIRED)):
            yield fault("ground_kept", ticket=row[_TICKET])
    rows = {}
    for visit in walk.hall.visits.values():
        row = visit_row(walk.office, visit, day=day)
        rows[row[0]] = row
    yield from compare("visit", rows, stored, VISITS, without=_BESIDE)
