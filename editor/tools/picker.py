"""The colour picker."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np

from editor.document.geometry import Rect
from editor.document.pixels import white
from editor.document.selection_pick import picture
from editor.tools.tool import Colour, Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, flag


@dataclass(frozen=True)
class PickerOptions:
    sample: str = choice("Sample", "1", {"1": "1 px", "3": "3 x 3 average", "5": "5 x 5 average"})
    all_layers: bool = flag("Sample all layers", True)


def colour_at(scene: Scene, event: Pointer) -> Colour | None:
    """The alpha-weighted mean of the sample, opaque; None outside the picture or where it is empty."""
    options = scene.options if isinstance(scene.options, PickerOptions) else PickerOptions()
    reach = int(options.sample) // 2
    at = Rect(floor(event.x), floor(event.y), 1, 1).grown(reach).intersect(scene.document.rect)
    if at.is_empty:
        return None
    sample = picture(scene.document, None if options.all_layers else scene.layer_id, at).astype(np.float64)
    sample = sample.reshape(-1, 4) / white(scene.document.dtype)
    weight = sample[:, 3].sum()
    if weight == 0:
        return None
    red, green, blue = (sample[:, :3] * sample[:, 3:]).sum(axis=0) / weight
    return float(red), float(green), float(blue), 1.0


def pick(scene: Scene, event: Pointer) -> Gesture:
    """Alt sets the background, unless another tool's Alt brought the picker up."""
    back = event.alt and not scene.borrowed
    while True:
        colour = colour_at(scene, event)
        step = Step(background=colour) if back else Step(foreground=colour)
        if event.kind == "release":
            return step
        event = yield step


TOOL = Tool("picker", "Colour picker", "pipette", pick, PickerOptions, "I",
            "Click to take a colour; with Alt it becomes the background.", "picker", "picker", 300)
