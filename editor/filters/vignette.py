"""Vignette: the corners darker, or lighter, than the middle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.execute import Place
from editor.document.pixels import Array
from editor.filters.located import NOWHERE, coordinates, size_of
from editor.filters.plain import as_unit, back
from editor.filters.tone import as_linear, as_srgb
from inference.api import Operation, integer


@dataclass(frozen=True)
class Vignette:
    amount: int = integer("Amount", -50, -100, 100, help="To the left darker corners, to the right lighter ones.")
    start: int = integer("Begins at", 40, 0, 99, unit="%", help="Of the way from the middle to a corner.")
    roundness: int = integer("Roundness", 0, 0, 100, unit="%",
                             help="0 follows the shape of the picture, 100 is a circle.")
    place: Place = NOWHERE


def run(pixels: Array, params: Vignette, scale: float) -> Array:
    """Light is multiplied as a lens does, by up to three stops in the corners."""
    if not params.amount:
        return pixels
    x, y = coordinates(pixels, params.place, scale)
    w, h = size_of(pixels, params.place, scale)
    round_ = params.roundness / 100
    half_w, half_h = (side / 2 * (1 - round_) + (w * w + h * h) ** 0.5 / 2 ** 1.5 * round_ for side in (w, h))
    far = np.sqrt(((x - w / 2) / half_w) ** 2 + ((y - h / 2) / half_h) ** 2) / np.float32(2 ** 0.5)  # 1 in a corner
    begin = params.start / 100
    t = np.clip((far - begin) / (1 - begin), 0, 1.5)
    gain = np.exp2(3 * params.amount / 100 * t * t)[..., None].astype(np.float32)
    return back(pixels, as_srgb(as_linear(as_unit(pixels)) * gain))


OPERATION = Operation("vignette", "Vignette", Vignette, run, icon="circle-dot", menu="Light", order=10)
