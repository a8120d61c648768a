"""What all brushes share: their options, and the gesture of one stroke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editor.document.paint import Brush, Ink, Kind, Painting, Stroke, surface
from editor.tools.tool import Gesture, Pointer, Scene, Step
from inference.api import flag, number


@dataclass(frozen=True)
class BrushOptions:
    size: float = number("Size", 40.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")
    hardness: float = number("Hardness", 60.0, 0.0, 100.0, unit="%", step=1.0)
    opacity: float = number("Opacity", 100.0, 1.0, 100.0, unit="%", step=1.0, help="Of the whole stroke.")
    flow: float = number("Flow", 100.0, 1.0, 100.0, unit="%", step=1.0, help="Builds up inside the stroke.")
    spacing: float = number("Spacing", 10.0, 1.0, 200.0, unit="%", step=1.0)
    stabiliser: float = number("Stabiliser", 0.0, 0.0, 100.0, step=1.0, help="Length of the string that pulls the tip.")
    pressure_size: bool = flag("Pressure changes size", True)
    pressure_opacity: bool = flag("Pressure changes opacity", False)

    def brush(self) -> Brush:
        return Brush(self.size, self.hardness / 100, self.opacity / 100, self.flow / 100, self.spacing / 100,
                     self.pressure_size, self.pressure_opacity, self.stabiliser)


def stroke(scene: Scene, event: Pointer, ink: Ink, label: str, kind: Kind | None = None) -> Gesture:
    """One stroke with the scene's options on its target, or on `kind`.

    Shift at the press draws a line from where the last stroke ended; pressed later, it keeps level or upright.
    """
    options: Any = scene.options
    target = surface(scene.document, scene.layer_id, kind or scene.target)
    return (yield from follow(Stroke(target, options.brush(), ink, scene.zoom), scene, event, label))


def follow(painting: Painting, scene: Scene, event: Pointer, label: str) -> Gesture:
    """Any kind of stroke, from the press to the release."""
    start = begin(painting, scene, event)
    event = yield Step(document=painting.document)
    while event.kind != "release":
        if event.kind == "move":
            painting.move(*straight(start, event), event.pressure)
        event = yield Step(document=painting.document)
    end = straight(start, event)
    return Step(document=painting.finish(*end, event.pressure), label=label, anchor=end)


def begin(painting: Painting, scene: Scene, event: Pointer) -> Pointer:
    """The first dab, or the line from the last stroke's end; what `straight` counts from."""
    if event.shift and scene.anchor is not None:
        painting.press(*scene.anchor, event.pressure)
        painting.line(event.x, event.y, event.pressure)
    else:
        painting.press(event.x, event.y, event.pressure)
    return event


def straight(start: Pointer, event: Pointer) -> tuple[float, float]:
    if not event.shift or start.shift:
        return event.x, event.y
    level = abs(event.x - start.x) >= abs(event.y - start.y)
    return (event.x, start.y) if level else (start.x, event.y)
