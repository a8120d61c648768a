"""The spot healing brush: paint over what should go; the engine continues the surroundings when the button is up."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.paint import Brush, surface
from editor.tools._retouch import Marked
from editor.tools.tool import Errand, Gesture, Pointer, Scene, Step, Tool
from inference.api import flag, number


@dataclass(frozen=True)
class MarkOptions:
    size: float = number("Size", 40.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")
    hardness: float = number("Hardness", 80.0, 0.0, 100.0, unit="%", step=1.0)
    pressure_size: bool = flag("Pressure changes size", True)
    all_layers: bool = flag("Sample all layers", False)

    def brush(self) -> Brush:
        return Brush(self.size, self.hardness / 100, spacing=0.1, pressure_size=self.pressure_size)


@dataclass(frozen=True)
class SpotOptions(MarkOptions):
    again: bool = flag("Offer a model's version", True,
                       help="Where a model is installed, it fills the stroke as well, in the background. A bar by the "
                            "stroke switches between the two.")


def heal_spot(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, SpotOptions) else SpotOptions()
    surface(scene.document, scene.layer_id, "pixels")  # tells at the press why it may not be painted on
    marked = Marked(scene, options.brush(), event)
    while event.kind != "release":
        event = yield Step(document=marked.document)
        marked.move(event)
    end = marked.finish(event)
    if marked.mask is None or scene.layer_id is None:
        return None
    return Step(document=marked.document, anchor=end,
                errand=Errand("remove", marked.mask, scene.layer_id, "Spot healing", options.all_layers,
                               options.again))


TOOL = Tool("spot", "Spot healing brush", "bandage", heal_spot, SpotOptions, "J",
            "Paint over a spot, a wire, a stranger: it is gone when you let go.", "brush", "heal", 215)
