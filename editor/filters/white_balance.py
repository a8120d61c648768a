"""White balance: the light of a picture made warmer or cooler, in linear light, its brightness kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, as_linear, as_srgb, mapped
from inference.api import Operation, integer

STOPS = 0.75  # that red and blue are apart from grey at the end of the slider
LINEAR_LUMA = np.array((0.2126, 0.7152, 0.0722))  # ITU-R BT.709


@dataclass(frozen=True)
class WhiteBalance:
    temperature: int = integer("Temperature", 0, -100, 100, help="To the right warmer, to the left cooler.")
    tint: int = integer("Tint", 0, -100, 100, help="To the right magenta, to the left green.")


def gains(params: WhiteBalance) -> Array:
    """Factors of linear red, green and blue; a grey keeps its luminance."""
    warm, tint = params.temperature / 100 * STOPS, params.tint / 100 * STOPS / 2
    free = np.exp2(np.array((warm + tint / 2, -tint, -warm + tint / 2)))
    balanced: Array = free / (free @ LINEAR_LUMA)
    return balanced


def run(pixels: Array, params: WhiteBalance, scale: float) -> Array:
    if not (params.temperature or params.tint):
        return pixels
    return mapped(pixels, tones, params)


def tones(params: WhiteBalance) -> list[Curve]:
    return [partial(_lit, np.float32(gain)) for gain in gains(params)]


def _lit(gain: np.float32, values: Array) -> Array:
    return as_srgb(as_linear(values) * gain)


OPERATION = Operation("white_balance", "White balance", WhiteBalance, run, icon="sun", menu="Adjustments", order=32)
