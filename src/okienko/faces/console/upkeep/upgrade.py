"""`okienko upgrade`: makes the tables, or brings them up to this version; with a backup before."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from okienko.faces.console.database import ready
from okienko.faces.console.upkeep.telling import code_of, failed, troubles
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes, or that there shall be none."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--backup", type=Path, metavar="FILE",
                        help=say("where the backup before goes (a new file in the folder backups of OKIENKO_VAR)"))
    choice.add_argument("--no-backup", action="store_true", help=say("make no backup before"))


def run(options: argparse.Namespace) -> int:
    """Upgrade, and say what was done."""
    ready()
    from django.conf import settings

    from okienko.actions.upkeep.upgrade import upgrade
    from okienko.actions.upkeep.version import version

    at = datetime.now(UTC)
    usual = settings.VAR / "backups" / f"before-upgrade-to-{version()}-{at:%Y%m%d_%H%M%S}.zip"
    backup = None if options.no_backup else options.backup or usual
    try:
        if backup == usual:
            backup.parent.mkdir(parents=True, exist_ok=True)
        done = upgrade(settings.OKIENKO_DATABASE_URL, backup=backup, at=at)
    except troubles() as trouble:
        print(failed(trouble), file=sys.stderr)
        return code_of(trouble)
    if done.backup is not None:
        print(say("Backup before: {file}", file=done.backup))
    for name in done.migrations:
        print(say("Done: {name}", name=name))
    if done.migrations:
        print(say("The tables are those of version {version}.", version=version()))
    else:
        print(say("Nothing to do: the tables are those of version {version} already.", version=version()))
    return 0
