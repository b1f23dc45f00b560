"""The floors as drawings: areas, desks, seats and rooms where the description has them. Twenty units are a metre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from okienko.core.contact.wish import MEETING, PROMISED
from okienko.core.hall.picture import Picture, Row
from okienko.core.hall.visit import CALLED, WAITING
from okienko.core.office import Office
from okienko.core.office.place import Area, Desk, Floor
from okienko.core.office.staff import Department
from okienko.core.office.waiting import SEATED

SCALE = 20
POST_WIDTH, POST_DEPTH = 50, 34
CHAIR, CHAIR_STEP, CHAIR_ROW = 16, 30, 34
#: Rooms of the departments of one floor, side by side.
ROOM_GAP, ROOM_DEPTH, ROOMS_IN_ROW = 14, 130, 4
#: The look of a desk on the plan: the words of its state are in the key below it.
LOOKS = {"open": "free", "busy": "serving", "calling": "calling", "paused": "paused", "closed": "closed"}
#: In this order people look for a seat; what lies outside the doors comes last.
WAITED_IN = (*SEATED, "outdoor")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with a name; `lit` where somebody is awaited now."""

    x: int
    y: int
    width: int
    depth: int
    name: str
    note: str = ""
    lit: bool = False
    full: str = ""

    @property
    def foot(self) -> int:
        """Where its name stands: at the lower end, where no desk is."""
        return self.y + self.depth - 10

    @property
    def middle(self) -> int:
        """The middle of its width."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Post:
    """A desk on the plan, with the ticket that it has and whether an officer from upstairs is there."""

    id: str
    x: int
    y: int
    label: str
    look: str
    ticket: str
    officer: bool


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat; whether it is taken is an estimate."""

    x: int
    y: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """One floor, drawn."""

    id: str
    name: str
    width: int
    depth: int
    areas: tuple[Box, ...]
    posts: tuple[Post, ...]
    chairs: tuple[Chair, ...]
    rooms: tuple[Box, ...]
    people: int
    officers: int


def desk_state(desk: str, picture: Picture) -> str:
    """Closed, open, calling, busy or paused."""
    row = picture["desks"].get(desk)
    if row is None:
        return "closed"
    if row["visit"] is not None and picture["visits"].get(str(row["visit"]), {}).get("state") == CALLED:
        return "calling"
    return str(row["state"])


def plans(office: Office, picture: Picture, *, language: str) -> list[Plan]:
    """Every floor of the office, from the ground up."""
    taken = _taken(office, picture)
    return [_plan(office, floor, picture, taken, language) for floor in office.floors.values()]


def _plan(office: Office, floor: Floor, picture: Picture, taken: dict[str, int], language: str) -> Plan:
    areas = [area for area in office.areas.values() if area.floor == floor.id]
    on_plan = [area for area in areas if len(area.plan) == 4]
    desks = [desk for desk in office.desks.values() if office.areas[desk.area].floor == floor.id]
    guests = _officers(office, picture)
    posts = tuple(_post(desk, picture, guests) for desk in desks if len(desk.at) == 2)
    width, depth = _size(floor, on_plan)
    rooms = tuple(_rooms(office, floor, on_plan, picture, language))
    if rooms and not posts:
        # Upstairs nothing else is drawn: the corridor below the rooms needs no place on the screen.
        depth = min(depth, rooms[-1].y + rooms[-1].depth + 40)
        on_plan = []
    return Plan(
        id=floor.id,
        name=floor.name.spoken(language),
        width=width,
        depth=depth,
        areas=tuple(_box(area, language) for area in on_plan),
        posts=posts,
        chairs=tuple(chair for area in on_plan for chair in _chairs(area, posts, taken.get(area.id, 0))),
        rooms=rooms,
        people=sum(taken.get(area.id, 0) for area in areas) + sum(bool(post.ticket) for post in posts),
        officers=sum(post.officer for post in posts),
    )


def _size(floor: Floor, areas: list[Area]) -> tuple[int, int]:
    if len(floor.size) == 2:
        return int(floor.size[0] * SCALE), int(floor.size[1] * SCALE)
    ends = [(area.plan[0] + area.plan[2], area.plan[1] + area.plan[3]) for area in areas] or [(30.0, 10.0)]
    return int(max(x for x, _ in ends) * SCALE), int(max(y for _, y in ends) * SCALE)


