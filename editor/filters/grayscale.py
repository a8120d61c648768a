"""Black and white: one grey of the three channels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array, white
from inference.api import Operation, choice, integer

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, for gamma-encoded values


@dataclass(frozen=True)
class Grayscale:
    method: str = choice("Method", "luma", {"luma": "By brightness", "average": "Average",
                                            "lightness": "Lightness", "max": "Brightest channel", "mix": "Mixed"})
    red: int = integer("Red", 40, -200, 300, unit="%", help="Of a mixed grey.")
    green: int = integer("Green", 40, -200, 300, unit="%", help="Of a mixed grey.")
    blue: int = integer("Blue", 20, -200, 300, unit="%", help="Of a mixed grey.")
    amount: int = integer("Amount", 100, 0, 100, unit="%")


def run(pixels: Array, params: Grayscale, scale: float) -> Array:
    colours = pixels[..., :3].astype(np.float32)
    if params.method == "luma":
        grey = colours @ np.array(LUMA, np.float32)
    elif params.method == "average":
        grey = colours.mean(axis=2)
    elif params.method == "mix":
        grey = colours @ np.array((params.red / 100, params.green / 100, params.blue / 100), np.float32)
    elif params.method == "max":
        grey = colours.max(axis=2)
    else:
        grey = (colours.max(axis=2) + colours.min(axis=2)) / 2
    colours += (grey[..., None] - colours) * np.float32(params.amount / 100)
    out = pixels.copy()
    out[..., :3] = colours if pixels.dtype.kind == "f" else np.clip(np.rint(colours), 0, white(pixels.dtype))
    return out


OPERATION = Operation("grayscale", "Black and white", Grayscale, run, icon="blend", menu="Adjustments", order=50,
                      shortcut="Ctrl+Shift+U")
