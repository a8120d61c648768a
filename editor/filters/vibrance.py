"""Vibrance: more colour where there is little, so that skin and strong colours do not clip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, integer


@dataclass(frozen=True)
class Vibrance:
    vibrance: int = integer("Vibrance", 0, -100, 100)
    saturation: int = integer("Saturation", 0, -100, 100)


def run(pixels: Array, params: Vibrance, scale: float) -> Array:
    if not (params.vibrance or params.saturation):
        return pixels
    from editor.filters._kernels import vibrance

    return through(vibrance, pixels, np.float32(params.vibrance / 100), np.float32(params.saturation / 100))


OPERATION = Operation("vibrance", "Vibrance", Vibrance, run, icon="droplet", menu="Adjustments", order=35)
