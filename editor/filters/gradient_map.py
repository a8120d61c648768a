"""Gradient map: dark tones become one colour, light tones another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import LUMA, as_unit, back
from inference.api import Operation, colour, flag, integer


@dataclass(frozen=True)
class GradientMap:
    dark: tuple[float, float, float, float] = colour("Shadows", (0.11, 0.13, 0.29, 1.0))
    light: tuple[float, float, float, float] = colour("Highlights", (1.0, 0.9, 0.75, 1.0))
    reverse: bool = flag("Reverse")
    amount: int = integer("Amount", 100, 0, 100, unit="%")


def run(pixels: Array, params: GradientMap, scale: float) -> Array:
    colours = as_unit(pixels)
    share = np.clip(colours @ LUMA, 0, 1)[..., None]
    if params.reverse:
        share = 1 - share
    low, high = (np.array(c[:3], np.float32) for c in (params.dark, params.light))
    return back(pixels, colours + (low + (high - low) * share - colours) * np.float32(params.amount / 100))


OPERATION = Operation("gradient_map", "Gradient map", GradientMap, run, icon="blend", menu="Adjustments", order=65)
