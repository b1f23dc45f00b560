"""`okienko verify [OFFICE …]`: walks the journal and says what is wrong; the exit code is 1 when anything is."""

import argparse

from okienko.actions.verify import verify
from okienko.faces.console.database import ready
from okienko.faces.console.journal.wording import as_line, mend_of
from okienko.faces.console.trouble import no_office
from okienko.faces.console.words import say
from okienko.records.journal.stores import open_store


def arguments(parser: argparse.ArgumentParser) -> None:
    """The offices; all, when none is named."""
    parser.add_argument("offices", nargs="*", metavar="OFFICE", help=say("only these offices"))


def run(options: argparse.Namespace) -> int:
    """Print each finding with its place as it is found."""
    ready()
    from django.conf import settings

    from okienko.actions.followers import described_department

    store = open_store(settings.OKIENKO_DATABASE_URL)
    try:
        known = store.offices()
        unknown = [office for office in options.offices if office not in known]
        if unknown:
            return no_office(unknown[0])
        found, mends = 0, dict[str, None]()
        for finding in verify(store, *options.offices, departments=described_department):
            print(as_line(finding))
            mends[mend_of(finding)] = None
            found += 1
        for mend in mends:
            print(say("What to do: {mend}", mend=mend))
        names = options.offices or sorted(known)
        entries = sum(sum(store.streams(known[name]).values()) for name in names)
        print(say("{found} faults in {entries} entries of {offices} offices.", found=found,
                  entries=entries, offices=len(names)))
        return 1 if found else 0
    finally:
        store.close()
