"""`okienko restore FILE`: brings a backup back, keeps aside what was there, and verifies the journal."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from okienko.faces.console.database import ready
from okienko.faces.console.journal.wording import as_line, mend_of
from okienko.faces.console.upkeep.telling import code_of, failed, tell_manifest, troubles
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, and whether it takes the place of what is there."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say("the backup"))
    parser.add_argument("--replace", action="store_true",
                        help=say("take the place of a database that is not empty; that one is kept aside"))


def run(options: argparse.Namespace) -> int:
    """Restore and verify; the exit code is 1 when nothing was restored or the journal has faults."""
    ready()
    from django.conf import settings

    from okienko.actions.upkeep.backup import restore

    try:
        restored = restore(settings.OKIENKO_DATABASE_URL, options.file, replace=options.replace, at=datetime.now(UTC))
    except troubles() as trouble:
        print(failed(trouble), file=sys.stderr)
        return code_of(trouble)
    print(say("Restored: {file}", file=options.file))
    tell_manifest(restored.manifest)
    if restored.aside is not None:
        print(say("What was there before is kept: {aside}. Take it away when you no longer need it.",
                  aside=restored.aside))
    for finding in restored.findings:
        print(as_line(finding))
    for mend in dict.fromkeys(mend_of(finding) for finding in restored.findings):
        print(say("What to do: {mend}", mend=mend))
    print(say("Verified: {found} faults.", found=len(restored.findings)))
    return 1 if restored.findings else 0
