"""What the brushes that change what is there share: dodge, burn, sponge, blur, sharpen, smudge.

A further one is a file with its options, its `Effect` (document/retouch.py) and a line `TOOL = touch_tool(...)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editor.document.paint import Brush, Ink, Stroke, surface
from editor.document.retouch import Effect
from editor.tools._strokes import follow
from editor.tools.tool import Gesture, Pointer, Scene, Tool
from inference.api import choice, number

SPACING = 0.1  # of the size
PRESSURES = {"none": "Off", "size": "Size", "strength": "Strength", "both": "Both"}
ANYWHERE = frozenset({"pixels", "mask", "selection"})


@dataclass(frozen=True)
class TouchOptions:
    size: float = number("Size", 60.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")
    hardness: float = number("Hardness", 0.0, 0.0, 100.0, unit="%", step=1.0)
    strength: float = number("Strength", 50.0, 1.0, 100.0, unit="%", step=1.0)
    pressure: str = choice("Pressure", "strength", PRESSURES, help="What the pressure of a pen changes.")

    def brush(self, builds: bool) -> Brush:
        """`builds`: what its dabs leave adds up, so a pass of a hard brush leaves `strength` at its middle."""
        strength = self.strength / 100
        return Brush(self.size, self.hardness / 100, 1.0 if builds else strength,
                     strength * SPACING if builds else 1.0, SPACING, self.pressure in ("size", "both"),
                     self.pressure in ("strength", "both"))


def touch_tool(name: str, text: str, icon: str, effect: Callable[[Any, bool], tuple[Effect, str]], options: type,
               hint: str, **facts: Any) -> Tool:
    """`effect` gives the effect and the label of the step, from the options and whether Alt is down (the opposite)."""

    def gesture(scene: Scene, event: Pointer) -> Gesture:
        chosen: Any = scene.options if isinstance(scene.options, options) else options()
        made, label = effect(chosen, event.alt)
        target = surface(scene.document, scene.layer_id, scene.target)
        stroke = Stroke(target, chosen.brush(made.most > 0), Ink(effect=made), scene.zoom)
        return (yield from follow(stroke, scene, event, label))

    facts = {"targets": ANYWHERE, **facts}
    return Tool(name, text, icon, gesture, options, hint=hint, cursor="brush", own_alt=True, **facts)
