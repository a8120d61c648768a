"""Photo filter: a coloured glass before the lens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import floats, through
from inference.api import Operation, colour, flag, integer


@dataclass(frozen=True)
class PhotoFilter:
    colour: tuple[float, float, float, float] = colour("Colour", (0.925, 0.541, 0.0, 1.0))
    density: int = integer("Density", 25, 0, 100, unit="%")
    keep: bool = flag("Keep brightness", True)


def run(pixels: Array, params: PhotoFilter, scale: float) -> Array:
    """The glass lets its own colour through and swallows the rest by its density."""
    if not params.density:
        return pixels
    from editor.filters._kernels import filtered

    glass = 1 + (floats(*params.colour[:3]) - 1) * np.float32(params.density / 100)
    return through(filtered, pixels, glass, params.keep)


OPERATION = Operation("photo_filter", "Photo filter", PhotoFilter, run, icon="aperture", menu="Adjustments", order=34)
