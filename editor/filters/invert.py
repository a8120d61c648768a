"""Invert: the negative of the colours; alpha stays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array, white
from inference.api import Operation

COLOURS = np.frombuffer(bytes((255, 255, 255, 0)), np.uint32)[0]


@dataclass(frozen=True)
class Invert:
    """Nothing to choose."""


def run(pixels: Array, params: Invert, scale: float) -> Array:
    if pixels.dtype == np.uint8:
        return np.asarray(np.bitwise_xor(np.ascontiguousarray(pixels).view(np.uint32), COLOURS).view(np.uint8))
    out = pixels.copy()
    out[..., :3] = pixels.dtype.type(white(pixels.dtype)) - pixels[..., :3]
    return out


OPERATION = Operation("invert", "Invert", Invert, run, icon="contrast", menu="Adjustments", order=60,
                      shortcut="Ctrl+I")
