"""The sponge: takes saturation away or adds to it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.retouch import Effect, Sponge
from editor.tools._touch import TouchOptions, touch_tool
from inference.api import choice, flag, number

MODES = {"less": "Desaturate", "more": "Saturate"}


@dataclass(frozen=True)
class SpongeOptions(TouchOptions):
    strength: float = number("Flow", 50.0, 1.0, 100.0, unit="%", step=1.0, help="Of the whole stroke.")
    mode: str = choice("Mode", "less", MODES)
    gentle: bool = flag("Vibrance", True, help="Adds less where colours are strong already.")


def effect(options: SpongeOptions, opposite: bool) -> tuple[Effect, str]:
    less = (options.mode == "less") != opposite
    return Sponge(less, options.gentle), MODES["less" if less else "more"]


TOOL = touch_tool("sponge", "Sponge", "bubbles", effect, SpongeOptions,
                  "Paint colour away, or more of it in. Alt does the opposite.", shortcut="O", group="tone", order=223,
                  targets=frozenset({"pixels"}))
