"""Who works in the office: departments, persons with their skills, the duty roster of the desks.

A person may serve a service at a desk when the desk carries the service's department and the person has the
skill, valid on that day. The desk says where a matter is taken, the skill says who knows how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from okienko.core.calendar.duty import Duty
from okienko.core.calendar.hours import Days, Validity
from okienko.core.description.fields import Mark, told
from okienko.core.description.reader import Unreadable
from okienko.core.office.place import Text

# How a client reaches an officer; the words of core/contact. There is no "not at all", and a date for later
# may always be agreed: that is a step, not a mode.
ContactMode = Literal["comes-down", "goes-up", "room", "phone", "video"]
Role = Literal["clerk", "officer", "cashier", "reception", "manager"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An organisational unit; `head` and `deputy_head` are the next steps when an officer cannot come."""

    id: str = told(given=True)  # its symbol, as in the case number
    name: Text
    contact_modes: tuple[ContactMode, ...]
    floor: str | None = told(None, refers=("floors",))
    room: str = ""
    head: str | None = told(None, refers=("people",))
    deputy_head: str | None = told(None, refers=("people",))
    phone: str = ""
    note: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Validity):
    """A service, or a whole department, that a person may serve: "SO", { what = "SO", to = 2026-12-31 }."""

    example: ClassVar[str] = "SO"

    what: str = told(refers=("departments", "services"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The short form: only the id."""
        if not text.strip():
            raise Unreadable(text)
        return cls(what=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An employee. `fictional` marks a person made up for a demonstration."""

    id: str = told(given=True)
    name: str
    department: str = told(refers=("departments",))
    role: Role
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ("pl",)
    pjm: bool = False  # signs in Polish sign language
    room: str = ""
    fictional: bool = False
    note: str = ""


DeskWeek = Mapping[Days, tuple[Duty, ...]]
Roster = Mapping[str, DeskWeek]
