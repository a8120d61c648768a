"""Posterize: as few tones in each channel as are asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, mapped
from inference.api import Operation, integer


@dataclass(frozen=True)
class Posterize:
    levels: int = integer("Levels", 4, 2, 255)


def tones(params: Posterize) -> Curve:
    steps = np.float32(params.levels - 1)
    return lambda values: np.minimum(
        np.floor(np.clip(values, 0, 1) * params.levels), steps).astype(np.float32) / steps


def run(pixels: Array, params: Posterize, scale: float) -> Array:
    return mapped(pixels, tones, params)


OPERATION = Operation("posterize", "Posterize", Posterize, run, icon="layers-2", menu="Adjustments", order=70)
