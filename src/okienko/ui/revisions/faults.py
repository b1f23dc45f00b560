"""What is wrong with a description, in the words of whoever reads it: the sentences are those of the core."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from okienko.core.calendar.hours import WEEKDAYS
from okienko.core.description.fault import Fault
from okienko.core.description.wording import OF_FILES

Say = Callable[[str], str]
#: The names of the days, Monday first; each is a message id.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as it is read: the file and its line (0 = none), the place in it, what is wrong, the mend."""

    file: str
    line: int
    place: str
    what: str
    mend: str


def told(faults: Iterable[Fault], *, say: Say) -> list[Told]:
    """Files that cannot be read, then the faults in the order of the files, then those without a place in any.

    `say` translates a sentence.
    """
    in_order = sorted(faults, key=lambda fault: (fault.code not in OF_FILES, not fault.file, fault.file, fault.line))
    return [_told(fault, say) for fault in in_order]


def _told(fault: Fault, say: Say) -> Told:
    params = {name: _said(name, text, say) for name, text in fault.params.items()}
    return Told(fault.file, fault.line, fault.path, say(fault.wording.what).format(**params),
                say(fault.wording.mend).format(**params))


def _said(name: str, text: str, say: Say) -> str:
    """A parameter in the language of the reader: reasons are sentences, days have names."""
    if name in ("day", "days"):
        days = {short: say(day) for short, day in zip(WEEKDAYS, DAYS, strict=True)}
        return ", ".join(days.get(each, each) for each in text.split(", "))
    return say(text) if name == "reason" and text else text
