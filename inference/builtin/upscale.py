"""Enlarging by 2 or 4 with no model: bicubic start, iterative back-projection, overshoot held to the neighbourhood.

Irani and Peleg, "Improving resolution by image registration" (1991). The picture is worked on in strips.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report, UserError
from inference.builtin import resample
from inference.builtin.pixelmath import from_unit, to_unit

Array = np.ndarray[Any, Any]
STRIP_PX = 262_144  # source pixels worked on at a time
OVERLAP_PX = 12


def upscale(image: Array, scale: int, report: Report) -> Array:
    """(h, w, 3 or 4) uint8, uint16 or float32 to (h * scale, w * scale, same), scale 2 or 4."""
    if scale not in (2, 4):
        raise UserError("The picture can be enlarged by 2 or 4, not by {scale}.", scale=scale)
    height, width, channels = image.shape
    result = np.empty((height * scale, width * scale, channels), image.dtype)
    rows = max(16, STRIP_PX // width)
    for y in range(0, height, rows):
        report.step(y / height, "Enlarging")
        y0, y1 = max(0, y - OVERLAP_PX), min(height, y + rows + OVERLAP_PX)
        part = report.part(y / height, min(1.0, (y + rows) / height))
        big = _enlarge(to_unit(image[y0:y1]), scale, part)
        inner = big[(y - y0) * scale:(y - y0 + min(rows, height - y)) * scale]
        result[y * scale:y * scale + inner.shape[0]] = from_unit(inner, image.dtype)
    return result


def _enlarge(unit: Array, scale: int, report: Report) -> Array:
    if unit.shape[2] == 3:
        return _colours(unit, scale, report)
    alpha = unit[..., 3:]
    rgb = unit[..., :3]
    if (alpha < 1).any():
        rgb = _bled(rgb, alpha[..., 0])
    big = _colours(rgb, scale, report)
    height, width = big.shape[:2]
    return np.dstack([big, np.clip(resample.resize(alpha, height, width), 0, 1)])


def _bled(rgb: Array, alpha: Array) -> Array:
    """Colours of visible pixels spread into the transparent ones, so that no hidden colour rings at the edge."""
    weight = (alpha > 0).astype(np.float32)
    near = cv2.blur(weight, (7, 7))
    spread = cv2.blur(rgb * weight[..., None], (7, 7)).reshape(rgb.shape) / np.maximum(near, 1e-6)[..., None]
    return np.where(weight[..., None] > 0, rgb, np.where(near[..., None] > 1e-4, spread, rgb)).astype(np.float32)


def _colours(rgb: Array, scale: int, report: Report) -> Array:
    height, width = rgb.shape[:2]
    up = resample.weights(height, height * scale), resample.weights(width, width * scale)
    down = resample.weights(height * scale, height), resample.weights(width * scale, width)
    big = resample.apply(*up, rgb)
    turns = 8
    for turn in range(turns):
        report.step(turn / turns, "Enlarging")
        missing = rgb - resample.apply(*down, big)
        big += resample.apply(*up, missing)
    return _without_halos(big, rgb, scale)


def _without_halos(big: Array, rgb: Array, scale: int) -> Array:
    """Hold every pixel to the range of its 3 x 3 source neighbours, a little widened: no bright or dark outlines."""
    kernel = np.ones((3, 3), np.uint8)
    size = big.shape[1::-1]
    low = cv2.resize(cv2.erode(rgb, kernel), size, interpolation=cv2.INTER_LINEAR).reshape(big.shape)
    high = cv2.resize(cv2.dilate(rgb, kernel), size, interpolation=cv2.INTER_LINEAR).reshape(big.shape)
    room = 0.15 * (high - low) + 0.004
    return np.clip(big, low - room, high + room)
