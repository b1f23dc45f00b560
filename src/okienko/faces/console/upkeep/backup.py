"""`okienko backup FILE`: a copy of the whole database in one file, made while the office works."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from okienko.faces.console.database import ready
from okienko.faces.console.upkeep.telling import code_of, failed, tell_manifest, troubles
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file to write; it must not be there yet."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say("the file to write; it must not be there yet"))


def run(options: argparse.Namespace) -> int:
    """Write the backup and say what is in it, or why there is none."""
    ready()
    from django.conf import settings

    from okienko.actions.upkeep.backup import back_up

    try:
        manifest = back_up(settings.OKIENKO_DATABASE_URL, options.file, at=datetime.now(UTC))
    except troubles() as trouble:
        print(failed(trouble), file=sys.stderr)
        return code_of(trouble)
    size = options.file.stat().st_size
    print(say("Written: {file}, {size} bytes, readable only to you.", file=options.file, size=size))
    tell_manifest(manifest)
    return 0
