"""One turn of the keeper: the commands that are pending for some offices are decided in memory, and stored together."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime

from okienko.actions.keeper.answer import Answer, Failed, Known, Pending, answer_to
from okienko.actions.keeper.memory import Memory
from okienko.actions.keeper.rows import add_rows
from okienko.core.hall.decide import decide
from okienko.core.hall.refusals import Malformed, Refusal, SameKeyOtherBody
from okienko.core.journal.chain import Line
from okienko.records.journal import Batch

log = logging.getLogger("okienko.keeper")


class Tainted(Exception):
    """A command failed after it had changed the hall in memory; the hall must be folded again."""


@dataclass(slots=True, eq=False)
class Work:
    """The commands of one office in this turn, its hall, and the lines that follow from them."""

    slug: str
    pendings: list[Pending] = field(default_factory=list)
    memory: Memory | None = None
    lines: list[Line] = field(default_factory=list)
    #: Up to where the hall is stored when this work is.
    seq: int = 0

    def open_pendings(self) -> list[Pending]:
        return [pending for pending in self.pendings if not pending.is_final]

    def fail(self, error: Exception) -> None:
        for pending in self.pendings:
            if not pending.is_final:
                pending.fail(error)

    def note_seq(self) -> None:
        """Remember where the hall stands now."""
        self.seq = self.memory.hall.seq if self.memory is not None else 0


class Turn:
    """The works that are stored together, by office."""

    def __init__(self) -> None:
        self.works: dict[str, Work] = {}
        self.size = 0
        #: What is stored, once nothing more is taken in.
        self.sealed: Batch | None = None
        #: `storing` brings what becomes of it, unless there is nothing to store or a `fault`.
        self.is_begun = False
        self.storing: asyncio.Task[None] | None = None
        self.fault: Exception | None = None

    def add(self, work: Work) -> None:
        """Take in what was decided of an office, after what was decided of it before."""
        before = self.works.setdefault(work.slug, work)
        if before is not work:
            before.pendings += work.pendings
            before.lines += work.lines
        self.size += len(work.pendings)

    def remove(self, slug: str) -> list[Pending]:
        """Take an office's commands out again; gives them."""
        work = self.works.pop(slug, None)
        pendings = work.pendings if work is not None else []
        self.size -= len(pendings)
        return pendings

    def seal(self) -> Batch:
        """What is stored of this turn, to which nothing is added; from here on its halls may be decided further."""
        if self.sealed is None:
            works = list(self.works.values())
            for work in works:
                work.note_seq()
            self.sealed = batch_of(works)
        return self.sealed


def decide_all(memory: Memory, pendings: list[Pending], *, now: datetime) -> list[Line]:
    """Decide the commands in order; raises Tainted when one of them broke the hall in memory."""
    lines: list[Line] = []
    for pending in pendings:
        pending.answer = pending.error = None
        known = memory.keys.get(pending.key) if pending.key is not None else None
        if known is None:
            lines += _decide_one(memory, pending, now)
        else:
            _answer_again(pending, known)
    return lines


def _answer_again(pending: Pending, known: Known) -> None:
    """This request was decided before: its answer is the same, unless its key was used for another one."""
    digest, answer = known
    if digest == pending.digest:
        pending.answer = Answer(*answer, repeated=True)
    else:
        pending.error = SameKeyOtherBody()


def _decide_one(memory: Memory, pending: Pending, now: datetime) -> list[Line]:
    hall = memory.hall
    before = hall.seq
    try:
        entries = decide(hall, pending.command, at=now, rules=memory.rules, by=pending.by,
                         any_desk=pending.any_desk, key=pending.key)
        lines = memory.lines(entries, digest=pending.digest)
    except Refusal as refusal:
        pending.error = refusal
        if hall.seq != before:
            raise _taint(pending, refusal) from refusal
        return []
    except UnicodeError as error:
        raise _taint(pending, Malformed()) from error
    except Exception as error:
        log.exception("the command %s of office %s failed", type(pending.command).__name__, memory.slug)
        raise _taint(pending, Failed()) from error
    pending.answer = answer_to(entries, hall=hall)
    if pending.key is not None and entries:
        memory.keys[pending.key] = (pending.digest, pending.answer.kept)
    return lines


def _taint(pending: Pending, error: Exception) -> Tainted:
    pending.fail(error)
    return Tainted()


def batch_of(works: list[Work]) -> Batch:
    """What this turn stores, sorted by office."""
    batch = Batch()
    ready = [(work.memory.office, work) for work in works if work.memory is not None and work.lines]
    for _, work in sorted(ready, key=lambda pair: pair[0]):
        batch.lines += work.lines
        if work.memory is not None:
            add_rows(batch, work.memory)
    return batch
