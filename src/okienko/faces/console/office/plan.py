"""`okienko plan DIR`: what applying a description would change, and what follows from it."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from okienko.core.description.fault import FaultyDescription
from okienko.core.office.consequences import CONSEQUENCES
from okienko.core.office.plan import Change, Plan
from okienko.faces.console.database import ready
from okienko.faces.console.office.faults import code_of, print_faults
from okienko.faces.console.words import say
from okienko.links.files import read_directory

SIGNS: Final = {"added": "+", "removed": "-", "changed": "~"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """A directory."""
    parser.add_argument("directory", type=Path, metavar="DIR", help=say("the directory with the description"))


def run(options: argparse.Namespace) -> int:
    """Print the plan; nothing is changed."""
    ready()
    from okienko.actions.office import plan_against_applied

    read = read_directory(options.directory)
    if read.faults:
        print_faults(read.faults, directory=options.directory)
        return code_of(read.faults)
    try:
        found = plan_against_applied(read.files, at=datetime.now(UTC))
    except FaultyDescription as faulty:
        print_faults(faulty.faults, directory=options.directory)
        return 1
    print_plan(found)
    return 0


def print_plan(plan: Plan) -> None:
    """Each change with its values before and after, and what follows from it."""
    if not plan:
        print(say("Nothing would change."))
        return
    for change in plan.changes:
        print_change(change)
    print()
    counts = {action: plan.count(action) for action in ("added", "removed", "changed")}
    print(say("Added: {added}, removed: {removed}, changed: {changed}.", **counts))


def print_change(change: Change) -> None:
    """One thing, its fields, its consequences."""
    print(f"{SIGNS[change.action]} {'.'.join(part for part in (change.kind, change.id) if part)}")
    for field in change.fields:
        print(f"    {field.name}: {field.before or '∅'} → {field.after or '∅'}")
    for consequence in change.consequences:
        print(f"    ! {say(CONSEQUENCES[consequence.code]).format(**consequence.params)}")
