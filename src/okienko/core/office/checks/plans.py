"""Can the plans of the floors be drawn: sizes, and what lies on them?"""

from collections.abc import Iterator
from itertools import combinations

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.office.office import Office
from okienko.core.office.place import Floor

Plan = tuple[float, ...]  # x, y, width, depth

#: Areas may lie in each other, as a corner to write in lies in the hall; two of which one covers so much of the larger
#: are on one spot, and only the last drawn would be seen.
SAME_SPOT = 0.5
#: Sums of measures with a fraction are a little off.
ROUNDED = 0.005


def check_plans(office: Office) -> Iterator[Fault]:
    """Positions on the plans of the floors have as many numbers as they need, and sizes are above nothing."""
    for floor in office.floors.values():
        yield from _count(floor.size, 2, ("floors", floor.id, "size"), "[40.0, 25.0]")
        yield from _positive(floor.size, ("floors", floor.id, "size"))
    for area in office.areas.values():
        yield from _count(area.plan, 4, ("areas", area.id, "plan"), "[0.0, 0.0, 20.0, 12.5]")
        yield from _positive(area.plan[2:], ("areas", area.id, "plan"))
    for desk in office.desks.values():
        yield from _count(desk.at, 2, ("desks", desk.id, "at"), "[3.5, 8.0]")


def check_levels(office: Office) -> Iterator[Fault]:
    """No two floors of a building are at the same height."""
    first: dict[tuple[str, int], str] = {}
    for floor in office.floors.values():
        other = first.setdefault((floor.building, floor.level), floor.id)
        if other != floor.id:
            yield fault("level-twice", ("floors", floor.id, "level"), other=other, level=floor.level)


def check_on_floor(office: Office) -> Iterator[Fault]:
    """Areas and desks lie on their floors."""
    for area in office.areas.values():
        if len(area.plan) == 4:
            yield from _inside(area.plan, office.floors.get(area.floor), ("areas", area.id, "plan"))
    for desk in office.desks.values():
        stands_in = office.areas.get(desk.area)
        if stands_in is not None and len(desk.at) == 2:
            yield from _inside(desk.at, office.floors.get(stands_in.floor), ("desks", desk.id, "at"))


def check_areas_apart(office: Office) -> Iterator[Fault]:
    """No two areas of a floor are on one spot."""
    drawn = [area for area in office.areas.values() if len(area.plan) == 4 and min(area.plan[2:]) > 0]
    told: set[str] = set()
    for one, other in combinations(drawn, 2):
        if one.floor == other.floor and other.id not in told and _share(one.plan, other.plan) > SAME_SPOT:
            told.add(other.id)
            yield fault("plans-on-one-spot", ("areas", other.id, "plan"), other=one.id)


def _share(one: Plan, other: Plan) -> float:
    """How much of the larger of two plans both cover."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    depth = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    larger = max(one[2] * one[3], other[2] * other[3])
    return max(0.0, width) * max(0.0, depth) / larger


def _inside(numbers: Plan, floor: Floor | None, place: Place) -> Iterator[Fault]:
    x, y, *more = numbers
    yield from (fault("too-small", place, value=start, least=0) for start in (x, y) if start < 0)
    if floor is None or len(floor.size) != 2 or min(floor.size) <= 0 or min(x, y) < 0:
        return
    width, depth = floor.size
    wide, deep = (max(0.0, number) for number in more or (0.0, 0.0))
    if x + wide > width + ROUNDED or y + deep > depth + ROUNDED:
        yield fault("off-the-floor", place, value=numbers, floor=floor.id, width=width, depth=depth)


def _positive(measures: Plan, place: Place) -> Iterator[Fault]:
    if len(measures) == 2 and min(measures) <= 0:
        yield fault("size-not-positive", place, value=measures)


def _count(numbers: Plan, wanted: int, place: Place, example: str) -> Iterator[Fault]:
    if numbers and len(numbers) != wanted:
        yield fault("wrong-count", place, wanted=wanted, count=len(numbers), example=example)
