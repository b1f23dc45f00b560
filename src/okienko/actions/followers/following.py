"""How a follower keeps level with the journal.

A cursor per follower, office and stream says how far it has read. It moves in
the same transaction as what was made, so an entry is dealt with once, whatever
is killed when. Should another process have moved it, the follower starts from
there. Nothing slow may happen while following: what is derived are rows.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connections, transaction

from okienko.actions.keeper.memory import entry_of
from okienko.core.hall.entries import STREAM, Entry
from okienko.core.journal.chain import Line
from okienko.records.follower import FollowerCursor
from okienko.records.hall import StreamHead
from okienko.records.journal import JournalStore, StoreError
from okienko.records.office import Office

log = logging.getLogger("okienko.followers")
#: Entries that one transaction deals with.
PAGE = 200
#: A thread of followers rests so many times as long as it worked, for the hall goes first: as a rule, and in a rush,
#: when the process has been at work for this share of the time since the last page.
REST, REST_IN_RUSH, RUSH = 9.0, 39.0, 0.5


class Follower(Protocol):
    """What derives something of one office's hall stream; `name` stands in its cursor."""

    name: str

    def begin(self, office: Office, before: Sequence[Entry]) -> None:
        """Forget the office and take in what happened on its open day before the cursor, without making anything."""

    def follow(self, office: Office, entries: Sequence[Entry]) -> Callable[[], None]:
        """Take these entries in; gives what makes what follows from them, in the transaction that moves the cursor.

        All that needs no transaction is done before: the hall waits for SQLite as long as one is open.
        """

    def clear(self, office: Office) -> None:
        """Delete all that was made of this office."""


class Reading:
    """One follower reading one office."""

    def __init__(self, follower: Follower, office: Office, store: JournalStore) -> None:
        self._follower, self._office, self._store = follower, office, store
        self._at: int | None = None

    @property
    def office_id(self) -> int:
        return self._office.pk

    @property
    def at(self) -> int | None:
        """The last entry dealt with, as far as it is known."""
        return self._at

    def catch_up(self) -> int:
        """Deal with all that is new; the number of entries."""
        done = 0
        while count := self.page():
            done += count
        return done

    def page(self) -> int:
        """Deal with the next page of entries; their number, 0 when there are none."""
        known = self._at
        if known is None:
            known = self._begin()
        lines = self._store.entries_after(self._office.id, stream=STREAM, seq=known, limit=PAGE)
        if not lines:
            return 0
        entries = [entry_of(line) for line in lines]
        self._at = None
        make = self._follower.follow(self._office, entries)
        with transaction.atomic():
            cursor = self._cursor()
            if cursor.seq != known:
                return len(entries)
            make()
            cursor.seq = entries[-1].seq
            cursor.save(update_fields=["seq"])
            _keep_head(self._office, lines[-1])
        self._at = entries[-1].seq
        return len(entries)

    def _cursor(self) -> FollowerCursor:
        cursor, _ = FollowerCursor.objects.select_for_update().get_or_create(
            follower=self._follower.name, office=self._office, stream=STREAM)
        return cursor

    def _begin(self) -> int:
        """Stand where the cursor is, knowing what happened on that day so far."""
        with transaction.atomic():
            seq = self._cursor().seq
        self._follower.begin(self._office, [entry for entry in self._day_before(seq) if entry.seq <= seq])
        return seq

    def _day_before(self, seq: int) -> list[Entry]:
        """The entries from where the cursor's day really begins, read backwards page by page.

        A day that was closed and opened again goes on where it was: its beginning is the first opening of that
        date, which is known once another date's opening, or the beginning of the journal, has been read.
        """
        first, found = seq, list[Entry]()
        while first > 0 and len({_day_of(entry) for entry in found if _is_opening(entry)}) < 2:
            start = max(0, first - PAGE)
            lines = self._store.entries_after(self._office.id, stream=STREAM, seq=start, limit=first - start)
            found = [entry_of(line) for line in lines] + found
            first = start
        return found[_beginning(found) :]


