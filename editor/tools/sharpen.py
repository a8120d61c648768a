"""The sharpen brush: crisper where it is rubbed."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.retouch import Blur, Effect, Sharpen
from editor.tools._touch import TouchOptions, touch_tool
from inference.api import flag, number


@dataclass(frozen=True)
class SharpenOptions(TouchOptions):
    radius: float = number("Radius", 1.5, 0.5, 10.0, unit="px", step=0.5, scale="log",
                           help="The size of the detail that becomes crisper.")
    protect: bool = flag("Protect detail", True, help="Edges become steeper without bright and dark seams.")


def effect(options: SharpenOptions, opposite: bool) -> tuple[Effect, str]:
    return (Blur(options.radius), "Blur") if opposite else (Sharpen(options.radius, options.protect), "Sharpen")


TOOL = touch_tool("sharpen", "Sharpen", "triangle", effect, SharpenOptions,
                  "Rub over what should be crisper. Alt blurs instead.", group="focus", order=225)
