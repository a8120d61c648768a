"""Gradient map: dark tones become one colour, light tones another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import floats, through
from inference.api import Operation, colour, flag, integer


@dataclass(frozen=True)
class GradientMap:
    dark: tuple[float, float, float, float] = colour("Shadows", (0.11, 0.13, 0.29, 1.0))
    light: tuple[float, float, float, float] = colour("Highlights", (1.0, 0.9, 0.75, 1.0))
    reverse: bool = flag("Reverse")
    amount: int = integer("Amount", 100, 0, 100, unit="%")


def run(pixels: Array, params: GradientMap, scale: float) -> Array:
    from editor.filters._kernels import gradient

    ends = [floats(*colour[:3]) for colour in (params.dark, params.light)]
    return through(gradient, pixels, *(reversed(ends) if params.reverse else ends), np.float32(params.amount / 100))


OPERATION = Operation("gradient_map", "Gradient map", GradientMap, run, icon="blend", menu="Adjustments", order=65)
