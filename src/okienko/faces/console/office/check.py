"""`okienko check DIR`: every fault with file, line, place and mend; the exit code is 1 when there is one."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from okienko.actions.description import examine
from okienko.faces.console.office.faults import code_of, print_faults
from okienko.faces.console.when import day
from okienko.faces.console.words import say
from okienko.links.files import content_hash, read_directory


def arguments(parser: argparse.ArgumentParser) -> None:
    """A directory, and a day to look from."""
    parser.add_argument("directory", type=Path, metavar="DIR", help=say("the directory with the description"))
    parser.add_argument(
        "--on",
        type=day,
        default=datetime.now(UTC).date(),
        metavar="YYYY-MM-DD",
        help=say("the day on which the description is to hold (today)"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the faults, or what the description holds."""
    read = read_directory(options.directory)
    outcome = examine(read.files, on=options.on, unreadable=read.unreadable)
    faults = (*read.faults, *(() if read.faults and not read.files else outcome.faults))
    if faults:
        print_faults(faults, directory=options.directory)
        return code_of(faults)
    office = outcome.office
    assert office is not None
    print(say("{directory}: no faults.", directory=options.directory))
    print(f"{office.name} · {content_hash(read.files)[:12]}")
    counts = {
        say("departments"): office.departments,
        say("desks"): office.desks,
        say("people"): office.people,
        say("queues"): office.queues,
        say("services"): office.services,
        say("referrals"): office.referrals,
        say("regimes"): office.regimes,
    }
    print(" · ".join(f"{name}: {len(things)}" for name, things in counts.items()))
    return 0
