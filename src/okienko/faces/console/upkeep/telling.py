"""What backup, restore and upgrade say: of a backup, and of what went wrong."""

from okienko.actions.upkeep.backup import NotEmpty, OtherKind
from okienko.actions.upkeep.upgrade import NewerDatabase
from okienko.faces.console.trouble import CANNOT, sentence_of
from okienko.faces.console.words import say
from okienko.records.address import UnknownDatabase
from okienko.records.copying import BrokenBackup, Manifest, NoTables
from okienko.records.copying.archive import NewerBackup, NoFolder
from okienko.records.copying.sqlite import Damaged
from okienko.records.serving import IsServed

_OURS = (BrokenBackup, Damaged, NewerBackup, NewerDatabase, NoFolder, NoTables, NotEmpty, OtherKind, UnknownDatabase)


def troubles() -> tuple[type[Exception], ...]:
    """Every error that has a sentence; any other one is a fault of the program and shows as such."""
    from django.db import Error

    try:
        from psycopg import Error as PostgresError
    except ImportError:
        return (*_OURS, IsServed, OSError, Error)
    return (*_OURS, IsServed, OSError, Error, PostgresError)


def failed(trouble: Exception) -> str:
    """What went wrong and what to do; in each case the database is as it was."""
    if isinstance(trouble, FileExistsError):
        return say("There is a file of this name already: {file}. Choose another name.", file=trouble.args[0])
    if isinstance(trouble, FileNotFoundError):
        return say("There is no file here: {file}.", file=trouble.filename)
    if isinstance(trouble, IsServed):
        by = ", ".join(f"{server.version} (pid {server.pid})" for server in trouble.servers)
        return say("The database is served now: {by}. Stop the service first, then try again.", by=by or "?")
    if isinstance(trouble, (NewerBackup, NewerDatabase, NoFolder)):
        return _sentence(trouble) + f" ({trouble})"
    if isinstance(trouble, _OURS):
        return _sentence(trouble)
    return sentence_of(trouble) or say("It could not be done, and nothing was changed: {reason}",
                                       reason=str(trouble).strip())


def code_of(trouble: Exception) -> int:
    """2 when the command could not even begin, 1 when it found something that must not be."""
    if isinstance(trouble, (BrokenBackup, Damaged)):
        return 1
    began = sentence_of(trouble) is None and not isinstance(trouble, (FileExistsError, IsServed, *_OURS))
    return 1 if began else CANNOT


def _sentence(trouble: Exception) -> str:
    said = " ".join((type(trouble).__doc__ or "").split())
    return say(said)


def sentences() -> set[str]:
    """The sentences that stand at the exceptions, for the catalogue."""
    return {" ".join((each.__doc__ or "").split()) for each in _OURS}


def tell_manifest(manifest: Manifest) -> None:
    """What a backup holds, office by office."""
    print(say("Made {at} UTC by version {version}; {kind}; entries in the journal: {entries}.",
              at=f"{manifest.made_at:%Y-%m-%d %H:%M:%S}", version=manifest.version, kind=manifest.kind,
              entries=manifest.facts.entries))
    newest = {slug: (number, digest) for slug, number, digest in manifest.facts.revisions}
    for slug, (number, digest) in newest.items():
        ends = ", ".join(f"{stream} {seq}" for office, stream, seq, _ in manifest.facts.streams if office == slug)
        print(say("{office}: revision {number} ({digest}); journal up to {ends}.", office=slug, number=number,
                  digest=digest[:12], ends=ends or "–"))
