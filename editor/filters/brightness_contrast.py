"""Brightness and contrast: a shift, and a slope about middle grey."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, tan

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, mapped
from inference.api import Operation, integer


@dataclass(frozen=True)
class BrightnessContrast:
    brightness: int = integer("Brightness", 0, -100, 100)
    contrast: int = integer("Contrast", 0, -100, 100)


def tones(params: BrightnessContrast) -> Curve:
    """The slope runs from 0 over 1 to (nearly) a step; brightness moves tones by up to half the range."""
    slope = tan(min((params.contrast / 100 + 1) * pi / 4, pi / 2 - 0.005))
    shift = params.brightness / 200
    return lambda values: ((values + shift - 0.5) * slope + 0.5).astype(np.float32)


def run(pixels: Array, params: BrightnessContrast, scale: float) -> Array:
    return mapped(pixels, tones, params)


OPERATION = Operation("brightness_contrast", "Brightness and contrast", BrightnessContrast, run, icon="sun",
                      menu="Adjustments", order=5)
