"""`okienko export OFFICE DIR`: a revision written back, byte for byte as it was applied."""

import argparse
import sys
from pathlib import Path

from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office, refuse
from okienko.faces.console.words import say
from okienko.links.files import DirectoryNotEmpty, UnsafePath, write_directory


def arguments(parser: argparse.ArgumentParser) -> None:
    """An office, a directory, a revision."""
    parser.add_argument("office", metavar="OFFICE", help=say("the short name of the office"))
    parser.add_argument("directory", type=Path, metavar="DIR", help=say("a new or empty directory"))
    parser.add_argument("--revision", type=int, metavar="N", help=say("its number (the one in force)"))


def run(options: argparse.Namespace) -> int:
    """Write the files, or say why not."""
    ready()
    from okienko.actions.office import NoSuchOffice, NoSuchRevision, revision

    try:
        found = revision(options.office, number=options.revision)
        write_directory(options.directory, found.files)
    except NoSuchOffice:
        return no_office(options.office)
    except NoSuchRevision:
        return refuse(say("The office has no revision {number}.", number=options.revision))
    except DirectoryNotEmpty:
        text = "{directory} already holds files; name a new or empty directory."
        return refuse(say(text, directory=options.directory))
    except UnsafePath as path:
        text = "The stored file “{path}” would leave the directory; nothing was written."
        print(say(text, path=path), file=sys.stderr)
        return 1
    values = {"directory": options.directory, "number": found.number, "count": len(found.files)}
    print(say("{directory}: revision {number}, {count} files.", **values))
    return 0
