"""Median: specks and dust smaller than the radius vanish, edges stay."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.pixels import Array
from inference.api import Operation, integer

LARGEST_DEEP = 2  # px; OpenCV's median of more than 8 bits goes no further at once


@dataclass(frozen=True)
class Median:
    radius: int = integer("Radius", 2, 1, 50, unit="px")


def run(pixels: Array, params: Median, scale: float) -> Array:
    radius = round(params.radius * scale)
    if radius < 1:
        return pixels
    if pixels.dtype == np.uint8:
        return np.asarray(cv2.medianBlur(pixels, 2 * radius + 1))
    if radius <= LARGEST_DEEP:
        return np.asarray(cv2.medianBlur(pixels, 2 * radius + 1))
    from scipy.ndimage import median_filter

    return np.stack([median_filter(pixels[..., c], 2 * radius + 1, mode="nearest") for c in range(4)], axis=2)


def margin(params: Median) -> int:
    return params.radius + 1


OPERATION = Operation("median", "Median", Median, run, icon="brush-cleaning", menu="Noise", order=20, margin=margin)
