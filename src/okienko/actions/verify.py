"""Is the journal whole, and do the rows say what it says?

Walks every stream of every office: the chain of hashes, the gaps, the moments,
the numbers of visits and tickets; folds the hall's stream day by day, so that
each entry must follow from those before, and holds the stored rows against the
fold. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from okienko.actions.keeper.memory import entry_of
from okienko.actions.keeper.rows import desk_row, hall_row, visit_row, wish_row
from okienko.core.contact.wish import Wish
from okienko.core.hall.entries import STREAM, Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import CLOSED, Hall, Touched
from okienko.core.journal.chain import START, Line, link
from okienko.core.journal.findings import SENTENCES
from okienko.records.journal import JournalStore, Row
from okienko.records.journal.columns import DESKS, HALLS, VISITS, WISHES, Table

PAGE = 5000
_NEEDS = VISITS.names.index("needs")
_TICKET = VISITS.names.index("ticket")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and where; `seq` is the entry at which it shows, None for a row."""

    office: str
    stream: str
    seq: int | None
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The English sentence; `okienko.core.journal.findings` holds all of them."""
        return SENTENCES[self.code].format(**self.params)


Fault = tuple[str, dict[str, str]]


def _fault(code: str, **params: object) -> Fault:
    return code, {name: str(value) for name, value in params.items()}


@dataclass(slots=True)
class _Walk:
    """One office's hall, folded from the beginning; `series` are the last ticket numbers of the day."""

    office: int
    hall: Hall
    wishes: dict[int, Wish] = field(default_factory=dict)
    desks: set[str] = field(default_factory=set)
    series: dict[str, int] = field(default_factory=dict)
    is_broken: bool = False


def verify(store: JournalStore, *offices: str) -> Iterator[Finding]:
    """All that is wrong in these offices (in all, when none is named), as it is found."""
    known = store.offices()
    for slug in offices or sorted(known):
        for stream in store.streams(known[slug]):
            yield from _verify_stream(store, slug, known[slug], stream)


def _verify_stream(store: JournalStore, slug: str, office: int, stream: str) -> Iterator[Finding]:
    walk = _Walk(office=office, hall=Hall(office=slug))
    before, seq, last_at = START, 0, ""
    for line in _lines(store, office, stream):
        for what in _faults(line, before=before, seq=seq, last_at=last_at):
            yield Finding(slug, stream, line.seq, *what)
        before, seq, last_at = line.hash, line.seq, line.at
        if stream == STREAM and not walk.is_broken:
            for what in _fold(store, walk, line):
                yield Finding(slug, stream, line.seq, *what)
    if stream == STREAM and not walk.is_broken:
        for what in _rows(store, walk):
            yield Finding(slug, stream, None, *what)


def _lines(store: JournalStore, office: int, stream: str) -> Iterator[Line]:
    seq = 0
    while lines := store.entries_after(office, stream=stream, seq=seq, limit=PAGE):
        yield from lines
        seq = lines[-1].seq


def _faults(line: Line, *, before: bytes, seq: int, last_at: str) -> Iterator[Fault]:
    if line.seq != seq + 1:
        yield _fault("missing", first=seq + 1, last=line.seq - 1)
    if bytes(line.hash) != link(line, before=before):
        yield _fault("changed")
    if line.at < last_at:
        yield _fault("older")


def _fold(store: JournalStore, walk: _Walk, line: Line) -> Iterator[Fault]:
    """Take the entry into the hall; at the end of a day, hold the rows of the day against it."""
    try:
        entry = entry_of(line)
        yield from _numbers(walk, entry)
        if entry.kind == "day_opened" and entry.body["day"] != str(walk.hall.day):
            yield from _visits(store, walk)
            walk.series.clear()
        evolve(walk.hall, entry)
    except Exception as error:
        walk.is_broken = True
        yield _fault("no_fold", error=error)
        return
    for number in walk.hall.touched.wishes:
        walk.wishes[number] = walk.hall.wishes[number]
    if entry.desk is not None and entry.kind == "desk_opened":
        walk.desks.add(entry.desk)
    walk.hall.touched = Touched()


def _numbers(walk: _Walk, entry: Entry) -> Iterator[Fault]:
    """Numbers have no gaps and are given once; a desk calls one visit at a time."""
    if entry.kind == "called":
        desk = walk.hall.desks.get(entry.desk or "")
        if desk is None or desk.visit is not None:
            yield _fault("desk_not_free", desk=entry.desk, visit=entry.visit)
    if entry.kind != "taken":
        return
    if entry.visit != walk.hall.last_visit + 1:
        yield _fault("visit_number", visit=entry.visit, after=walk.hall.last_visit)
    series, number = entry.body["series"], entry.body["ticket_number"]
    if series in walk.series and number != walk.series[series] + 1:
        yield _fault("ticket_number", ticket=number, series=series, after=walk.series[series])
    walk.series[series] = number


def _rows(store: JournalStore, walk: _Walk) -> Iterator[Fault]:
    """What differs between the rows and the journal at its end."""
    hall, office = walk.hall, walk.office
    yield from _visits(store, walk)
    halls = {office: hall_row(office, hall)} if hall.changed else {}
    yield from _compare("hall", halls, store.rows(HALLS, office=office), HALLS)
    desks = {(office, desk): desk_row(office, hall, desk=desk) for desk in walk.desks}
    yield from _compare("desk", desks, store.rows(DESKS, office=office), DESKS)
    wishes = {office << 32 | number: wish_row(office, wish) for number, wish in walk.wishes.items()}
    yield from _compare("wish", wishes, store.rows(WISHES, office=office), WISHES)


def _visits(store: JournalStore, walk: _Walk) -> Iterator[Fault]:
    if walk.hall.day is None:
        return
    day = str(walk.hall.day)
    stored = store.rows(VISITS, office=walk.office, day=day)
    for row in stored:
        if row[_NEEDS] is not None and walk.hall.phase == CLOSED:
            yield _fault("needs_kept", ticket=row[_TICKET])
    known = {row[0]: row[_NEEDS] for row in stored}
    rows = {}
    for visit in walk.hall.visits.values():
        row = visit_row(walk.office, visit, day=day)
        rows[row[0]] = (*row[:_NEEDS], known.get(row[0]), *row[_NEEDS + 1 :])
    yield from _compare("visit", rows, stored, VISITS)


def _compare(name: str, expected: Mapping[Any, Row], stored: list[Row], table: Table) -> Iterator[Fault]:
    keys = [table.names.index(column) for column in table.key]
    found = {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row for row in stored}
    for key in sorted(set(expected) - set(found), key=str):
        yield _fault("row_missing", row=name, key=key)
    for key in sorted(set(found) - set(expected), key=str):
        yield _fault("row_alone", row=name, key=key)
    for key in sorted(set(expected) & set(found), key=str):
        for column, right, is_there in zip(table.names, expected[key], found[key], strict=True):
            if right != is_there:
                yield _fault("row_differs", row=name, key=key, column=column, stored=repr(is_there),
                             expected=repr(right))
