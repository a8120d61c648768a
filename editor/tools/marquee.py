"""Rectangle and ellipse selection. Shift while dragging makes a square or circle; Alt grows from the centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot

from editor.document.geometry import Rect
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_ellipse, from_rect
from editor.tools._selecting import SelectOptions, is_inside, mode_of, move_selection, selected
from editor.tools.overlay import Ellipse, Path, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import number

Box = tuple[float, float, float, float]
Make = Callable[[float, float, float, float, Rect, bool], Pixels | None]
CLICK = 3.0  # screen px; less is a click, not a drag


@dataclass(frozen=True)
class MarqueeOptions(SelectOptions):
    ratio: float = number("Ratio", 0.0, 0.0, 10.0, step=0.05, help="Width to height; 0 leaves it free.")


def box(scene: Scene, start: Pointer, event: Pointer) -> Box:
    """The corners of the shape being dragged. Keys held at the press choose the mode, so only new ones count."""
    x0, y0, x1, y1 = start.x, start.y, event.x, event.y
    ratio = scene.options.ratio or (1.0 if event.shift and not start.shift else 0.0)
    if ratio:
        w = max(abs(x1 - x0), abs(y1 - y0) * ratio)
        x1 = x0 + (w if x1 >= x0 else -w)
        y1 = y0 + (w if y1 >= y0 else -w) / ratio
    if event.alt and not start.alt:
        x0, y0 = 2 * x0 - x1, 2 * y0 - y1
    return x0, y0, x1, y1


def snapped(corners: Box) -> Box:
    """To whole px: a rectangle selection has sharp edges."""
    x0, y0, x1, y1 = (float(round(v)) for v in corners)
    return x0, y0, x1, y1


def outline(corners: Box, round_: bool) -> Shape:
    x0, y0, x1, y1 = corners
    if round_:
        return Ellipse(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    return Path(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), closed=True)


def marquee(scene: Scene, event: Pointer, make: Make, round_: bool, label: str) -> Gesture:
    if is_inside(scene, event):
        return (yield from move_selection(scene, event))
    start, mode, dragged = event, mode_of(scene, event), False
    event = yield Step()
    corners = snapped(box(scene, start, event))
    while event.kind != "release":
        dragged = dragged or hypot(event.sx - start.sx, event.sy - start.sy) > CLICK
        corners = snapped(box(scene, start, event))
        size = f"{abs(corners[2] - corners[0]):.0f} x {abs(corners[3] - corners[1]):.0f} px"
        event = yield Step(overlay=(outline(corners, round_),), hint=size)
    if not dragged:
        if mode != "replace" or scene.document.selection is None:
            return None
        return Step(document=scene.document.with_(selection=None), label="Deselect")
    shape = make(*corners, scene.document.rect, scene.options.antialias)
    return Step(document=selected(scene, shape, mode), label=label)


def rectangle(scene: Scene, event: Pointer) -> Gesture:
    return marquee(scene, event, from_rect, False, "Rectangle selection")


def ellipse(scene: Scene, event: Pointer) -> Gesture:
    return marquee(scene, event, from_ellipse, True, "Ellipse selection")


HINT = "Drag to select. Shift adds, Alt subtracts, both intersect; pressed while dragging: square, from the centre."
TOOL = (
    Tool("rectangle", "Rectangle selection", "square-dashed", rectangle, MarqueeOptions, "M", HINT, "cross",
         "marquee", 110),
    Tool("ellipse", "Ellipse selection", "circle-dashed", ellipse, MarqueeOptions, "M", HINT, "cross",
         "marquee", 111),
)
