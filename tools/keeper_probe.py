"""What one durable command costs in the keeper: `python -m tools.keeper_probe URL [offices] [desks] [seconds]`.

Desks of many offices go round take, call, start, finish, without HTTP. Printed
are commands per second, microseconds of this process's CPU per command (SQLite's
work is in it, PostgreSQL's is not), and how many commands share one flush. The
database must have its tables and no offices yet.
"""

from __future__ import annotations

import asyncio
import cProfile
import os
import pstats
import sys
import time
from datetime import date

import uvloop

from okienko.actions.keeper import Keeper
from okienko.core.hall import commands as c
from okienko.core.hall.rules import DeskRule, HallRules, PersonRule
from okienko.links.clock import SystemClock
from okienko.records.journal import Batch, JournalStore
from okienko.records.journal.stores import open_store
from tests.actions.keeper.offices import add_offices
from tests.core.hall.conftest import make_rules

DESKS = 16


def rules_for(slug: str, day: date) -> HallRules:
    desks = {f"T{number}": f"clerk-{number}" for number in range(DESKS)}
    services = frozenset(make_rules().services) - {"talk"}
    return make_rules(
        office=slug, day=day, opening=None, desks={d: DeskRule(id=d, label=d) for d in desks},
        people={p: PersonRule(id=p, department="SO") for p in desks.values()},
        serves={pair: services for pair in desks.items()},
    )


class Counting:
    """The store, counting its batches."""

    def __init__(self, store: JournalStore) -> None:
        self._store = store
        self.batches = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def append(self, batch: Batch) -> None:
        self.batches += 1
        await self._store.append(batch)


async def desk_goes_round(keeper: Keeper, office: str, desk: str, until: float, keyed: bool) -> int:
    by, done = f"person:clerk-{desk[1:]}", 0
    await keeper.submit(office, c.OpenDesk(desk=desk, person=by[7:]), by=by)
    while time.perf_counter() < until:
        for command in (c.Take(matters=("id-card",)), c.CallNext(desk=desk), c.Start(desk=desk), c.Finish(desk=desk)):
            key = f"{desk}-{done}" if keyed else None
            await keeper.submit(office, command, by=by, key=key)
            done += 1
    return done


async def main(url: str, offices: int, desks: int, seconds: float) -> None:
    add_offices(url, count=offices)
    store = Counting(open_store(url))
    keeper = Keeper(store=store, rules_for=rules_for, clock=SystemClock())
    slugs = [f"office-{number}" for number in range(1, offices + 1)]
    await keeper.start(*slugs)
    for slug in slugs:
        await keeper.submit(slug, c.OpenDay(), by="system")
    begin, cpu, batches = time.perf_counter(), os.times(), store.batches
    until = begin + seconds
    counts = await asyncio.gather(*(
        desk_goes_round(keeper, slugs[number % offices], f"T{number // offices}", until, keyed=True)
        for number in range(desks)))
    spent, after = time.perf_counter() - begin, os.times()
    total = sum(counts)
    used = (after.user + after.system - cpu.user - cpu.system) / total * 1e6
    shared = total / (store.batches - batches)
    print(f"{total / spent:8.0f} commands/s   {used:6.1f} us CPU each   {shared:5.1f} per batch")
    await keeper.stop()


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[2:5]]
    offices, desks, seconds = arguments + [100, 64, 5][len(arguments):]
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.enable()
        uvloop.run(main(sys.argv[1], offices, desks, seconds))
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
    else:
        uvloop.run(main(sys.argv[1], offices, desks, seconds))
