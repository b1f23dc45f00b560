"""What the office does for people: services, the queues they share, the ticket series, and who does the rest.

Documents, fee and deadline are plain text for the card, written as a clerk would say them.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final, Literal

from okienko.core.description.fields import Mark, told
from okienko.core.office.place import Text

Label = Literal["full", "neutral", "secret"]
LEAST_DIGITS: Final = 3  # of a ticket number: D012


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Ticket numbers: a prefix and a range. They begin anew each day; after the last there is no other that day."""

    gone: ClassVar[tuple[str, ...]] = ("reset", "channel")  # keys that never had a meaning; old revisions have them

    id: str = told(given=True)
    prefix: str
    first: int = told(1, least=0)
    last: int = told(999, least=1, most=999_999)

    @property
    def digits(self) -> int:
        """How many digits each number of the series has on the ticket."""
        return max(LEAST_DIGITS, len(str(self.last)))

    def looks_like(self, other: "Series") -> bool:
        """Whether some ticket of the one may be read as a ticket of the other."""
        mine, its = self.prefix.casefold(), other.prefix.casefold()
        more = its.removeprefix(mine)
        if not its.startswith(mine) or (more and not more.isdecimal()):
            return False
        if self.digits != len(more) + other.digits:
            return False
        begins = int(more + "0" * other.digits)
        return max(self.first, begins + other.first) <= min(self.last, begins + other.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Services that share a ticket letter and a target; the board may hide what the matter is."""

    id: str = told(given=True)  # the letter
    name: Text
    series: str = told(refers=("series",))
    target_minutes: int = told(least=1, most=1440)
    label: Label = "full"
    board_name: Text | None = None  # what the board says instead of the name, when the label is not full
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a kiosk shows first: services whose `group` is the Polish name; `icon` is one of the house's drawings."""

    id: str = told(given=True)
    name: Text
    icon: str = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A matter people come with, and all that its card says."""

    id: str = told(given=True)
    name: Text
    department: str = told(refers=("departments",), also="*")
    queue: str = told(refers=("queues",))
    minutes: int = told(least=1, most=1440)  # usual time at the desk
    shortest: int | None = told(None, least=1, most=1440)
    longest: int | None = told(None, least=1, most=1440)
    target_minutes: int = told(0, least=0, most=1440)  # the queue's, if it has none
    group: str = ""
    synonyms: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    fee: str
    fee_first: bool = False  # paid before the matter can be taken in
    deadline: str
    obligation: str = ""  # the time limit of the client
    where: str
    result: str = ""
    online: str = ""
    jurisdiction: str = ""
    presence: bool = False  # the client must come in person
    any_office: bool = False  # may be settled in any municipality
    appointment: bool = False
    consult: bool = False  # a conversation with an officer beforehand pays
    guarantee: bool = False  # the conversation with the officer itself: it is never refused
    priority: str | None = told(None, refers=("priorities",))
    languages: tuple[str, ...] = ()
    legal_basis: str
    jrwa: str = ""
    decided_in: Literal["hall", "department"] = "hall"
    handled_by: str = ""
    busy: str = ""  # when more people than usual come
    share: float = told(0.0, least=0, most=100)  # per cent of all visits
    note: str = ""
    mark: Mark = ""

    @property
    def target(self) -> timedelta:
        """The wait that the office promises."""
        return timedelta(minutes=self.target_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A matter that another authority settles: where to go and why."""

    id: str = told(given=True)
    name: Text
    where: str
    why: str
    synonyms: tuple[str, ...] = ()
    fee: str = ""
    note: str = ""
    mark: Mark = ""
