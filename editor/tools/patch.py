"""The patch tool: draw around the damage, drag the outline to what should stand there."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from editor.document.heal import healed
from editor.document.paint import surface
from editor.document.selection_shape import from_polygon, moved
from editor.tools._selecting import SelectOptions, is_inside, selected
from editor.tools.lasso import APART, drawn
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import flag, number


@dataclass(frozen=True)
class PatchOptions:
    feather: float = number("Feather", 3.0, 0.0, 100.0, unit="px", step=0.5)
    all_layers: bool = flag("Sample all layers", False)


def patch(scene: Scene, event: Pointer) -> Gesture:
    plain = SelectOptions(feather=getattr(scene.options, "feather", 0.0))
    choosing = Scene(scene.document, scene.layer_id, plain, zoom=scene.zoom)
    if is_inside(choosing, event):
        return (yield from _drag(scene, event))
    points = yield from drawn(event, APART)
    document = scene.document
    if len(points) < 3:
        return Step(document=document.with_(selection=None), label="Deselect") if document.selection else None
    shape = from_polygon(points, document.rect, True)
    return Step(document=selected(choosing, shape, "replace"), label="Lasso",
                hint="Now drag it to what should stand here.")


def _drag(scene: Scene, event: Pointer) -> Gesture:
    """The selection shows what lies under its outline; on release that takes on the light of the place."""
    document, mask, start = scene.document, scene.document.selection, event
    assert mask is not None
    surface(document, scene.layer_id, "pixels")
    all_layers = bool(getattr(scene.options, "all_layers", False))
    shown, last, step = document, (0, 0), 1 << max(0, int(-log2(max(scene.zoom, 1e-3))))
    event = yield Step()
    while event.kind != "release":
        now = round(event.x - start.x), round(event.y - start.y)
        if now != last:
            last = now
            shown = healed(document, scene.layer_id, mask, *now, all_layers, step)
            shown = shown.with_(selection=moved(mask, *now, document.rect))
        event = yield Step(document=shown, hint=f"{last[0]}, {last[1]} px")
    if last == (0, 0):
        return None
    return Step(document=healed(document, scene.layer_id, mask, *last, all_layers), label="Patch")


TOOL = Tool("patch", "Patch", "square-dashed-mouse-pointer", patch, PatchOptions, "J",
            "Draw around the damage, then drag from inside the outline to good texture.", "cross", "heal", 217,
            latest=True)
