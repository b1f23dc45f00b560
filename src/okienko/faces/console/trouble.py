"""What stands in the way of a command: the settings, the database, a folder. A sentence with the mend, no traceback.

Whatever has no sentence here is a fault of the program, and shows as such.
"""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Iterator

from okienko.faces.console.words import say
from okienko.links.environment import NotANumber
from okienko.records.address import UnknownDatabase

#: The exit code of a command that could not even begin.
CANNOT = 2
_NO_TABLES = re.compile(r"no such (table|column)|(relation|column) .* does not exist|UndefinedTable|UndefinedColumn")
#: Errors of a database, by the names of their modules: none of these is imported only to be told apart.
_DATABASES = ("django.db", "psycopg", "sqlite3", "okienko.records")
_ERRORS = ("OperationalError", "InterfaceError", "ProgrammingError", "DatabaseError", "UndefinedTable", "StoreError",
           "Unreadable")


def sentence_of(error: BaseException) -> str | None:
    """What is wrong and how to mend it; None for a fault of the program."""
    for each in _chain(error):
        told = _told(each)
        if told is not None:
            return told
    return None


def refuse(sentence: str) -> int:
    """Say why the command cannot begin; gives the exit code."""
    print(sentence, file=sys.stderr)
    return CANNOT


def reason_of(error: OSError) -> str:
    """What the system says, in the language of the terminal where it is usual."""
    usual = {
        errno.EACCES: say("permission denied"),
        errno.EPERM: say("permission denied"),
        errno.ENOENT: say("there is no such file or folder"),
        errno.ENOTDIR: say("a file stands where a folder should be"),
        errno.EISDIR: say("it is a folder"),
        errno.ENOSPC: say("the disk is full"),
        errno.EROFS: say("it can only be read"),
        errno.EADDRINUSE: say("the address is in use"),
        errno.EADDRNOTAVAIL: say("the address does not belong to this machine"),
    }
    return usual.get(error.errno or 0, error.strerror or str(error))


def no_office(slug: str) -> int:
    """There is no such office here."""
    return refuse(say("There is no office “{office}” here. Load it first (okienko apply DIR), or mend its name.",
                      office=slug))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _told(error: BaseException) -> str | None:
    if isinstance(error, UnknownDatabase):
        return say("DATABASE_URL names no database that is known. It must begin with sqlite:/// or postgresql://.")
    if isinstance(error, NotANumber):
        return say("{name}={value} is no whole number. Mend it in the environment or in the file of the service.",
                   name=error.name, value=error.value)
    if isinstance(error, OSError) and error.filename:
        return say("{file} cannot be used: {reason}. Let the user who runs this own it, or name another place "
                   "(OKIENKO_VAR for what the program keeps).", file=error.filename, reason=reason_of(error))
    if _is_of_a_database(error):
        return _of_a_database(str(error))
    return None


def _is_of_a_database(error: BaseException) -> bool:
    return any(kind.__module__.startswith(_DATABASES) and kind.__name__ in _ERRORS for kind in type(error).__mro__)


def _of_a_database(text: str) -> str:
    reason = " ".join(text.split())
    if _NO_TABLES.search(reason):
        return say("The database has no tables yet, or those of an older version. Run: okienko upgrade")
    if "unable to open database file" in reason:
        return say("The file of the database cannot be opened. Its folder has to exist and to belong to the user who "
                   "runs this; DATABASE_URL and OKIENKO_VAR name it.")
    if "readonly" in reason:
        return say("The file of the database cannot be written. Let the user who runs this own it and its folder.")
    if "is not a database" in reason or "malformed" in reason:
        return say("The file of the database is damaged or is something else. Keep it, and restore the newest backup: "
                   "okienko restore FILE --replace")
    if "full" in reason:
        return say("The disk is full. Make room, then try again; what was confirmed is safe.")
    return say("The database cannot be reached: {reason}. Check DATABASE_URL, that the database runs, and that this "
               "user may use it.", reason=reason.rstrip("."))
