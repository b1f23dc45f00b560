"""Where everything stands in the drawing of the building: a cutaway made from the description of an office.

Measures are units of the drawing's view box. The ground floor is a hall with
depth: the smaller y, the further back. Upstairs each department has a room, and
each officer a desk in it. The stairs are at the right, the entrance at the left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from okienko.core.office.office import Office
from okienko.core.office.place import Desk
from okienko.core.office.staff import Department, Person

WIDTH, HEIGHT = 1240, 716
LEFT, RIGHT = 132, 1212
STAIRS_LEFT, STAIRS_RIGHT = 1112, 1204
FLOOR_HEIGHT = 88
HALL_TOP = 372
HALL_WALL_ENDS = 500
HALL_BOTTOM = 690
FOOT = 640.0
BACK_ROW, FRONT_ROW = 512, 622
SEAT_ROWS = (594, 624, 654)
SEAT_FROM, SEAT_STEP, SEATS_IN_ROW = 364, 19, 16
MOST_IN_BACK_ROW = 9
OFFICERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A desk in the drawing; its clerk sits at `clerk`, a client stands or sits at `client`."""

    id: str
    label: str
    kind: str
    x: float
    y: float

    @property
    def clerk(self) -> tuple[float, float]:
        return (self.x - 20, self.y) if self.kind == "meeting" else (self.x, self.y - 10)

    @property
    def client(self) -> tuple[float, float]:
        return (self.x + 20, self.y) if self.kind == "meeting" else (self.x, self.y + 24)


