"""Threshold: black and white, by lightness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array, white
from editor.filters.grayscale import LUMA
from inference.api import Operation, integer


@dataclass(frozen=True)
class Threshold:
    level: int = integer("Level", 128, 1, 255, help="Tones from here on become white.")


def run(pixels: Array, params: Threshold, scale: float) -> Array:
    top = white(pixels.dtype)
    luma = pixels[..., :3] @ np.array(LUMA, np.float32)
    out = pixels.copy()
    out[..., :3] = np.where(luma + 1e-4 * top / 255 >= params.level * top / 255, top, 0)[..., None]
    return out


OPERATION = Operation("threshold", "Threshold", Threshold, run, icon="circle-dot", menu="Adjustments", order=75)
