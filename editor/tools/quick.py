"""Quick selection: paint over a thing, and the selection grows to its edges while the stroke goes on."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.selection_grow import Growing, spread
from editor.document.selection_shape import Mode
from editor.tools._selecting import MODES, sampled_layer, selected
from editor.tools.tool import Gesture, Pointer, Scene, Search, Step, Tool
from inference.api import choice, flag, number
from inference.api.hints import Hints

LABEL = "Quick selection"
ONES = {name: MODES[name] for name in ("add", "subtract", "replace")}
METHODS = {"edges": "Colours and edges", "auto": "Best that is installed", "quick": "Quickest that is installed"}


@dataclass(frozen=True)
class QuickOptions:
    mode: str = choice("Mode", "add", ONES)
    size: float = number("Size", 40.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")
    feather: float = number("Feather", 0.0, 0.0, 250.0, unit="px", step=0.5)
    all_layers: bool = flag("Sample all layers", True)
    method: str = choice("Finish by", "edges", METHODS,
                         help="What draws the final edge when you let go. A segmentation model knows what things are; "
                              "where none is installed, colours and edges decide.")


def mode_of(scene: Scene, event: Pointer) -> Mode:
    """Alt subtracts, Shift adds, whatever the option says."""
    chosen: Mode = scene.options.mode
    return "subtract" if event.alt else "add" if event.shift else chosen


def quick(scene: Scene, event: Pointer) -> Gesture:
    options, mode = scene.options, mode_of(scene, event)
    before = scene.document.selection
    if mode == "subtract" and before is None:
        return None
    layer_id = sampled_layer(scene)
    growing = Growing(scene.document, mode, options.size, layer_id)
    growing.to(event.x, event.y)
    event = yield Step(document=growing.document)
    while event.kind != "release":
        if event.kind == "move":
            growing.to(event.x, event.y)
        event = yield Step(document=growing.document)
    found = growing.found()
    if found is None:
        return None
    made = selected(scene, found, mode)
    end = event.x, event.y
    if options.method == "edges":
        return Step(document=made, label=LABEL, anchor=end)
    asked = Search(Hints(inside=spread(growing.points)), before, mode, options.feather, layer_id, options.method, LABEL,
                   instead=made.selection)
    return Step(document=made, label=LABEL, anchor=end, errand=asked, hint="Looking for the object")


TOOL = Tool("quick", "Quick selection", "paintbrush", quick, QuickOptions, "W",
            "Paint over a thing: the selection grows to its edges. Alt takes away.", "brush", "wand", 128, own_alt=True,
            latest=True)
