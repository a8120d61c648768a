"""Lasso and polygon selection."""

from __future__ import annotations

from collections.abc import Generator
from math import hypot

from editor.document.selection_shape import from_polygon
from editor.tools._selecting import SelectOptions, is_inside, mode_of, move_selection, selected
from editor.tools.overlay import Handle, Path
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool

NEAR = 9.0  # screen px around the first point that close a polygon
APART = 1.5  # screen px between two points of a lasso


def lasso(scene: Scene, event: Pointer) -> Gesture:
    if is_inside(scene, event):
        return (yield from move_selection(scene, event))
    mode = mode_of(scene, event)
    points = yield from drawn(event, APART)
    if len(points) < 3:
        if mode != "replace" or scene.document.selection is None:
            return None
        return Step(document=scene.document.with_(selection=None), label="Deselect")
    shape = from_polygon(points, scene.document.rect, scene.options.antialias)
    return Step(document=selected(scene, shape, mode), label="Lasso")


def drawn(event: Pointer, apart: float) -> Generator[Step, Pointer, list[tuple[float, float]]]:
    """The points of a line drawn until the button is up, `apart` screen px from each other at least."""
    points, last = [(event.x, event.y)], event
    event = yield Step()
    while event.kind != "release":
        if hypot(event.sx - last.sx, event.sy - last.sy) >= apart:
            points.append((event.x, event.y))
            last = event
        event = yield Step(overlay=(Path(tuple(points), closed=True),))
    return points


def polygon(scene: Scene, event: Pointer) -> Gesture:
    """Each press adds a corner; Enter, a double click or the first corner closes; Backspace takes one back."""
    mode, points = mode_of(scene, event), [(event.x, event.y)]
    first, near = event, False
    while True:
        path = Path((*points, (event.x, event.y)), closed=near)
        event = yield Step(overlay=(path, Handle(first.x, first.y, hot=near)))
        near = len(points) > 2 and hypot(event.x - first.x, event.y - first.y) * scene.zoom < NEAR
        if event.kind == "accept" or (event.kind == "press" and near):
            break
        if event.kind == "press":
            points.append((event.x, event.y))
        elif event.kind == "key" and event.key == "Backspace" and len(points) > 1:
            points.pop()
    if len(points) < 3:
        return None
    shape = from_polygon(points, scene.document.rect, scene.options.antialias)
    return Step(document=selected(scene, shape, mode), label="Polygon selection")


TOOL = (
    Tool("lasso", "Lasso", "lasso", lasso, SelectOptions, "L",
         "Draw around what to select. Shift adds, Alt subtracts, both intersect.", "cross", "lasso", 120),
    Tool("polygon", "Polygon selection", "pentagon", polygon, SelectOptions, "L",
         "Click corner by corner. Enter or a double click closes, Backspace takes a corner back.", "cross",
         "lasso", 121),
)