def _keep_head(office: Office, line: Line) -> None:
    """Remember how far the hall's stream went at least; a rebuild, which begins anew, takes nothing back."""
    head, _ = StreamHead.objects.get_or_create(office=office, stream=STREAM,
                                               defaults={"seq": line.seq, "hash": line.hash})
    if head.seq < line.seq:
        StreamHead.objects.filter(office=office, stream=STREAM).update(seq=line.seq, hash=line.hash)


def _is_opening(entry: Entry) -> bool:
    return entry.kind == "day_opened"


def _day_of(entry: Entry) -> object:
    return entry.body["day"]


def _beginning(entries: Sequence[Entry]) -> int:
    """The place of the first opening of the last day; 0 when no day was opened."""
    begins, day = 0, None
    for place, entry in enumerate(entries):
        if _is_opening(entry) and _day_of(entry) != day:
            begins, day = place, _day_of(entry)
    return begins


def catch_up(follower: Follower, store: JournalStore) -> int:
    """Let a follower read all that is new in every office; the number of entries."""
    return sum(Reading(follower, office, store).catch_up() for office in Office.objects.order_by("slug"))


def rebuild(follower: Follower, store: JournalStore, *offices: str) -> int:
    """Make again all that a follower derives of these offices (of all, when none is named); the number of entries."""
    chosen = Office.objects.order_by("slug")
    if offices:
        chosen = chosen.filter(slug__in=offices)
    done = 0
    for office in chosen:
        with transaction.atomic():
            FollowerCursor.objects.update_or_create(
                follower=follower.name, office=office, stream=STREAM, defaults={"seq": 0})
            follower.clear(office)
        done += Reading(follower, office, store).catch_up()
    return done


class FollowerThread(threading.Thread):
    """Followers at work beside the server: `wake` when something was stored, and a look every `seconds` anyway."""

    def __init__(self, make: Callable[[], Sequence[Follower]], *, store: Callable[[], JournalStore],
                 seconds: float = 2.0) -> None:
        super().__init__(name="okienko-followers", daemon=True)
        self._make, self._open_store, self._seconds = make, store, seconds
        self._news, self._ends = threading.Event(), threading.Event()
        self._readings: dict[tuple[str, int], Reading] = {}
        #: When the last page was done, and what the process had worked by then.
        self._ended_at = (0.0, 0.0)

    def wake(self) -> None:
        self._news.set()

    def end(self) -> None:
        """Finish the page at hand and end."""
        self._ends.set()
        self._news.set()
        self.join()

    def run(self) -> None:
        followers, store = self._make(), self._open_store()
        while not self._ends.is_set():
            try:
                self._look(followers, store)
            except (DatabaseError, StoreError) as error:
                log.warning("followers wait for the database: %s", error)
                self._readings.clear()
            except Exception:
                log.exception("a follower failed; it starts again from its cursor")
                self._readings.clear()
            close_old_connections()
            self._news.wait(self._seconds)
            self._news.clear()
        store.close()
        connections.close_all()

    def _look(self, followers: Sequence[Follower], store: JournalStore) -> None:
        """One page for each follower and office that is behind, resting in between, until none is."""
        offices = list(Office.objects.order_by("slug"))
        behind = True
        while behind and not self._ends.is_set():
            highest = store.highest([office.id for office in offices])
            readings = [self._reading(follower, office, store) for office in offices for follower in followers]
            late = [reading for reading in readings if reading.at != highest.get(reading.office_id)]
            behind = any([self._page(reading) for reading in late])

    def _page(self, reading: Reading) -> bool:
        """Deal with one page, then rest; was there anything?"""
        if self._ends.is_set():
            return False
        begun, cpu = time.monotonic(), time.process_time()
        is_rush = cpu - self._ended_at[1] > RUSH * (begun - self._ended_at[0])
        count = reading.page()
        self._ended_at = time.monotonic(), time.process_time()
        self._ends.wait((REST_IN_RUSH if is_rush else REST) * (self._ended_at[0] - begun))
        return count > 0

    def _reading(self, follower: Follower, office: Office, store: JournalStore) -> Reading:
        key = (follower.name, office.id)
        if key not in self._readings:
            self._readings[key] = Reading(follower, office, store)
        return self._readings[key]
