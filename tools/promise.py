"""How often a promised wait is kept: `python -m tools.promise FILE [--days N]`.

Replays office-days of a queue log through the rules of the hall and compares the band told with each ticket with the
wait that followed. The days are drawn with a fixed seed.
"""

import argparse
import random
from pathlib import Path

from okienko.core.replay.describe import describe
from okienko.core.replay.flows import derive
from okienko.core.replay.play import play
from okienko.core.replay.samples import Log, gather
from okienko.core.replay.schedule import schedule
from okienko.links.queue_log import read_rows
from tests.core.replay.days import RuledHall

Promise = tuple[int, int, float]


def promises(log: Log, *, days: int) -> list[Promise]:
    """(lower end, upper end, wait) in minutes of each ticket of some office-days."""
    every = [(office, day) for office in log.offices() for day in log.days(office)]
    found: list[Promise] = []
    for office, day in random.Random(1).sample(every, min(days, len(every))):
        found += _of_a_day(log, office, day)
    return found


def _of_a_day(log: Log, office: str, day) -> list[Promise]:
    office_day = log.day(office, day)
    flows = derive(office_day)
    described = describe(office_day, flows)
    hall = RuledHall(described, day)
    play(schedule(office_day, flows, described), described, hall)
    told, found = {}, []
    for entry in hall.journal:
        if entry.kind == "taken" and entry.body["promised"]:
            told[entry.visit] = (entry.at, *entry.body["promised"])
        elif entry.kind == "called" and entry.visit in told:
            at, low, high = told.pop(entry.visit)
            found.append((low, high, (entry.at - at).total_seconds() / 60))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--days", type=int, default=24)
    options = parser.parse_args()
    found = promises(gather(read_rows(options.file)), days=options.days)
    kept = sum(wait <= high for _, high, wait in found) / len(found)
    inside = sum(low <= wait <= high for low, high, wait in found) / len(found)
    print(f"{len(found)} tickets: called by the upper end {kept:.0%}, within the band {inside:.0%}")


if __name__ == "__main__":
    main()
