"""Colour balance: each of shadows, midtones and highlights moved between a colour and its complement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, flag, integer

REACH = 0.7  # of full strength, so that a slider at its end does not clip middle tones


@dataclass(frozen=True)
class ColourBalance:
    shadows_red: int = integer("Shadows: cyan to red", 0, -100, 100)
    shadows_green: int = integer("Shadows: magenta to green", 0, -100, 100)
    shadows_blue: int = integer("Shadows: yellow to blue", 0, -100, 100)
    midtones_red: int = integer("Midtones: cyan to red", 0, -100, 100)
    midtones_green: int = integer("Midtones: magenta to green", 0, -100, 100)
    midtones_blue: int = integer("Midtones: yellow to blue", 0, -100, 100)
    highlights_red: int = integer("Highlights: cyan to red", 0, -100, 100)
    highlights_green: int = integer("Highlights: magenta to green", 0, -100, 100)
    highlights_blue: int = integer("Highlights: yellow to blue", 0, -100, 100)
    keep: bool = flag("Keep brightness", True)


def run(pixels: Array, params: ColourBalance, scale: float) -> Array:
    moves = np.array([[getattr(params, f"{tone}_{name}") for name in ("red", "green", "blue")]
                      for tone in ("shadows", "midtones", "highlights")], np.float32) / 100
    if not moves.any():
        return pixels
    from editor.filters._kernels import colour_balance

    return through(colour_balance, pixels, moves * np.float32(REACH), params.keep)


OPERATION = Operation("colour_balance", "Colour balance", ColourBalance, run, icon="sliders-horizontal",
                      menu="Adjustments", order=37, shortcut="Ctrl+B")
