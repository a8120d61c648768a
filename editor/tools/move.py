"""Move: a layer, a group, or the selected pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from editor.document.document import Document
from editor.document.layer import GroupLayer, Layer, PixelLayer
from editor.document.layers import duplicated
from editor.document.paint_target import editable
from editor.document.transform import lifted, matrix, moved, placed
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import flag


@dataclass(frozen=True)
class MoveOptions:
    auto_select: bool = flag("Auto-select layer", False, help="Take the topmost layer under the pointer.")


def topmost(layers: tuple[Layer, ...], x: int, y: int) -> int | None:
    """The highest visible, unlocked layer that has something at a point."""
    for layer in reversed(layers):
        if not layer.visible or layer.locked:
            continue
        if isinstance(layer, GroupLayer):
            found = topmost(layer.children, x, y)
            if found is not None:
                return found
        elif isinstance(layer, PixelLayer) and layer.pixels.at(x - layer.x, y - layer.y)[3] > 0:
            return layer.id
    return None


def move(scene: Scene, event: Pointer) -> Gesture:
    """Shift keeps the direction straight; Alt at the press moves a copy."""
    document, layer_id, start = scene.document, scene.layer_id, event
    if getattr(scene.options, "auto_select", False):
        layer_id = topmost(document.layers, floor(event.x), floor(event.y)) or layer_id
    base = document
    if document.selection is not None:
        floating = lifted(document, layer_id, copy=event.alt)
    else:
        layer = editable(document, layer_id)
        moved(document, layer_id, 1, 0)  # tells at the press if something in a group is locked
        floating = None
        if event.alt:
            base, layer_id = duplicated(document, layer.id)

    def at(dx: int, dy: int) -> Document:
        if dx == dy == 0:
            return document
        return moved(base, layer_id, dx, dy) if floating is None else placed(floating, matrix(dx, dy))

    shown, last = document, (0, 0)
    event = yield Step(layer_id=layer_id if base is document else None)
    while event.kind != "release":
        now = _distance(start, event)
        if now != last:
            shown, last = at(*now), now
        event = yield Step(document=shown, hint=f"{last[0]}, {last[1]} px")
    if _distance(start, event) != last:
        last = _distance(start, event)
        shown = at(*last)
    if last == (0, 0):
        return Step(layer_id=layer_id) if base is document and layer_id != scene.layer_id else None
    if start.alt:
        return Step(document=shown, label="Move a copy", layer_id=layer_id)
    return Step(document=shown, label="Move", layer_id=layer_id)


def _distance(start: Pointer, event: Pointer) -> tuple[int, int]:
    dx, dy = round(event.x - start.x), round(event.y - start.y)
    if event.shift and not start.shift:
        return (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
    return dx, dy


TOOL = Tool("move", "Move", "move", move, MoveOptions, "V",
            "Drag to move the layer or the selected pixels. Alt moves a copy, Shift keeps straight.", "move", "move",
            100, targets=frozenset({"pixels", "mask"}))
