"""The clone stamp: paints with pixels from another place. Alt-click says from where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.document.adjustment import unadjusted
from editor.document.geometry import Rect
from editor.document.paint import Ink, Stroke, Surface, surface
from editor.document.pixels import Array
from editor.document.selection_pick import picture
from editor.tools._strokes import BrushOptions, begin, straight
from editor.tools.overlay import Path
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import UserError, flag

CROSS = 8.0  # screen px, half of the mark on the source


@dataclass(frozen=True)
class CloneOptions(BrushOptions):
    aligned: bool = flag("Aligned", True, help="The distance to the source stays the same from stroke to stroke.")
    all_layers: bool = flag("Sample all layers", False)


def clone(scene: Scene, event: Pointer) -> Gesture:
    if event.alt:
        return (yield from choose_source(scene, event))
    options = scene.options if isinstance(scene.options, CloneOptions) else CloneOptions()
    target = surface(scene.document, scene.layer_id, "pixels")
    source = scene.source
    if source is None:
        raise UserError("The clone stamp has no source yet.", "Alt-click where it should copy from.")
    dx, dy = offset(source, event, options.aligned)
    ink = Ink(source=further(target, dx, dy, options.all_layers))
    painting = Stroke(target, options.brush(), ink, scene.zoom)
    start = begin(painting, scene, event)
    while event.kind != "release":
        event = yield Step(document=painting.document, overlay=mark(event.x + dx, event.y + dy, scene.zoom))
        if event.kind == "move":
            painting.move(*straight(start, event), event.pressure)
    end = straight(start, event)
    document = painting.finish(*end, event.pressure)
    return Step(document=document, label="Clone stamp", anchor=end, source=(source[0], source[1], float(dx), float(dy)))


def further(target: Surface, dx: int, dy: int, all_layers: bool) -> Callable[[Rect], Array]:
    """What lies (dx, dy) further than a tile of the target: on its layer, or in the picture as it is under the
    adjustment layers above that."""
    layer_id = None if target.layer is None else target.layer.id
    seen, sampled = unadjusted(target.document, layer_id), None if all_layers else layer_id

    def pixels(tile: Rect) -> Array:
        return picture(seen, sampled, tile.moved(target.x + dx, target.y + dy))

    return pixels


def offset(source: tuple[float, ...], event: Pointer, aligned: bool) -> tuple[int, int]:
    """From the pointer to the source, px: kept from the first stroke on when `aligned`."""
    kept = source[2:] if aligned and len(source) == 4 else (source[0] - event.x, source[1] - event.y)
    return round(kept[0]), round(kept[1])


def choose_source(scene: Scene, event: Pointer) -> Gesture:
    while event.kind != "release":
        event = yield Step(overlay=mark(event.x, event.y, scene.zoom))
    return Step(source=(event.x, event.y), hint="Source set: now paint where the copy should go.")


def mark(x: float, y: float, zoom: float) -> tuple[Path, ...]:
    """A cross on the source."""
    r = CROSS / max(zoom, 1e-6)
    return Path(((x - r, y), (x + r, y)), style="solid"), Path(((x, y - r), (x, y + r)), style="solid")


TOOL = Tool("clone", "Clone stamp", "stamp", clone, CloneOptions, "S",
            "Alt-click the source, then paint a copy of it elsewhere.", "brush", "clone", 220, own_alt=True)
