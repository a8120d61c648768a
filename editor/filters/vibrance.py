"""Vibrance: more colour where there is little, so that skin and strong colours do not clip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array, white
from inference.api import Operation, integer


@dataclass(frozen=True)
class Vibrance:
    vibrance: int = integer("Vibrance", 0, -100, 100)
    saturation: int = integer("Saturation", 0, -100, 100)


def run(pixels: Array, params: Vibrance, scale: float) -> Array:
    if not (params.vibrance or params.saturation):
        return pixels
    from editor.filters._kernels import vibrance

    source = np.ascontiguousarray(pixels)
    out = np.empty_like(source)
    vibrance(source.reshape(-1, 4), np.float32(white(pixels.dtype)), np.float32(params.vibrance / 100),
             np.float32(params.saturation / 100), out.reshape(-1, 4))
    return out


OPERATION = Operation("vibrance", "Vibrance", Vibrance, run, icon="droplet", menu="Adjustments", order=35)
