"""Threshold: black and white, by lightness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, integer


@dataclass(frozen=True)
class Threshold:
    level: int = integer("Level", 128, 1, 255, help="Tones from here on become white.")


def run(pixels: Array, params: Threshold, scale: float) -> Array:
    from editor.filters._kernels import threshold

    return through(threshold, pixels, np.float32(params.level / 255))


OPERATION = Operation("threshold", "Threshold", Threshold, run, icon="circle-dot", menu="Adjustments", order=75)
