"""A hall in the keeper's memory: the fold of its open day, and what the next entry has to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

import msgspec

from okienko.actions.keeper.answer import Known, answer_to
from okienko.core.hall.decide.day import next_due
from okienko.core.hall.entries import STREAM, Entry
from okienko.core.hall.evolve import evolve
from okienko.core.hall.hall import Hall
from okienko.core.hall.rules import HallRules
from okienko.core.journal.chain import START, Line, chained
from okienko.records.journal import NOTHING, Beside, JournalStore

RulesFor = Callable[[str, date], HallRules]
#: Canonical JSON: sorted keys, no spaces, UTF-8.
_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder().decode


@lru_cache(maxsize=20_000)
def moment_text(at: datetime | None) -> str | None:
    """A moment as both databases take it: naive UTC, a fraction only where there is one.

    The same few objects are written again and again as a visit goes on.
    """
    if at is None:
        return None
    return str(at if at.tzinfo is UTC else at.astimezone(UTC))[:-6]


def entry_of(line: Line) -> Entry:
    """The entry that a line of the journal holds."""
    at = datetime.fromisoformat(line.at).replace(tzinfo=UTC)
    return Entry(seq=line.seq, at=at, kind=line.kind, visit=line.visit, desk=line.desk, by=line.by,
                 body=_decode(line.body), key=line.key)


@dataclass(slots=True)
class Memory:
    """One office's hall; `head` is the hash of its last line, `keys` the requests of the open day and their answers."""

    office: int
    slug: str
    hall: Hall
    rules: HallRules
    day_begins: datetime
    day_ends: datetime
    head: bytes = START
    keys: dict[str, Known] = field(default_factory=dict)
    revision: int = 0
    #: The last entry that is stored; memory is ahead of it during a turn.
    committed: int = 0
    #: The rules may be of another revision than the hall knows; the clock tells it.
    renew: bool = True
    _due_for: tuple[int, HallRules | None] = (-1, None)
    _due: datetime | None = None

    def lines(self, entries: Sequence[Entry], *, digest: bytes | None) -> list[Line]:
        """The lines of one command's entries, chained to the last one."""
        lines: list[Line] = []
        head = self.head
        text = moment_text(entries[0].at) or "" if entries else ""
        for part, entry in enumerate(entries):
            line = chained((self.office, STREAM, entry.seq, text, entry.kind, entry.visit, entry.desk, entry.by,
                            _encode(entry.body).decode(), part, entry.key, digest if entry.key else None), before=head)
            head = line.hash
            lines.append(line)
        self.head = head
        return lines

    def fold(self, lines: Sequence[Line], beside: Mapping[int, Beside]) -> None:
        """Take in lines that are stored, and what stands beside them."""
        start = 0
        for index, line in enumerate(lines):
            evolve(self.hall, entry_of(line))
            self.head = line.hash
            if index + 1 == len(lines) or lines[index + 1].part == 0:
                self._remember(lines[start : index + 1])
                start = index + 1
        self.committed = self.hall.seq
        for number, visit in self.hall.visits.items():
            known = beside.get(number, NOTHING)
            self.hall.know_beside(visit, needs=known.needs, ground=known.ground)

    def _remember(self, lines: Sequence[Line]) -> None:
        key = lines[0].key
        if key is not None:
            entries = [entry_of(line) for line in lines]
            self.keys[key] = (lines[0].digest, answer_to(entries, hall=self.hall).kept)

    def due(self) -> datetime | None:
        """When the clock may next change something by itself."""
        if self._due_for[0] != self.hall.seq or self._due_for[1] is not self.rules:
            self._due_for, self._due = (self.hall.seq, self.rules), next_due(self.hall, rules=self.rules)
        return self._due

    @property
    def is_stored(self) -> bool:
        """Whether all that this hall holds is stored, so that it may be shown."""
        return self.committed == self.hall.seq

    def take_rules(self, rules: HallRules, *, today: date, zone: tzinfo) -> None:
        """Go by the rules of the office's date from here on."""
        self.rules = rules
        self.day_begins = datetime.combine(today, time.min, zone).astimezone(UTC)
        self.day_ends = datetime.combine(today + timedelta(days=1), time.min, zone).astimezone(UTC)


def load(store: JournalStore, office: int, *, slug: str, rules_for: RulesFor, at: datetime, zone: tzinfo) -> Memory:
    """Fold an office's open day from the journal. Reads the database: not for the event loop's thread."""
    day = store.load_open_day(office)
    today = at.astimezone(zone).date()
    memory = Memory(office=office, slug=slug, hall=Hall(office=slug), rules=rules_for(slug, today), day_begins=at,
                    day_ends=at, revision=store.revisions([office]).get(office, 0))
    if day.lines:
        memory.hall.seq = day.lines[0].seq - 1
    memory.fold(day.lines, day.beside)
    memory.hall.touched = type(memory.hall.touched)()
    memory.day_begins = datetime.combine(today, time.min, zone).astimezone(UTC)
    memory.day_ends = datetime.combine(today + timedelta(days=1), time.min, zone).astimezone(UTC)
    return memory


def known_answer(store: JournalStore, office: int, *, key: str) -> Known | None:
    """The answer that a request of any day got, by its key."""
    lines = store.find_key(office, key=key)
    if not lines:
        return None
    answer = answer_to([entry_of(line) for line in lines], hall=Hall(office=""))
    ticket = store.ticket(office, visit=answer.visit) if answer.visit is not None else None
    return lines[0].digest, answer._replace(ticket=ticket).kept
