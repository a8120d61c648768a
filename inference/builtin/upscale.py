"""Enlarging by 2 or 4 with no network: bicubic start, iterative back-projection, overshoot held to the neighbourhood.

Irani and Peleg, "Improving resolution by image registration" (1991). Where torch cannot run, this is what remains.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin import resample

Array = np.ndarray[Any, Any]
TURNS = 8  # of back-projection


class Classic:
    """An Enlarger (`inference.enlarge`) by 2 or 4."""

    reach = 12

    def __init__(self, scale: int) -> None:
        self.scale = scale

    def most(self, tile: int) -> int:
        return tile  # 100 bytes per px: any tile fits

    def __call__(self, colours: Array) -> Array:
        """(h, w, 3) float32 0-1 to (h * scale, w * scale, 3)."""
        height, width = colours.shape[:2]
        rows, columns = height * self.scale, width * self.scale
        up = resample.weights(height, rows), resample.weights(width, columns)
        down = resample.weights(rows, height), resample.weights(columns, width)
        big = resample.apply(*up, colours)
        for _ in range(TURNS):
            missing = colours - resample.apply(*down, big)
            big += resample.apply(*up, missing)
        return _without_halos(big, colours)


def _without_halos(big: Array, colours: Array) -> Array:
    """Hold every pixel to the range of its 3 x 3 source neighbours, a little widened: no bright or dark outlines."""
    kernel = np.ones((3, 3), np.uint8)
    size = big.shape[1::-1]
    low = cv2.resize(cv2.erode(colours, kernel), size, interpolation=cv2.INTER_LINEAR).reshape(big.shape)
    high = cv2.resize(cv2.dilate(colours, kernel), size, interpolation=cv2.INTER_LINEAR).reshape(big.shape)
    room = 0.15 * (high - low) + 0.004
    return np.clip(big, low - room, high + room)
