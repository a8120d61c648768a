"""Reduce noise: brightness smoothed between edges, colour specks over a wider area.

The bilateral filter (Tomasi and Manduchi, "Bilateral filtering for gray and color images", 1998) on Y and CrCb.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import as_unit, back
from inference.api import Operation, integer

WIDEST = 9  # px, diameter of the window
WIDEST_COLOUR = 15


@dataclass(frozen=True)
class ReduceNoise:
    strength: int = integer("Strength", 35, 0, 100, unit="%")
    colour: int = integer("Colour noise", 50, 0, 100, unit="%")
    detail: int = integer("Keep detail", 30, 0, 100, unit="%", help="How much of the fine grain stays.")


def run(pixels: Array, params: ReduceNoise, scale: float) -> Array:
    if not (params.strength or params.colour):
        return pixels
    colours = as_unit(pixels)
    split = cv2.cvtColor(colours, cv2.COLOR_RGB2YCrCb)
    light, chroma = np.ascontiguousarray(split[..., 0]), split[..., 1:]
    if params.strength:
        soft = cv2.bilateralFilter(light, _odd(WIDEST * scale), 0.002 + 0.0016 * params.strength, 2.5 * scale + 0.5)
        light = soft + (light - soft) * np.float32(params.detail / 100)
    if params.colour:
        wide = np.dstack((chroma, np.zeros_like(light)))  # three channels are what the filter takes
        chroma = cv2.bilateralFilter(wide, _odd(WIDEST_COLOUR * scale), 0.004 + 0.0022 * params.colour,
                                     5 * scale + 0.5)[..., :2]
    clean = cv2.cvtColor(np.dstack((light, chroma)), cv2.COLOR_YCrCb2RGB)
    return back(pixels, clean)


def _odd(size: float) -> int:
    return max(round(size) // 2 * 2 + 1, 3)


def margin(params: ReduceNoise) -> int:
    return WIDEST_COLOUR // 2 + 1


OPERATION = Operation("reduce_noise", "Reduce noise", ReduceNoise, run, icon="brush-cleaning", menu="Noise", order=10,
                      margin=margin)
