"""The parts of the drawing that are the same for every office: roof, arches, the flights of the stairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from okienko.faces.stage.scene import (
    FLOOR_HEIGHT,
    HEIGHT,
    STAIRS_LEFT,
    STAIRS_RIGHT,
    WIDTH,
    Scene,
)

STEPS = 7
UNDERSIDE = 9
GABLES = (300, 896)


def frame_of(scene: Scene) -> dict[str, Any]:
    """Numbers and paths for the template of the drawing."""
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "storey": FLOOR_HEIGHT,
        "gables": GABLES,
        "panes": tuple(x + 34 for x in GABLES),
        "arches": tuple(x for x in range(188, 1090, 112) if not 520 < x < 740),
        "stairs": {"left": STAIRS_LEFT, "width": STAIRS_RIGHT - STAIRS_LEFT,
                   "middle": (STAIRS_LEFT + STAIRS_RIGHT) // 2},
        "flights": [*_flights(scene)],
        "rail": f"M{STAIRS_LEFT} 108V500M{STAIRS_RIGHT} 108V500",
    }


def _flights(scene: Scene) -> Iterator[dict[str, str]]:
    """The flights of the stairs between the points at which somebody turns, those at the back first."""
    turns = scene.turns(max((storey.level for storey in scene.storeys), default=0))
    pairs = list(pairwise(turns))
    for kind, flights in (("flight-back", pairs[1::2]), ("", pairs[::2])):
        for (x, y), (to_x, to_y) in flights:
            yield {"path": _steps(x, y, to_x, to_y), "kind": kind}


def _steps(x: float, y: float, to_x: float, to_y: float) -> str:
    """Treads going down, and the underside back up again."""
    rise, run = (to_y - y) / STEPS, (to_x - x) / STEPS
    treads = "".join(f"v{rise:.1f}h{run:.1f}" for _ in range(STEPS))
    return f"M{x:g} {y:g}{treads}V{to_y + UNDERSIDE:g}L{x:g} {y + UNDERSIDE:g}z"
