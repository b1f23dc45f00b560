"""The parts of the drawing that are the same for every office: roof, arches, the flights of the stairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okienko.faces.stage.scene import (
    FLOOR_HEIGHT,
    HEIGHT,
    STAIRS_LEFT,
    STAIRS_RIGHT,
    WIDTH,
    Scene,
)

STEPS = 6
GABLES = (300, 896)


def frame_of(scene: Scene) -> dict[str, Any]:
    """Numbers and paths for the template of the drawing."""
    floors = [storey.floor for storey in reversed(scene.storeys)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "storey": FLOOR_HEIGHT,
        "gables": GABLES,
        "panes": tuple(x + 34 for x in GABLES),
        "arches": tuple(range(196, 1090, 112)),
        "stairs": {"left": STAIRS_LEFT, "width": STAIRS_RIGHT - STAIRS_LEFT,
                   "middle": (STAIRS_LEFT + STAIRS_RIGHT) // 2},
        "flights": [*_flights(floors)],
        "rail": f"M{STAIRS_LEFT} 108V500M{STAIRS_RIGHT} 108V500",
    }


def _flights(floors: list[float]) -> Iterator[str]:
    """From each floor down to a landing half-way, and from the landing to the floor below."""
    left, right = STAIRS_LEFT + 8, STAIRS_RIGHT - 8
    below = [640.0, *floors]
    for lower, upper in zip(below, floors, strict=False):
        middle = upper + (lower - upper) / 2
        yield _steps(left, upper, right, middle)
        yield _steps(right, middle, left, lower)


def _steps(x: float, y: float, to_x: float, to_y: float) -> str:
    rise, run = (to_y - y) / STEPS, (to_x - x) / STEPS
    return f"M{x:g} {y:g}" + "".join(f"h{run:.1f}v{rise:.1f}" for _ in range(STEPS))
