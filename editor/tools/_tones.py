"""Dodge and burn are one tool in two directions: their options, and the tool."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.retouch import Effect, Tone
from editor.tools._touch import TouchOptions, touch_tool
from editor.tools.tool import Tool
from inference.api import choice, flag, number

ZONES = {"shadows": "Shadows", "midtones": "Midtones", "highlights": "Highlights"}
LABELS = {False: "Dodge", True: "Burn"}


@dataclass(frozen=True)
class ToneOptions(TouchOptions):
    strength: float = number("Exposure", 30.0, 1.0, 100.0, unit="%", step=1.0, help="Of the whole stroke.")
    zone: str = choice("Range", "midtones", ZONES, help="The tones that change most.")
    protect: bool = flag("Protect tones", True, help="Colours keep their hue, and black and white stay.")


def tone_tool(name: str, icon: str, burn: bool, hint: str, order: int) -> Tool:
    def effect(options: ToneOptions, opposite: bool) -> tuple[Effect, str]:
        darker = burn != opposite
        return Tone(options.zone, darker, options.protect), LABELS[darker]  # type: ignore[arg-type]

    return touch_tool(name, LABELS[burn], icon, effect, ToneOptions, hint, shortcut="O", group="tone", order=order)
