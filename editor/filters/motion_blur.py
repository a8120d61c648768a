"""Motion blur: the mean along a straight line, as of a camera or a thing that moved."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, radians, sin

import cv2
import numpy as np

from editor.document.pixels import Array, convert, white
from inference.api import Operation, integer


@dataclass(frozen=True)
class MotionBlur:
    angle: int = integer("Angle", 0, -90, 90, unit="°")
    distance: int = integer("Distance", 20, 1, 500, unit="px")


def kernel(angle: float, length: float) -> Array:
    """A line of this length in px through the middle, smoothed, of sum 1."""
    half = ceil(length / 2) + 1
    fine = 4
    size = 2 * half + 1
    canvas = np.zeros((size * fine, size * fine), np.uint8)
    middle = size * fine / 2
    dx, dy = cos(radians(angle)) * length * fine / 2, -sin(radians(angle)) * length * fine / 2
    ends = [(round(middle + sign * dx), round(middle + sign * dy)) for sign in (-1, 1)]
    cv2.line(canvas, ends[0], ends[1], 255, fine)
    small = cv2.resize(canvas.astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    made: Array = small / small.sum()
    return made


def run(pixels: Array, params: MotionBlur, scale: float) -> Array:
    length = params.distance * scale
    if length <= 1:
        return pixels
    top = np.float32(white(pixels.dtype))
    work = pixels.astype(np.float32) / top
    work[..., :3] *= work[..., 3:]
    soft = cv2.filter2D(work, -1, kernel(params.angle, length), borderType=cv2.BORDER_REPLICATE)
    soft[..., :3] = np.where(soft[..., 3:] > 1e-6, soft[..., :3] / np.maximum(soft[..., 3:], 1e-6), 0)
    return convert(soft, pixels.dtype)


def margin(params: MotionBlur) -> int:
    return params.distance // 2 + 2


OPERATION = Operation("motion_blur", "Motion blur", MotionBlur, run, icon="droplets", menu="Blur", order=20,
                      margin=margin)
