"""Where an office is: site, building, floor, area; entrances; desks and what stands on them.

Measures are metres; positions on the plan of a floor count from its north-west corner.
"""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from okienko.core.description.fields import Mark, told
from okienko.core.description.reader import Unreadable

AreaKind = Literal["hall", "waiting", "overflow", "outdoor", "writing", "private", "offices"]
DeskKind = Literal["information", "service", "filing", "cash", "private", "self-service", "meeting"]
Equipment = Literal[
    "loop",
    "pjm-video",
    "low-counter",
    "card-terminal",
    "scanner",
    "photo-booth",
    "writing-surface",
    "seat",
    "screen",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A name in the languages of the office; Polish is the first."""

    pl: str
    en: str = ""
    uk: str = ""

    def spoken(self, language: str) -> str:
        """The name in this language, or in Polish where it is not translated."""
        return {"en": self.en, "uk": self.uk}.get(language) or self.pl

    def __str__(self) -> str:
        return self.pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place in town where the office receives clients."""

    id: str = told(given=True)
    name: str
    address: str
    phone: str = ""
    transport: str = ""
    note: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building of a site."""

    id: str = told(given=True)
    name: str
    site: str = told(refers=("sites",))
    lift: bool = False
    note: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor; level 0 is the ground floor. `step_free` says how who cannot climb gets there, if at all."""

    id: str = told(given=True)
    name: Text
    building: str = told(refers=("buildings",))
    level: int = told(least=-5, most=60)
    step_free: str = told("", blank=True)
    size: tuple[float, ...] = ()  # width and depth
    mark: Mark = ""

    @property
    def is_step_free(self) -> bool:
        """Whether somebody who cannot climb gets here: the ground floor, or one with a way described."""
        return self.level == 0 or bool(self.step_free.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of a floor: the hall, a waiting room, the place to overflow into, the offices upstairs."""

    id: str = told(given=True)
    name: Text
    floor: str = told(refers=("floors",))
    kind: AreaKind
    capacity: int = told(least=1, fault="capacity-below-one")  # persons at once
    square_metres: float | None = told(None, least=1)
    seats: int = told(0, least=0)
    writing_places: int = told(0, least=0)
    step_free: str = told("", blank=True)  # the way without steps, in words
    overflow: str | None = told(None, refers=("areas",))  # where people wait when this one is full
    plan: tuple[float, ...] = ()  # x, y, width, depth on the plan of the floor
    note: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """A door of a building."""

    id: str = told(given=True)
    name: Text
    building: str = told(refers=("buildings",))
    step_free: bool
    note: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk. Its departments say whose matters it takes; "*" = what belongs to every department."""

    id: str = told(given=True)
    label: str
    kind: DeskKind
    area: str = told(refers=("areas",))
    departments: tuple[str, ...] = told((), refers=("departments",), also="*")
    equipment: tuple[Equipment, ...] = ()
    at: tuple[float, ...] = ()  # x, y on the plan of the floor
    note: str = ""
    mark: Mark = ""

    @property
    def is_way_in(self) -> bool:
        """Whether somebody may simply come to it and be taken in; who pays has been taken in elsewhere."""
        return self.kind in ("information", "service", "filing")

    @property
    def calls_clients(self) -> bool:
        """Whether clients with a ticket are called to it."""
        return self.is_way_in or self.kind == "cash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The internet access for clients, as it is told on the ticket and on the screens."""

    wifi: str
    how: Text
    cost: str = ""


_ADDRESS = re.compile(r"tcp://[\w.-]+(:\d{1,5})?|usb://[0-9a-fA-F]{4}:[0-9a-fA-F]{4}|file:///\S+|browser")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterAddress:
    """Where a ticket printer is reached: "tcp://192.168.1.40:9100", "usb://04b8:0202", "file:///dev/usb/lp0".

    "browser" leaves the printing to the kiosk's own browser, which then prints each ticket page by itself.
    """

    example: ClassVar[str] = "tcp://192.168.1.40:9100"
    only_text: ClassVar[bool] = True

    text: str

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read "tcp://192.168.1.40:9100"; raises Unreadable."""
        if not _ADDRESS.fullmatch(text.strip()):
            raise Unreadable(text)
        return cls(text=text.strip())

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A ticket printer. `serves` names the devices (kiosks, "reception") that print there; none = all others."""

    id: str = told(given=True)
    address: PrinterAddress
    paper_mm: int = told(80, least=58, most=80)  # the width of the roll: 80 or 58
    serves: tuple[str, ...] = ()
    note: str = ""
    mark: Mark = ""
