"""Magic wand and selection by colour."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from editor.document.geometry import Rect
from editor.document.paint import with_pixels
from editor.document.selection_pick import by_colour, flood, picture
from editor.tools._selecting import SelectOptions, mode_of, selected
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import UserError, flag, number


@dataclass(frozen=True)
class WandOptions(SelectOptions):
    tolerance: float = number("Tolerance", 32.0, 0.0, 255.0, step=1.0)
    contiguous: bool = flag("Contiguous", True, help="Only what is connected to the place you click.")
    all_layers: bool = flag("Sample all layers", False)


@dataclass(frozen=True)
class ColourOptions(SelectOptions):
    tolerance: float = number("Tolerance", 40.0, 0.0, 255.0, step=1.0)
    softness: float = number("Softness", 20.0, 0.0, 255.0, step=1.0, help="How far the selection fades beyond.")
    all_layers: bool = flag("Sample all layers", True)


def _sampled(scene: Scene) -> int | None:
    """The layer to sample, None for the merged picture. Raises UserError where there are no pixels."""
    if scene.options.all_layers:
        return None
    layer = scene.document.find(scene.layer_id)
    if layer is None:
        raise UserError("No layer is chosen.", "Choose one in the layers panel.")
    return with_pixels(layer).id


def wand(scene: Scene, event: Pointer) -> Gesture:
    x, y, mode = floor(event.x), floor(event.y), mode_of(scene, event)
    layer_id = _sampled(scene)
    while event.kind != "release":
        event = yield Step()
    if not scene.document.rect.contains(x, y):
        return None
    options = scene.options
    shape = flood(scene.document, x, y, options.tolerance, options.contiguous, options.antialias, layer_id)
    return Step(document=selected(scene, shape, mode), label="Magic wand")


def colours(scene: Scene, event: Pointer) -> Gesture:
    x, y, mode = floor(event.x), floor(event.y), mode_of(scene, event)
    layer_id = _sampled(scene)
    while event.kind != "release":
        event = yield Step()
    if not scene.document.rect.contains(x, y):
        return None
    colour = picture(scene.document, layer_id, Rect(x, y, 1, 1))[0, 0]
    shape = by_colour(scene.document, colour, scene.options.tolerance, scene.options.softness, layer_id)
    return Step(document=selected(scene, shape, mode), label="Select by colour")


TOOL = (
    Tool("wand", "Magic wand", "wand", wand, WandOptions, "W",
         "Click to select what looks alike. Shift adds, Alt subtracts, both intersect.", "cross", "wand", 130),
    Tool("colour_range", "Select by colour", "swatch-book", colours, ColourOptions, "W",
         "Click a colour to select it everywhere.", "cross", "wand", 131),
)
