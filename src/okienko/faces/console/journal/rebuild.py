"""`okienko rebuild [OFFICE …]`: makes the derived tables anew from the journal; they are the same afterwards."""

import argparse

from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The offices; all, when none is named."""
    parser.add_argument("offices", nargs="*", metavar="OFFICE", help=say("only these offices"))


def run(options: argparse.Namespace) -> int:
    """Rebuild, and say of how many entries."""
    ready()
    from django.conf import settings

    from okienko.actions.followers import FinishedFollower, NumbersFollower, described_department, rebuild
    from okienko.records.journal.stores import open_store

    store = open_store(settings.OKIENKO_DATABASE_URL)
    try:
        unknown = [office for office in options.offices if office not in store.offices()]
        if unknown:
            return no_office(unknown[0])
        entries = rebuild(FinishedFollower(described_department), store, *options.offices)
        rebuild(NumbersFollower(), store, *options.offices)
        print(say("Made anew from {entries} entries.", entries=entries))
        return 0
    finally:
        store.close()
