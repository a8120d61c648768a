"""Colour balance: each of shadows, midtones and highlights moved between a colour and its complement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import LUMA, as_unit, back
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


def weights(light: Array) -> tuple[Array, Array, Array]:
    """How much a tone of this lightness (0-1) is a shadow, a midtone, a highlight. After GEGL's colour balance."""
    shadows = np.clip((light - 0.333) / -0.25 + 0.5, 0, 1)
    highlights = np.clip((light - 0.667) / 0.25 + 0.5, 0, 1)
    middle = np.clip((light - 0.333) / 0.25 + 0.5, 0, 1) * np.clip((light - 0.667) / -0.25 + 0.5, 0, 1)
    return shadows, middle, highlights


def run(pixels: Array, params: ColourBalance, scale: float) -> Array:
    moves = [np.array([getattr(params, f"{tone}_{name}") for name in ("red", "green", "blue")], np.float32) / 100
             for tone in ("shadows", "midtones", "highlights")]
    if not any(move.any() for move in moves):
        return pixels
    colours = as_unit(pixels)
    light = (colours.max(axis=2) + colours.min(axis=2)) / 2
    moved = colours.copy()
    for weight, move in zip(weights(light), moves, strict=True):
        if move.any():
            moved += weight[..., None] * (move * np.float32(REACH))
    if params.keep:
        np.clip(moved, 0, 1, out=moved)
        moved += ((colours - moved) @ LUMA)[..., None]
    return back(pixels, moved)


OPERATION = Operation("colour_balance", "Colour balance", ColourBalance, run, icon="sliders-horizontal",
                      menu="Adjustments", order=37, shortcut="Ctrl+B")
