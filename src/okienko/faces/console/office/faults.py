"""Faults as lines of text: file and line, place, what is wrong, the mend."""

from collections.abc import Iterable
from pathlib import Path

from okienko.core.calendar.hours import WEEKDAYS
from okienko.core.description.fault import Fault
from okienko.faces.console.words import say


def as_line(fault: Fault, *, directory: Path) -> str:
    """One fault on one line; `file:line` first, so that editors and terminals can open it."""
    where = ""
    if fault.file:
        inside = directory / fault.file if not Path(fault.file).is_absolute() else Path(fault.file)
        path = directory if fault.file == str(directory) else inside
        where = f"{path}:{fault.line}" if fault.line else str(path)
    params = {name: _said(name, text) for name, text in fault.params.items()}
    sentence = f"{say(fault.wording.what).format(**params)} — {say(fault.wording.mend).format(**params)}"
    return "  ".join(part for part in (where or str(directory), fault.path, sentence) if part)


def _said(name: str, text: str) -> str:
    """A parameter in the language of the terminal: reasons are sentences, days have names."""
    if name in ("day", "days"):
        days = _weekdays()
        return ", ".join(days.get(each, each) for each in text.split(", "))
    return say(text) if name == "reason" and text else text


def _weekdays() -> dict[str, str]:
    """As the files write a weekday → its name."""
    named = (say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"),
             say("Sunday"))
    return dict(zip(WEEKDAYS, named, strict=True))


def print_faults(faults: Iterable[Fault], *, directory: Path) -> None:
    """All faults, in the order of the files."""
    in_order = sorted(faults, key=lambda fault: (fault.file, fault.line))
    for fault in in_order:
        print(as_line(fault, directory=directory))
    print()
    print(say("Faults: {count}.", count=len(in_order)))
