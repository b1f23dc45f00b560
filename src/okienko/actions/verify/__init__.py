"""Is the journal whole, and do the rows say what it says?

Walks every stream of every office: the chain of hashes, the gaps, the moments,
the numbers of visits and tickets; folds the hall's stream day by day, so that
each entry must follow from those before, and holds the stored rows, and what the
followers have made of the entries, against the fold. Streams beside the hall's are held against the heads that are
kept of them, accounts and devices against the entries that gave and changed them, revisions of the description
against the hash with which they were applied. Rows that no journal
explains are found from their side. Changes nothing; an office at work is looked
at again until rows and journal stand still for the look.
"""

from __future__ import annotations

from collections.abc import Iterator

from okienko.actions.keeper.memory import entry_of
from okienko.actions.verify.beside import Head, WaysIn, head_faults, heads, revision_faults
from okienko.actions.verify.derived import Derived, behind, cursors
from okienko.actions.verify.descriptions import description_faults
from okienko.actions.verify.finding import Fault, Finding, fault
from okienko.actions.verify.rows import Walk, rows_at_the_end, visits_of_the_day
from okienko.core.hall.entries import STREAM, Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall, Touched, same_ticket
from okienko.core.journal.chain import START, Line, link
from okienko.core.people import entries as people
from okienko.core.standards.finished import Departments
from okienko.records.journal import JournalStore
from okienko.records.journal.columns import TABLES

__all__ = ["Finding", "verify"]

PAGE = 5000
#: So often an office at work is looked at again, until nothing has changed meanwhile.
LOOKS = 20


def verify(store: JournalStore, *offices: str, departments: Departments | None = None) -> Iterator[Finding]:
    """All that is wrong in these offices (in all, when none is named), as it is found.

    With `departments` the departments of finished steps are told again too.
    """
    known = store.offices()
    for slug in offices or sorted(known):
        yield from (Finding(slug, STREAM, None, *what) for what in description_faults(store, known[slug]))
        for stream in sorted({*store.streams(known[slug]), *heads(store, known[slug]), STREAM, people.STREAM}):
            found = _Stream(store, slug, known[slug], stream, departments).walk()
            yield from (Finding(slug, stream, seq, *what) for seq, what in found)
    if not offices:
        yield from _strays(store)


def _strays(store: JournalStore) -> Iterator[Finding]:
    """Rows of an office that is gone itself."""
    for table in TABLES:
        for number, count in store.strays(table).items():
            yield Finding(f"#{number}", STREAM, None, *fault("office_gone", number=number, count=count,
                                                             table=table.name))


Found = tuple[int | None, Fault]


