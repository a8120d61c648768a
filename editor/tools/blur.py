"""The blur brush: softer where it is rubbed, the more the longer."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.retouch import Blur, Effect, Sharpen
from editor.tools._touch import TouchOptions, touch_tool
from inference.api import number


@dataclass(frozen=True)
class BlurOptions(TouchOptions):
    radius: float = number("Radius", 4.0, 0.5, 50.0, unit="px", step=0.5, scale="log",
                           help="Of one pass at full strength; rubbing on doubles it.")


def effect(options: BlurOptions, opposite: bool) -> tuple[Effect, str]:
    return (Sharpen(min(options.radius, 5.0)), "Sharpen") if opposite else (Blur(options.radius), "Blur")


TOOL = touch_tool("blur", "Blur", "droplet", effect, BlurOptions,
                  "Rub over what should be softer. Alt sharpens instead.", group="focus", order=224)
