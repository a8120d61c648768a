"""Shadows and highlights: dark places opened and light ones brought back, each judged by its surroundings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.blurring import plane, reach
from editor.filters.plain import LUMA, as_unit, back
from inference.api import Operation, integer, number


@dataclass(frozen=True)
class ShadowsHighlights:
    shadows: int = integer("Shadows", 35, -100, 100, unit="%")
    highlights: int = integer("Highlights", 0, -100, 100, unit="%", help="To the right light places become darker.")
    radius: float = number("Radius", 30.0, 1.0, 250.0, unit="px", scale="log",
                           help="How far around a place decides whether it lies in shadow.")
    colour: int = integer("Colour", 20, -100, 100, unit="%", help="Of what was moved.")


def run(pixels: Array, params: ShadowsHighlights, scale: float) -> Array:
    """A gamma for each pixel, from the mean brightness around it; up to 2.5 stops of it at the ends."""
    if not (params.shadows or params.highlights):
        return pixels
    colours = np.clip(as_unit(pixels), 0, None)
    around = np.clip(plane(np.ascontiguousarray(colours @ LUMA), params.radius * scale), 0, 1)
    dark, light = np.clip(1 - 2 * around, 0, 1), np.clip(2 * around - 1, 0, 1)
    stops = (dark * params.shadows - light * params.highlights) / np.float32(100)
    moved = colours ** np.exp2(-1.3 * stops)[..., None]
    grey = (moved @ LUMA)[..., None]
    factor = 1 + np.abs(stops)[..., None] * np.float32(params.colour / 100)
    return back(pixels, grey + (moved - grey) * factor)


def margin(params: ShadowsHighlights) -> int:
    return reach(params.radius)


OPERATION = Operation("shadows_highlights", "Shadows and highlights", ShadowsHighlights, run, icon="moon",
                      menu="Adjustments", order=31, margin=margin)
