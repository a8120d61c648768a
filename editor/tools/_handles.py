"""A box with eight handles, for crop and transform: which one is under the pointer."""

from __future__ import annotations

from math import hypot

from editor.tools.overlay import Handle

GRAB = 10.0  # screen px around a handle
PLACES = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))  # clockwise from the top left
Place = tuple[int, int]
Point = tuple[float, float]


def handles(points: dict[Place, Point], hot: Place | None = None) -> tuple[Handle, ...]:
    return tuple(Handle(x, y, place == hot) for place, (x, y) in points.items())


def under(points: dict[Place, Point], x: float, y: float, zoom: float) -> Place | None:
    """The nearest handle within reach of a pointer in document px; corners go before edges."""
    best, reach = None, GRAB / max(zoom, 1e-6)
    for place, (hx, hy) in points.items():
        far = hypot(hx - x, hy - y) - (1e-3 if place[0] and place[1] else 0.0)
        if far <= reach:
            best, reach = place, far
    return best


def of_box(x0: float, y0: float, x1: float, y1: float) -> dict[Place, Point]:
    return {(i, j): ((x0 + x1) / 2 + i * (x1 - x0) / 2, (y0 + y1) / 2 + j * (y1 - y0) / 2) for i, j in PLACES}