def _box(area: Area, language: str) -> Box:
    x, y, width, depth = (int(side * SCALE) for side in area.plan)
    return Box(x, y, width, depth, area.name.spoken(language))


def _post(desk: Desk, picture: Picture, guests: dict[str, Row]) -> Post:
    row, guest = picture["desks"].get(desk.id), guests.get(desk.label)
    state = desk_state(desk.id, picture)
    ticket = guest["ticket"] if guest else row["ticket"] if row else None
    look = "serving" if guest and guest["state"] == MEETING else LOOKS[state]
    short = desk.label if len(desk.label) <= 4 else desk.id
    return Post(desk.id, int(desk.at[0] * SCALE), int(desk.at[1] * SCALE), short, look, ticket or "", guest is not None)


def _officers(office: Office, picture: Picture) -> dict[str, Row]:
    """Officers who are down in the hall or on their way, by the label of their post."""
    labels = {desk.label for desk in office.desks.values()}
    return {wish["post"]: wish for wish in picture["wishes"].values()
            if wish["post"] in labels and wish["state"] in (PROMISED, MEETING)}


def _taken(office: Office, picture: Picture) -> dict[str, int]:
    """An estimate of who sits where: those who wait fill the areas in order, those outside the outdoor ones."""
    waiting = [visit for visit in picture["visits"].values() if visit["state"] == WAITING]
    inside = sum(visit["persons"] for visit in waiting if not visit["outside"])
    outside = sum(visit["persons"] for visit in waiting if visit["outside"])
    found: dict[str, int] = {}
    for area in (area for kind in WAITED_IN for area in office.areas.values() if area.kind == kind):
        if area.kind == "outdoor":
            found[area.id], outside = min(area.seats, outside), max(0, outside - area.seats)
        else:
            found[area.id], inside = min(area.seats, inside), max(0, inside - area.seats)
    return found


def _chairs(area: Area, posts: tuple[Post, ...], taken: int) -> Iterator[Chair]:
    """Rows of seats in the middle of the area, where no desk stands."""
    x, y, width, depth = (int(side * SCALE) for side in area.plan)
    across = max(1, int((width - 40) // CHAIR_STEP))
    spots = [(x + 20 + column * CHAIR_STEP, row) for row in _rows(y, depth) for column in range(across)]
    free = [(left, top) for left, top in spots if not any(_is_near(post, left, top) for post in posts)]
    middle = y + depth / 2
    chosen = sorted(free, key=lambda spot: (abs(spot[1] - middle), spot[0]))[: area.seats]
    for number, (left, top) in enumerate(chosen):
        yield Chair(left, top, number < taken)


def _rows(y: int, depth: int) -> list[int]:
    count = max(1, int((depth - 40) // CHAIR_ROW))
    begin = y + 32 + (depth - 40 - count * CHAIR_ROW) // 2
    return [begin + row * CHAIR_ROW for row in range(count)]


def _is_near(post: Post, left: int, top: int) -> bool:
    return abs(post.x - left - CHAIR / 2) < POST_WIDTH / 2 + 18 and abs(post.y - top - CHAIR / 2) < POST_DEPTH / 2 + 24


def _rooms(office: Office, floor: Floor, areas: list[Area], picture: Picture, language: str) -> Iterator[Box]:
    """The departments upstairs as rooms; lit where a client's wish rings."""
    upstairs = [area for area in areas if area.kind == "offices"]
    here = [department for department in office.departments.values() if department.floor == floor.id]
    if not upstairs or not here:
        return
    x, y, width, _ = (int(side * SCALE) for side in upstairs[0].plan)
    rung = {wish["department"] for wish in picture["wishes"].values()}
    step = (width - ROOM_GAP) // ROOMS_IN_ROW
    for number, department in enumerate(here):
        left = x + ROOM_GAP + number % ROOMS_IN_ROW * step
        top = y + 44 + number // ROOMS_IN_ROW * (ROOM_DEPTH + ROOM_GAP)
        yield Box(left, top, step - ROOM_GAP, ROOM_DEPTH, department.id, _presence(office, department, picture),
                  department.id in rung, department.name.spoken(language))


def _presence(office: Office, department: Department, picture: Picture) -> str:
    """How many of its people are here, as figures: "3 / 5"."""
    people: list[Any] = [person for person in office.people.values() if person.department == department.id]
    here = sum(picture["presence"].get(person.id, "here") == "here" for person in people)
    return f"{here} / {len(people)}"