class _Stream:
    """One stream of one office, walked from its first entry."""

    def __init__(self, store: JournalStore, slug: str, office: int, stream: str,
                 departments: Departments | None) -> None:
        self._store, self._office, self._stream = store, office, stream
        self._walk = Walk(office=office, hall=Hall(office=slug))
        self._derived = Derived(store, office, slug=slug, departments=departments)
        self._ways_in, self._revisions = WaysIn(), dict[str, int]()
        self._before, self._seq, self._last_at = START, 0, ""
        #: How far the followers saw the hall's stream go, before it was walked.
        self._head: Head | None = None

    def walk(self) -> Iterator[Found]:
        """Every fault with the entry at which it shows; None for a row."""
        if self._stream == STREAM:
            # In this order: whoever moves a cursor has written the head with it.
            has_been_read = any(cursors(self._store, self._office).values())
            self._head = heads(self._store, self._office).get(STREAM)
            last = self._store.highest([self._office]).get(self._office, 0)
            if has_been_read and last and self._head is None:
                yield None, fault("head_missing", last=last)
        yield from self._new_lines()
        if self._head is not None and self._head[0] > self._seq:
            yield None, fault("head_beyond", last=self._seq, seq=self._head[0])
        if self._stream != STREAM:
            yield from self._side_end()
        elif not self._walk.is_broken:
            yield from revision_faults(self._store, self._office, self._revisions)
            yield from self._end()

    def _side_end(self) -> Iterator[Found]:
        """A stream beside the hall's against what is kept of it, at a moment when it stands still."""
        for _ in range(LOOKS):
            yield from self._new_lines()
            seq, kept = self._seq, heads(self._store, self._office).get(self._stream)
            faults = [*head_faults(kept, last=seq, digest=bytes(self._before))]
            if self._stream == people.STREAM:
                faults += self._ways_in.faults(self._store, self._walk.hall.office)
            yield from self._new_lines()
            if self._seq == seq:
                yield from ((None, what) for what in faults)
                return
        yield None, fault("never_still", looks=LOOKS)

    def _end(self) -> Iterator[Found]:
        """The rows against the end of the journal, at a moment when neither moves."""
        for _ in range(LOOKS):
            yield from self._new_lines()
            for what in self._derived.catch_up():
                yield None, what
            if self._walk.is_broken:
                return
            faults = [*rows_at_the_end(self._store, self._walk), *self._derived.at_the_end(last=self._seq),
                      *behind(self._store, self._office, day_from=self._walk.hall.day_from, last=self._seq)]
            is_still = self._store.highest([self._office]).get(self._office, 0) == self._seq
            if is_still and self._derived.is_level:
                yield from ((None, what) for what in faults)
                return
        yield None, fault("never_still", looks=LOOKS)

    def _new_lines(self) -> Iterator[Found]:
        """Walk on to the end of the stream as it is now."""
        while lines := self._store.entries_after(self._office, stream=self._stream, seq=self._seq, limit=PAGE):
            for line in lines:
                yield from ((line.seq, what) for what in self._line(line))

    def _line(self, line: Line) -> Iterator[Fault]:
        yield from _faults(line, before=self._before, seq=self._seq, last_at=self._last_at)
        self._before, self._seq, self._last_at = line.hash, line.seq, line.at
        if self._head is not None and line.seq == self._head[0] and bytes(line.hash) != self._head[1]:
            yield fault("head_differs", seq=line.seq)
        if self._stream == people.STREAM:
            self._ways_in.take(line)
        elif self._stream == STREAM and not self._walk.is_broken:
            yield from self._fold(line)

    def _fold(self, line: Line) -> Iterator[Fault]:
        """Take the entry into the hall; at the end of a day, hold the rows of the day against it."""
        walk = self._walk
        try:
            entry = entry_of(line)
            yield from _numbers(walk, entry)
            if entry.kind == "day_opened" and entry.body["day"] != str(walk.hall.day):
                yield from visits_of_the_day(self._store, walk)
                walk.series.clear()
                walk.tickets.clear()
                walk.days.add(entry.body["day"])
            evolve(walk.hall, entry)
            yield from self._derived.take(entry)
            if entry.body.get("revision"):
                self._revisions.setdefault(entry.body["revision"], entry.seq)
        except Exception as error:
            walk.is_broken = True
            yield fault("no_fold", error=error)
            return
        for number in walk.hall.touched.wishes:
            walk.wishes[number] = walk.hall.wishes[number]
        if entry.desk is not None and entry.kind == "desk_opened":
            walk.desks.add(entry.desk)
        walk.hall.touched = Touched()


def _faults(line: Line, *, before: bytes, seq: int, last_at: str) -> Iterator[Fault]:
    if line.seq != seq + 1:
        yield fault("missing", first=seq + 1, last=line.seq - 1)
    if bytes(line.hash) != link(line, before=before):
        yield fault("changed")
    if line.at < last_at:
        yield fault("older")


def _numbers(walk: Walk, entry: Entry) -> Iterator[Fault]:
    """Numbers have no gaps and are given once; a desk calls one visit at a time."""
    if entry.kind == "called":
        desk = walk.hall.desks.get(entry.desk or "")
        if desk is None or desk.visit is not None:
            yield fault("desk_not_free", desk=entry.desk, visit=entry.visit)
    if entry.kind != "taken":
        return
    if entry.visit != walk.hall.last_visit + 1:
        yield fault("visit_number", visit=entry.visit, after=walk.hall.last_visit)
    series, number, ticket = entry.body["series"], entry.body["ticket_number"], entry.body["ticket"]
    if series in walk.series and not _follows(walk, series=series, number=number, ticket=ticket):
        yield fault("ticket_number", ticket=number, series=series, after=walk.series[series])
    if same_ticket(ticket) in walk.tickets:
        yield fault("ticket_twice", ticket=ticket, visit=entry.visit)
    walk.series[series] = number
    walk.tickets.add(same_ticket(ticket))


def _follows(walk: Walk, *, series: str, number: int, ticket: str) -> bool:
    """Is this the next number of its series? One whose ticket another series has given today is passed over."""
    passed = range(walk.series[series] + 1, number)
    given = walk.tickets
    digits = range(1, len(ticket) + 1)
    prefixes = [ticket[:-width] for width in digits if ticket[-width:].isdecimal() and int(ticket[-width:]) == number]
    return number > walk.series[series] and all(
        any(same_ticket(f"{prefix}{each:0{width}d}") in given for prefix in prefixes for width in digits)
        for each in passed)
