"""Who sits at a desk from one hour to another, on a weekday or on a day of its own."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from okienko.core.calendar.hours import Span
from okienko.core.description.fields import told
from okienko.core.description.reader import Unreadable

_DUTY = re.compile(r"(\S+)\s+(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A person at a desk from one half hour to another; written "so-1 08:00-13:30"."""

    example: ClassVar[str] = "so-1 08:00-13:30"
    only_text: ClassVar[bool] = True

    person: str = told(refers=("people",))
    hours: Span

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read "so-1 08:00-13:30"; raises Unreadable."""
        match = _DUTY.fullmatch(text.strip())
        if match is None:
            raise Unreadable(text)
        return cls(person=match[1], hours=Span.from_text(match[2]))
