"""The gradient: drag from where it begins to where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from editor.document.document import Document
from editor.document.gradient import Ramp, graded
from editor.document.paint_target import surface
from editor.tools.overlay import Handle, Path
from editor.tools.tool import Colour, Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, flag, number

SHAPES = {"linear": "Linear", "radial": "Radial", "angle": "Angle", "reflected": "Reflected", "diamond": "Diamond"}
COLOURS = {"background": "Foreground to background", "transparent": "Foreground to transparent"}
CLICK = 3.0  # screen px; less is a click
TURN = pi / 4  # Shift keeps to multiples of this


@dataclass(frozen=True)
class GradientOptions:
    shape: str = choice("Shape", "linear", SHAPES)
    colours: str = choice("Colours", "background", COLOURS)
    reverse: bool = flag("Reverse", False)
    dither: bool = flag("Dither", True, help="Breaks up bands in soft gradients.")
    opacity: float = number("Opacity", 100.0, 1.0, 100.0, unit="%", step=1.0)


def ends(scene: Scene, options: GradientOptions) -> tuple[Colour, Colour]:
    first = scene.foreground
    second = scene.background if options.colours == "background" else (*first[:3], 0.0)
    return (second, first) if options.reverse else (first, second)


def target_point(start: Pointer, event: Pointer) -> tuple[float, float]:
    if not event.shift:
        return event.x, event.y
    dx, dy = event.x - start.x, event.y - start.y
    angle, length = round(atan2(dy, dx) / TURN) * TURN, hypot(dx, dy)
    return start.x + length * cos(angle), start.y + length * sin(angle)


def drag(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, GradientOptions) else GradientOptions()
    target, start, dragged = surface(scene.document, scene.layer_id, scene.target), event, False
    colours, shown = ends(scene, options), scene.document

    def painted(end: tuple[float, float]) -> Document:
        return graded(target, Ramp((start.x, start.y), end, colours, options.shape, options.opacity / 100,
                                   options.dither))

    end = start.x, start.y
    event = yield Step()
    while event.kind != "release":
        dragged = dragged or hypot(event.x - start.x, event.y - start.y) * scene.zoom > CLICK
        if dragged and event.kind in ("move", "press"):
            end = target_point(start, event)
            shown = painted(end)
        line = (Path(((start.x, start.y), end), style="solid"), Handle(start.x, start.y), Handle(*end))
        event = yield Step(document=shown, overlay=line if dragged else ())
    return Step(document=painted(target_point(start, event)), label="Gradient") if dragged else None


TOOL = Tool("gradient", "Gradient", "blend", drag, GradientOptions, "G",
            "Drag from where the gradient begins to where it ends. Shift keeps to 45 degrees.", "cross", "fill", 231,
            targets=frozenset({"pixels", "mask", "selection"}), latest=True)
