"""How a turn is stored: in one batch; after a lost race office by office, and then command by command."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Coroutine

from okienko.actions.keeper.answer import Failed, Pending, Unavailable
from okienko.actions.keeper.halls import Halls
from okienko.actions.keeper.turn import Tainted, Work, batch_of, decide_all
from okienko.records.journal import (
    Batch,
    Conflict,
    JournalStore,
    OutcomeUnknown,
    Rejected,
    StoreError,
    StoreUnavailable,
)

log = logging.getLogger("okienko.keeper")
#: How often a command that loses the race against another node is decided again.
ATTEMPTS = 40
#: Seconds between the looks at what became of a batch whose commit was cut off.
LOOKS = (0.0, 0.1, 0.3, 1.0, 2.0)


class Storing:
    """Appends batches, and finds another way for what could not be stored as it was decided."""

    def __init__(self, store: JournalStore, *, halls: Halls) -> None:
        self._store, self._halls = store, halls

    async def otherwise(self, works: list[Work], error: StoreError) -> None:
        """The batch of these works was not stored as it was. Afterwards each pending has its answer or its error."""
        if isinstance(error, (Conflict, Rejected)):
            log.info("decided again: %s", error)
            for work in works:
                await self._again(work)
        else:
            log.warning("not stored: %s", error)
            for work in works:
                self._give_up(work)
        for work in works:
            work.note_seq()

    def append(self, batch: Batch) -> Coroutine[None, None, None]:
        """Store a batch, from now on; what is returned raises Conflict, Rejected, StoreUnavailable."""
        return self._halls.pulse.batch(self._seen_to(self._store.append(batch), batch))

    async def _seen_to(self, appending: Awaitable[None], batch: Batch) -> None:
        try:
            await appending
        except OutcomeUnknown as error:
            log.warning("connection lost in the commit: %s", error)
            if not await self._is_stored(batch):
                raise Conflict("the batch whose commit was cut off is not there") from error

    async def _is_stored(self, batch: Batch) -> bool:
        """All of a batch is there or nothing, so one of its lines tells."""
        for seconds in LOOKS:
            await asyncio.sleep(seconds)
            try:
                return await self._halls.read(lambda: self._store.is_stored(batch.lines[0]))
            except StoreUnavailable as error:
                log.warning("what became of the batch cannot be seen: %s", error)
        raise StoreUnavailable("what became of the batch cannot be seen")

    def _give_up(self, work: Work) -> None:
        """Nothing is stored: forget what was decided, and say so to everybody."""
        if work.lines:
            self._halls.drop(work.slug)
            work.lines = []
            work.fail(Unavailable())

    async def _again(self, work: Work) -> None:
        """Decide an office's commands again on a fresh hall: together, then, if that fails too, one by one."""
        if not work.lines:
            return
        self._halls.drop(work.slug)
        work.lines = []
        pendings = work.open_pendings()
        try:
            if await self._try(work, pendings):
                return
            for pending in pendings:
                await self._persist(work, pending)
        except StoreError as error:
            log.warning("not stored: %s", error)
            self._halls.drop(work.slug)
            for pending in pendings:
                if not pending.is_final:
                    pending.fail(Unavailable())

    async def _persist(self, work: Work, pending: Pending) -> None:
        """Decide one command until it is stored, refused, or out of luck."""
        for attempt in range(ATTEMPTS):
            if await self._try(work, [pending]):
                pending.is_final = True
                return
            await asyncio.sleep(random.uniform(0, 0.005 * min(attempt, 10)))
        pending.fail(Unavailable())

    async def _try(self, work: Work, pendings: list[Pending]) -> bool:
        """Fold, decide and append these commands of one office; False when the race was lost again."""
        memory = work.memory = await self._halls.reload(work.slug)
        now = self._halls.now()
        attempt = Work(work.slug, pendings, memory)
        try:
            await self._halls.look_up_keys(memory, pendings)
            attempt.lines = decide_all(memory, [p for p in pendings if not p.is_final], now=now)
            if attempt.lines:
                await self.append(batch_of([attempt]))
                work.lines += attempt.lines
        except (Tainted, Conflict):
            self._halls.drop(work.slug)
            return all(pending.is_final for pending in pendings)
        except Rejected as error:
            return self._reject(work, pendings, error)
        return True

    def _reject(self, work: Work, pendings: list[Pending], error: Rejected) -> bool:
        """The database does not accept what follows of these commands; of a single one, that is its end."""
        self._halls.drop(work.slug)
        if len(pendings) > 1:
            return False
        log.error("the rows of %s are not accepted: %s", type(pendings[0].command).__name__, error)
        pendings[0].fail(Failed())
        return True
