"""The smudge brush: pulls paint along, as a finger does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.document.paint import luminance, surface
from editor.document.smudge import Smear, Smudge
from editor.tools._strokes import follow
from editor.tools._touch import ANYWHERE, TouchOptions
from editor.tools.tool import Gesture, Pointer, Scene, Tool
from inference.api import flag, number

SPACING = 0.04  # of the size: wider ones leave steps


@dataclass(frozen=True)
class SmudgeOptions(TouchOptions):
    hardness: float = number("Hardness", 30.0, 0.0, 100.0, unit="%", step=1.0)
    strength: float = number("Strength", 60.0, 1.0, 100.0, unit="%", step=1.0, help="How far paint is carried.")
    finger: bool = flag("Finger painting", False, help="Begins with the foreground colour. Alt does so, too.")
    all_layers: bool = flag("Sample all layers", False)


def smudge(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, SmudgeOptions) else SmudgeOptions()
    target = surface(scene.document, scene.layer_id, scene.target)
    grey = luminance(scene.foreground)
    colour = scene.foreground if target.kind == "pixels" else (grey, grey, grey, 1.0)
    how = Smear(options.strength / 100, colour if options.finger != event.alt else None,
                options.all_layers and target.kind == "pixels")
    brush = replace(options.brush(False), opacity=1.0, spacing=SPACING)
    return (yield from follow(Smudge(target, brush, how, scene.zoom), scene, event, "Smudge"))


TOOL = Tool("smudge", "Smudge", "pointer", smudge, SmudgeOptions, "",
            "Drag paint along. Alt begins with the foreground colour.", "brush", "focus", 226, targets=ANYWHERE,
            own_alt=True)
