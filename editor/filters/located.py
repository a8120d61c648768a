"""Filters that look at where a pixel lies. They declare a plain field `place`, which is filled in for each band."""

from __future__ import annotations

import numpy as np

from editor.document.execute import Place
from editor.document.pixels import Array

NOWHERE: Place = (0.0, 0.0, 0.0, 0.0)


def coordinates(pixels: Array, place: Place, scale: float) -> tuple[Array, Array]:
    """x (1, w) and y (h, 1) of the pixels' middles in the document. Without a place the pixels are all of it."""
    h, w = pixels.shape[:2]
    x = place[0] + (np.arange(w, dtype=np.float32) + np.float32(0.5)) / np.float32(scale)
    y = place[1] + (np.arange(h, dtype=np.float32) + np.float32(0.5)) / np.float32(scale)
    return x[None], y[:, None]


def size_of(pixels: Array, place: Place, scale: float) -> tuple[float, float]:
    return (place[2], place[3]) if place[2] else (pixels.shape[1] / scale, pixels.shape[0] / scale)
