"""The healing brush: texture from where Alt-click said, light and colour from where it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.heal import healed
from editor.document.paint import Ink, Stroke, surface
from editor.tools._retouch import Marked
from editor.tools._strokes import begin, straight
from editor.tools.clone import choose_source, further, mark, offset
from editor.tools.spot import MarkOptions
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import UserError, flag


@dataclass(frozen=True)
class HealingOptions(MarkOptions):
    aligned: bool = flag("Aligned", True, help="The distance to the source stays the same from stroke to stroke.")


def heal(scene: Scene, event: Pointer) -> Gesture:
    """The copy is seen while painting; it takes on the light of its new place when the button is up."""
    if event.alt:
        return (yield from choose_source(scene, event))
    options = scene.options if isinstance(scene.options, HealingOptions) else HealingOptions()
    target = surface(scene.document, scene.layer_id, "pixels")
    if scene.source is None:
        raise UserError("The healing brush has no source yet.", "Alt-click where the texture should come from.")
    dx, dy = offset(scene.source, event, options.aligned)
    ink = Ink(source=further(target, dx, dy, options.all_layers))
    shown = Stroke(target, options.brush(), ink, scene.zoom)
    marked, start = Marked(scene, options.brush(), event), begin(shown, scene, event)
    while event.kind != "release":
        event = yield Step(document=shown.document, overlay=mark(event.x + dx, event.y + dy, scene.zoom))
        marked.move(event)
        if event.kind == "move":
            shown.move(*straight(start, event), event.pressure)
    end = marked.finish(event)
    if marked.mask is None:
        return None
    document = healed(scene.document, scene.layer_id, marked.mask, dx, dy, options.all_layers)
    return Step(document=document, label="Healing brush", anchor=end,
                source=(scene.source[0], scene.source[1], float(dx), float(dy)))


TOOL = Tool("healing", "Healing brush", "brush-cleaning", heal, HealingOptions, "J",
            "Alt-click good texture, then paint it over the damage.", "brush", "heal", 216, own_alt=True)
