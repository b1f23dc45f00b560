"""`okienko apply DIR`: load a description as the next revision of its office, in one transaction."""

import argparse
import getpass
from datetime import UTC, datetime
from pathlib import Path

from okienko.core.description.fault import FaultyDescription
from okienko.faces.console.database import ready
from okienko.faces.console.office.faults import code_of, print_faults
from okienko.faces.console.words import say
from okienko.links.files import read_directory


def arguments(parser: argparse.ArgumentParser) -> None:
    """A directory, who applies it, and why."""
    parser.add_argument("directory", type=Path, metavar="DIR", help=say("the directory with the description"))
    parser.add_argument("--by", default="", help=say("who applies it (the user of the system)"))
    parser.add_argument("--note", default="", help=say("why it changes, for whoever looks back"))


def run(options: argparse.Namespace) -> int:
    """Apply, and say which revision is in force."""
    ready()
    from okienko.actions.office import apply

    read = read_directory(options.directory)
    if read.faults:
        print_faults(read.faults, directory=options.directory)
        return code_of(read.faults)
    by = options.by or _user()
    try:
        applied = apply(read.files, by=by, note=options.note, at=datetime.now(UTC))
    except FaultyDescription as faulty:
        print_faults(faulty.faults, directory=options.directory)
        return 1
    values = {"office": applied.slug, "number": applied.number, "hash": applied.content_hash[:12]}
    if applied.is_new:
        print(say("{office}: revision {number} ({hash}) is in force.", **values))
    else:
        print(say("{office}: nothing has changed since revision {number} ({hash}).", **values))
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"  # a container without a user list
