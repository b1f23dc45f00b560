"""A fault: what is wrong in a description, where, and how to mend it.

A fault holds a code and parameters, no sentence: the English sentences stand in `wording`, and a face
translates them (the English sentence is the message id).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from okienko.core.description.sentence import Wording
from okienko.core.description.wording import WORDING

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `file` and `line` (from 1) are filled in by whoever read the files, 0 = not known."""

    code: str
    place: Place = ()
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    file: str = ""
    line: int = 0

    @property
    def wording(self) -> Wording:
        """The two English sentences, with their {parameters} not yet filled in."""
        return WORDING[self.code]

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return self.wording.what.format(**self.params)

    @property
    def mend(self) -> str:
        """What to do about it, in English."""
        return self.wording.mend.format(**self.params)

    @property
    def path(self) -> str:
        """The place as it is written in TOML, for example `desks.7.departments[2]`."""
        return written(self.place)

    def found_in(self, *, file: str, line: int) -> "Fault":
        """The same fault with its file and line."""
        return replace(self, file=file, line=line)


class FaultyDescription(Exception):
    """The description has faults; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.what}" for fault in self.faults))


def fault(code: str, place: Place, **params: object) -> Fault:
    """A fault with its parameters as text; lists are joined by commas."""
    return Fault(code, place, {name: _text(value) for name, value in params.items()})


def written(place: Place) -> str:
    """A place as a TOML path; a number is a position in a list, counted from 1 as people count."""
    parts: list[str] = []
    for step in place:
        if isinstance(step, int):
            parts.append(f"[{step + 1}]")
        else:
            parts.append(f".{step}" if parts else step)
    return "".join(parts)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ", ".join(str(item) for item in value)
    return str(value)