@dataclass(frozen=True, slots=True)
class Officer:
    """A person upstairs at a desk of the own department."""

    id: str
    name: str
    room: str
    department: str
    department_name: str
    level: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Room:
    """A department's room on a floor."""

    department: str
    name: str
    room: str
    x: float
    width: float
    top: float
    floor: float
    officers: tuple[Officer, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def panes(self) -> tuple[float, ...]:
        """Where its windows stand: one for about each hundred units."""
        count = max(1, int(self.width // 96))
        return tuple(self.x + self.width * (index + 0.5) / count for index in range(count))


@dataclass(frozen=True, slots=True)
class Storey:
    """A floor above the hall."""

    level: int
    name: str
    top: float
    floor: float
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole drawing."""

    storeys: tuple[Storey, ...]
    posts: tuple[Post, ...]
    seats: tuple[tuple[float, float], ...]
    office: str
    hall: str

    @property
    def officers(self) -> tuple[Officer, ...]:
        return tuple(officer for storey in self.storeys for room in storey.rooms for officer in room.officers)

    def turns(self, level: int) -> list[tuple[float, float]]:
        """The points at which somebody turns on the stairs, from a floor down to the hall."""
        floors = sorted(storey.floor for storey in self.storeys if storey.level <= level)
        left, right = STAIRS_LEFT + 10, STAIRS_RIGHT - 10
        points = [(float(left), floors[0])] if floors else []
        for upper, lower in zip(floors, [*floors[1:], FOOT], strict=False):
            flights = 4 if lower == FOOT else 2
            points += [(float(right if turn % 2 else left), upper + (lower - upper) * turn / flights)
                       for turn in range(1, flights + 1)]
        return points

    def facts(self) -> dict[str, Any]:
        """What the script of the page needs to place people."""
        return {
            "posts": {post.label: {"id": post.id, "kind": post.kind, "clerk": post.clerk, "client": post.client}
                      for post in self.posts},
            "seats": self.seats, "seatsInRow": SEATS_IN_ROW,
            "officers": {officer.id: asdict(officer) for officer in self.officers},
            "stairs": {"left": STAIRS_LEFT + 10, "foot": [STAIRS_LEFT + 10, FOOT],
                       "floors": {storey.level: storey.floor for storey in self.storeys},
                       "turns": {storey.level: self.turns(storey.level) for storey in self.storeys}},
            "street": [-20, 684], "outside": [[x, 684 - 14 * (x % 2)] for x in range(102, 10, -13)],
            "door": [LEFT + 6, 668], "kiosk": [LEFT + 62, 640],
        }


def scene_of(office: Office, *, language: str = "pl") -> Scene:
    """The drawing of this office; more floors than three are left out of it."""
    levels = sorted({floor.level for floor in office.floors.values() if floor.level > 0})[:3]
    return Scene(
        storeys=tuple(_storey(office, level, language) for level in reversed(levels)),
        posts=tuple(_posts(office)),
        seats=tuple(_seats(office)),
        office=office.identity.short_name or office.name,
        hall=next((area.name.spoken(language) for area in office.areas.values() if area.kind == "hall"), ""),
    )


def _storey(office: Office, level: int, language: str) -> Storey:
    floor = next(floor for floor in office.floors.values() if floor.level == level)
    departments = sorted((d for d in office.departments.values() if d.floor == floor.id), key=lambda d: (d.room, d.id))
    bottom = HALL_TOP - (level - 1) * FLOOR_HEIGHT
    inner = STAIRS_LEFT - LEFT - 8
    weights = [1 + 0.5 * len(_upstairs(office, department)) for department in departments]
    rooms, x = [], float(LEFT + 4)
    for department, weight in zip(departments, weights, strict=True):
        width = inner * weight / sum(weights)
        rooms.append(_room(office, department, level, x, width, bottom, language))
        x += width
    return Storey(level=level, name=floor.name.spoken(language), top=bottom - FLOOR_HEIGHT, floor=bottom,
                  rooms=tuple(rooms))


def _upstairs(office: Office, department: Department) -> list[Person]:
    people = [p for p in office.people.values() if p.department == department.id and p.role in ("officer", "manager")]
    return people[:OFFICERS_SHOWN]


def _room(office: Office, department: Department, level: int, x: float, width: float, bottom: float,
          language: str) -> Room:
    people = _upstairs(office, department)
    name = department.name.spoken(language)
    officers = tuple(
        Officer(id=person.id, name=person.name, room=person.room or department.room, department=department.id,
                department_name=name, level=level, x=x + width * (index + 0.5) / len(people), y=bottom - 4)
        for index, person in enumerate(people)
    )
    return Room(department=department.id, name=name, room=department.room, x=x, width=width,
                top=bottom - FLOOR_HEIGHT, floor=bottom, officers=officers)


def _posts(office: Office) -> Iterator[Post]:
    """Desks by kind: service at the back and in front, information at the door, cash and meetings at the right."""
    kinds: dict[str, list[Desk]] = {}
    for desk in office.desks.values():
        kinds.setdefault(desk.kind, []).append(desk)
    service = kinds.get("service", []) + kinds.get("private", []) + kinds.get("self-service", [])
    door = kinds.get("information", []) + kinds.get("filing", [])
    yield from _row(service[:MOST_IN_BACK_ROW], x=292, step=64, y=BACK_ROW)
    yield from _row(service[MOST_IN_BACK_ROW:], x=706, step=66, y=FRONT_ROW)
    yield from _row(door, x=256, step=62, y=FRONT_ROW + 10)
    yield from _row(kinds.get("cash", []), x=938, step=72, y=BACK_ROW)
    yield from _row(kinds.get("meeting", []), x=1000, step=74, y=FRONT_ROW + 40)


def _row(desks: list[Desk], *, x: float, step: float, y: float) -> Iterator[Post]:
    for index, desk in enumerate(desks):
        yield Post(id=desk.id, label=desk.label, kind=desk.kind, x=x + index * step, y=y)


def _seats(office: Office) -> Iterator[tuple[float, float]]:
    """The seats of the hall, as many as the drawing has room for."""
    there = sum(area.seats for area in office.areas.values() if area.kind == "hall")
    for index in range(min(there, len(SEAT_ROWS) * SEATS_IN_ROW)):
        row, place = divmod(index, SEATS_IN_ROW)
        yield (SEAT_FROM + place * SEAT_STEP, SEAT_ROWS[row])
