"""Faults as lines of text: file and line, place, what is wrong, the mend."""

from collections.abc import Iterable
from pathlib import Path

from okienko.core.description.fault import Fault
from okienko.faces.console.trouble import CANNOT
from okienko.faces.console.words import say
from okienko.ui.revisions.faults import Told, told


def as_line(fault: Fault, *, directory: Path) -> str:
    """One fault on one line; `file:line` first, so that editors and terminals can open it."""
    return _line(told([fault], say=say)[0], directory)


def _line(each: Told, directory: Path) -> str:
    where = ""
    if each.file:
        inside = directory / each.file if not Path(each.file).is_absolute() else Path(each.file)
        path = directory if each.file == str(directory) else inside
        where = f"{path}:{each.line}" if each.line else str(path)
    return "  ".join(part for part in (where or str(directory), each.place, f"{each.what} — {each.mend}") if part)


def code_of(faults: Iterable[Fault]) -> int:
    """The exit code: 1 for faults in a description, 2 where there is none to look at."""
    return CANNOT if {fault.code for fault in faults} & {"no-directory", "no-files"} else 1


def print_faults(faults: Iterable[Fault], *, directory: Path) -> None:
    """All faults, in the order of the files."""
    lines = [_line(each, directory) for each in told(faults, say=say)]
    for line in lines:
        print(line)
    print()
    print(say("Faults: {count}.", count=len(lines)))
