"""How the keeper works: while one turn is stored, the next one is decided.

The database and the event loop so work at the same time (ADR 0005), and yet the
batches go one after the other through one connection: a turn that was decided on top of one
that is not stored after all is taken back and decided again. Its answers are told
only when it is stored itself. A hall whose picture is wanted is not decided
further until it is stored (`_held`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from okienko.actions.keeper.answer import Failed, Pending, Unavailable
from okienko.actions.keeper.halls import Halls
from okienko.actions.keeper.looking import Looking
from okienko.actions.keeper.show import Encode, Publish
from okienko.actions.keeper.storing import Storing
from okienko.actions.keeper.turn import Tainted, Turn, Work, decide_all
from okienko.core.hall.refusals import Refusal
from okienko.records.journal import StoreError

log = logging.getLogger("okienko.keeper")
#: So many commands at most in one turn.
TURN_LIMIT = 512
#: So many rounds of the event loop at most are waited for more commands before a turn.
ROUNDS = 16


class Turning(Looking):
    """The half of the keeper that works off the queue, turn by turn."""

    def __init__(self, halls: Halls, *, encode: Encode, publish: Publish | None, gather: float,
                 announce: Callable[[Mapping[str, int]], None] | None) -> None:
        super().__init__(halls, encode=encode, publish=publish, gather=gather)
        self._storing = Storing(halls.store, halls=halls)
        self._announce = announce
        self._queue: deque[Pending] = deque()
        self._news: set[str] = set()
        self._wake = asyncio.Event()
        self._is_open = False
        #: Something has to be done while nothing is being stored, such as to load a hall.
        self._must_pause = False
        #: So many commands have come since the beginning.
        self._came = 0
        #: So many who were just answered are expected to ask for the next thing at once, as desks do in a rush.
        self._expected = 0
        #: The turn that still takes in who comes.
        self._gathering: Turn | None = None

    async def _work(self) -> None:
        while self._is_open or self._queue:
            if not self._queue and not self._news:
                self._wake.clear()
                await self._wake.wait()
            if self._news:
                await self._take_news()
            turn, self._must_pause = Turn(), False
            await self._let_come(turn)
            await self._prepare(turn)
            while turn.size:
                turn = await self._turn(turn)

    async def _take_news(self) -> None:
        news, self._news = self._news, set()
        for slug in sorted(news):
            try:
                if await self._halls.take_news(slug):
                    self._show(slug)
            except StoreError as error:
                log.warning("news of office %s: %s", slug, error)
            except Exception:
                log.exception("the news of office %s could not be taken in", slug)

    async def _turn(self, turn: Turn) -> Turn:
        """Store, decide the next turn meanwhile, answer; whatever happens, nobody is left without an answer."""
        ahead = Turn()
        try:
            await self._store(turn, ahead)
            if self._are_all_there(turn, ahead):
                self._begin(ahead)
        except Exception:
            log.exception("a turn of the keeper failed")
            self._take_back(ahead)
            for work in turn.works.values():
                self._halls.drop(work.slug)
                work.fail(Failed())
        self._settle(turn)
        await self._let_come(ahead)
        return ahead

    async def _store(self, turn: Turn, ahead: Turn) -> None:
        """Store a turn and decide meanwhile what comes; what was decided ahead is taken back when that fails."""
        self._begin(turn)
        if turn.fault is not None:
            raise turn.fault
        storing = turn.storing
        if storing is None:
            return
        try:
            while not storing.done():
                if turn.size >= self._halls.store.apart_from:
                    self._decide_waiting(ahead)
                    self._make_ready(turn, ahead)
                self._wake.clear()
                await self._wake.wait()
        finally:
            try:
                await storing
            except StoreError as error:
                self._take_back(ahead)
                await self._storing.otherwise(list(turn.works.values()), error)

    def _are_all_there(self, turn: Turn, ahead: Turn) -> bool:
        """Whether everybody has come who is expected while a turn is stored: as many as in it, after those answered."""
        return 0 < ahead.size >= self._expected + turn.size

    def _make_ready(self, turn: Turn, ahead: Turn) -> None:
        """Once all are there, have what they bring ready to be sent as soon as the turn before is stored."""
        if ahead.sealed is not None or ahead.fault is not None or not self._are_all_there(turn, ahead):
            return
        try:
            batch = ahead.seal()
        except Exception as error:
            ahead.fault = error
            return
        with suppress(Exception):  # what cannot be written is found when it is stored
            self._halls.store.make_ready(batch)

    def _begin(self, turn: Turn) -> None:
        """Give a turn to the database, unless that has been done; a fault is raised when the turn is waited for."""
        if turn.is_begun:
            return
        turn.is_begun = True
        if turn.fault is not None:
            return
        try:
            batch = turn.seal()
            if batch.lines:
                turn.storing = self._loop.create_task(self._storing.append(batch))
                turn.storing.add_done_callback(self._woken)
        except Exception as error:
            turn.fault = error

    def _woken(self, storing: asyncio.Task[None]) -> None:
        del storing
        self._wake.set()

    async def _let_come(self, turn: Turn) -> None:
        """Decide what waits and let those come who are at the door, for what a batch costs is shared by all in it.

        A round of the loop that brings nobody ends the wait; so does `_is_enough`, seen from within the round.
        """
        self._gathering = None if turn.is_begun else turn
        for _ in range(ROUNDS):
            if self._gathering is None:
                return
            self._decide_waiting(turn)
            if self._is_enough(turn):
                break
            before = self._came
            await asyncio.sleep(0)
            if self._came == before:
                self._expected = 0
                break
        self._gathering = None

    def _is_enough(self, turn: Turn) -> bool:
        """Whether at least as many are there as are still expected.

        So in a rush one half of the desks is stored while the other half is answered and asks, if the store works on
        halves as large as that beside the loop.
        """
        return turn.size + len(self._queue) >= max(self._expected, self._halls.store.apart_from)

    def _take_in(self, pending: Pending) -> None:
        """Somebody has come."""
        self._queue.append(pending)
        self._came += 1
        self._expected = max(0, self._expected - 1)
        turn = self._gathering
        if turn is None:
            self._wake.set()
        elif self._is_enough(turn):
            self._gathering = None
            self._decide_waiting(turn)
            if turn.size:
                self._begin(turn)

    def _decide_waiting(self, turn: Turn) -> None:
        """Decide what waits for halls that are ready for it; the rest goes on waiting."""
        if not self._queue or turn.size >= TURN_LIMIT or self._must_pause or self._news or turn.sealed is not None:
            return
        held, now = self._held(), self._halls.now()
        waiting, self._queue = self._queue, deque()
        for slug, pendings in _by_office(waiting).items():
            if slug in held:
                self._queue.extend(pendings)
            elif not self._decide_at_once(turn, slug, pendings, now=now):
                self._queue.extend(pendings)
                self._must_pause = True

    def _decide_at_once(self, turn: Turn, slug: str, pendings: list[Pending], *, now: datetime) -> bool:
        """Decide on a hall that is in memory with its day's rules; False when it must be made ready first."""
        memory = self._halls.memories.get(slug)
        if memory is None or not memory.day_begins <= now < memory.day_ends:
            return False
        work = Work(slug, pendings, memory)
        try:
            work.lines = decide_all(memory, pendings, now=now)
        except Tainted:
            self._halls.drop(slug)
            self._queue.extend(_to_decide_again(turn.remove(slug)))
            pendings[:] = _to_decide_again(pendings)
            return False
        turn.add(work)
        return True

    async def _prepare(self, turn: Turn) -> None:
        """With nothing being stored: decide what waits for halls that have to be loaded or brought to another day."""
        waiting, self._queue = self._queue, deque()
        for slug, pendings in _by_office(waiting).items():
            if turn.size >= TURN_LIMIT or slug in turn.works:
                self._queue.extend(pendings)
            else:
                work = Work(slug, pendings)
                await self._decide(work)
                turn.add(work)

    async def _decide(self, work: Work) -> None:
        """Decide an office's commands on its hall; a hall that one of them broke is folded again for the others."""
        try:
            while work.open_pendings():
                work.memory = await self._halls.get(work.slug)
                now = self._halls.now()
                await self._halls.with_todays_rules(work.memory, now=now)
                try:
                    work.lines = decide_all(work.memory, work.open_pendings(), now=now)
                    return
                except Tainted:
                    self._halls.drop(work.slug)
        except StoreError:
            work.fail(Unavailable())
        except Refusal as refusal:
            work.fail(refusal)
        except Exception:
            log.exception("the hall of office %s cannot be made ready", work.slug)
            self._halls.drop(work.slug)
            work.fail(Failed())

    def _take_back(self, turn: Turn) -> None:
        """What this turn was decided on is not stored as it was: its commands wait again, before all others."""
        turn.sealed = turn.fault = None
        for slug in list(turn.works):
            self._halls.drop(slug)
            self._queue.extendleft(reversed(_to_decide_again(turn.remove(slug))))

    def _settle(self, turn: Turn) -> None:
        """Tell everybody of a turn what became of it, and show what is stored now."""
        for work in turn.works.values():
            self._halls.committed(work.memory, seq=work.seq)
        for work in turn.works.values():
            for pending in work.pendings:
                pending.settle()
        self._expected += turn.size
        self._serve_asked()
        self._tell(turn.works.values())

    def _tell(self, works: Iterable[Work]) -> None:
        """Show what is committed now: to who watches, to other nodes."""
        self._show_changed({work.slug for work in works})
        told = {work.slug: work.lines[-1].seq for work in works if work.lines}
        if told and self._announce is not None:
            self._announce(told)


def _by_office(pendings: Iterable[Pending]) -> dict[str, list[Pending]]:
    offices: dict[str, list[Pending]] = {}
    for pending in pendings:
        offices.setdefault(pending.slug, []).append(pending)
    return offices


def _to_decide_again(pendings: list[Pending]) -> list[Pending]:
    """Those of them for whom it is not settled yet; the others are told."""
    for pending in pendings:
        if pending.is_final:
            pending.settle()
    return [pending for pending in pendings if not pending.is_final]
