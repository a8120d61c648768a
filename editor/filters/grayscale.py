"""Black and white: one grey of the three channels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import LUMA, floats, through
from inference.api import Operation, choice, integer


@dataclass(frozen=True)
class Grayscale:
    method: str = choice("Method", "luma", {"luma": "By brightness", "average": "Average",
                                            "lightness": "Lightness", "max": "Brightest channel", "mix": "Mixed"})
    red: int = integer("Red", 40, -200, 300, unit="%", help="Of a mixed grey.")
    green: int = integer("Green", 40, -200, 300, unit="%", help="Of a mixed grey.")
    blue: int = integer("Blue", 20, -200, 300, unit="%", help="Of a mixed grey.")
    amount: int = integer("Amount", 100, 0, 100, unit="%")


def run(pixels: Array, params: Grayscale, scale: float) -> Array:
    from editor.filters._kernels import grey

    third = 1 / 3
    weights = {"luma": (*LUMA, 0, 0), "average": (third, third, third, 0, 0), "max": (0, 0, 0, 1, 0),
               "mix": (params.red / 100, params.green / 100, params.blue / 100, 0, 0)}
    found = weights.get(params.method, (0, 0, 0, 0.5, 0.5))
    return through(grey, pixels, floats(*found), np.float32(params.amount / 100))


OPERATION = Operation("grayscale", "Black and white", Grayscale, run, icon="blend", menu="Adjustments", order=50,
                      shortcut="Ctrl+Shift+U")
