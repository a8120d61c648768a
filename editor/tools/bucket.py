"""The bucket: a click fills what is alike with the foreground colour."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from editor.document.blend import NAMES
from editor.document.fill import Bucket, poured
from editor.document.paint_target import surface
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, flag, number

BLENDS = {name: label for name, label in NAMES if name != "dissolve"}


@dataclass(frozen=True)
class BucketOptions:
    tolerance: float = number("Tolerance", 32.0, 0.0, 255.0, step=1.0)
    contiguous: bool = flag("Contiguous", True, help="Only what is connected to the place you click.")
    antialias: bool = flag("Antialias", True)
    all_layers: bool = flag("Sample all layers", False)
    opacity: float = number("Opacity", 100.0, 1.0, 100.0, unit="%", step=1.0)
    blend: str = choice("Blend", "normal", BLENDS)

    def bucket(self) -> Bucket:
        return Bucket(self.tolerance, self.contiguous, self.antialias, self.all_layers, self.opacity / 100, self.blend)


def pour(scene: Scene, event: Pointer) -> Gesture:
    surface(scene.document, scene.layer_id, scene.target)  # tells at the press why it cannot
    while event.kind != "release":
        event = yield Step()
    options = scene.options if isinstance(scene.options, BucketOptions) else BucketOptions()
    document = poured(scene.document, scene.layer_id, floor(event.x), floor(event.y), scene.foreground,
                      options.bucket(), scene.target)
    return Step(document=document, label="Bucket")


TOOL = Tool("bucket", "Bucket", "paint-bucket", pour, BucketOptions, "G",
            "Click to fill what is alike with the foreground colour.", "cross", "fill", 230,
            targets=frozenset({"pixels", "mask", "selection"}))
