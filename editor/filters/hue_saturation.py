"""Hue, saturation and lightness, exactly in HSL."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, choice, flag, integer

RANGES = {"all": "All", "reds": "Reds", "yellows": "Yellows", "greens": "Greens", "cyans": "Cyans", "blues": "Blues",
          "magentas": "Magentas"}


@dataclass(frozen=True)
class HueSaturation:
    range: str = choice("Colours", "all", RANGES)
    hue: int = integer("Hue", 0, -180, 180, unit="°")
    saturation: int = integer("Saturation", 0, -100, 100)
    lightness: int = integer("Lightness", 0, -100, 100)
    colourise: bool = flag("Colourise", help="One hue for the whole picture.")


def run(pixels: Array, params: HueSaturation, scale: float) -> Array:
    if not (params.hue or params.saturation or params.lightness or params.colourise):
        return pixels
    from editor.filters._kernels import shift_hsl

    amount = params.saturation / 100
    strength = (amount + 1) / 2 if params.colourise else 1 + amount if amount <= 0 else 1 + 3 * amount
    centre = -1 if params.colourise else tuple(RANGES).index(params.range) - 1
    return through(shift_hsl, pixels, np.float32(params.hue / 360), np.float32(strength),
                   np.float32(params.lightness / 100), params.colourise, np.float32(centre))


OPERATION = Operation("hue_saturation", "Hue and saturation", HueSaturation, run, icon="palette",
                      menu="Adjustments", order=40, shortcut="Ctrl+U")
