"""A node of its own process: gives commands to its keeper and says each answer, until it is killed.

`python -m tests.actions.keeper.node URL SEED COMMANDS`: plausible commands in two
offices, six at a time, one JSON line for each answer. With `endless` for
COMMANDS it goes on until it is killed.
"""

import asyncio
import itertools
import json
import random
import sys
from datetime import timedelta

from okienko.actions.keeper import Failed, Keeper
from okienko.core.hall import commands as c
from okienko.core.hall.refusals import Refusal
from okienko.links.clock import DrivenClock
from okienko.records.journal.stores import open_store
from tests.actions.keeper.conftest import rules_for
from tests.actions.keeper.offices import OFFICES
from tests.core.hall.conftest import MORNING
from tests.core.hall.plausible import plausible

SHARED = OFFICES[:2]


async def ask(keeper: Keeper, office: str, command: c.Command, key: str) -> None:
    """Give one command; say what it was answered, and be loud about what no command may bring."""
    try:
        answer = await keeper.submit(office, command, by="system", any_desk=True, key=key)
    except Failed as failure:
        print(json.dumps({"failed": repr(failure), "command": repr(command)}), flush=True)
    except Refusal as refusal:
        print(json.dumps({"refused": refusal.code}), flush=True)
    else:
        print(json.dumps({"office": office, "seq": answer.seq, "visit": answer.visit, "ticket": answer.ticket,
                          "key": key if answer.entries else None, "kind": type(command).__name__}), flush=True)


async def main(url: str, seed: int, commands: int | None) -> None:
    rng = random.Random(seed)
    clock = DrivenClock(MORNING)
    keeper = Keeper(store=open_store(url), rules_for=rules_for, clock=clock, look=0.05)
    await keeper.start(*SHARED)
    keys = (f"{seed}-{number}" for number in itertools.count())
    for office in SHARED:
        await ask(keeper, office, c.OpenDay(), next(keys))
    done = 0
    while commands is None or done < commands:
        asked = []
        for _ in range(6):
            office = rng.choice(SHARED)
            memory = await keeper._halls.get(office)
            command = plausible(rng, memory.hall, rules=memory.rules, at=clock.now())
            asked.append(ask(keeper, office, command, next(keys)))
        await asyncio.gather(*asked)
        done += len(asked)
        clock.advance(timedelta(seconds=rng.choice([0, 0, 2])).total_seconds())
    await keeper.stop()
    print(json.dumps({"done": done}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), None if sys.argv[3] == "endless" else int(sys.argv[3])))
