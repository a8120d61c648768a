"""Gaussian blur of any radius: premultiplied where there is alpha, at reduced size where the radius is large."""

from __future__ import annotations

from math import ceil, sqrt

import cv2
import numpy as np

from editor.document.execute import GRID
from editor.document.pixels import Array, convert, white

REACH = 3.5  # sigmas beyond which a Gaussian is cut off
DIRECT = 12.0  # px; larger sigmas are blurred at half, quarter, ... size


def reach(sigma: float) -> int:
    return ceil(REACH * sigma) + 2


def blurred(pixels: Array, sigma: float) -> Array:
    """RGBA, straight alpha, in and out; beyond its edge the picture goes on as at its edge."""
    if sigma < 0.05:
        return pixels
    top = np.float32(white(pixels.dtype))
    if bool((pixels[..., 3] == top).all()):
        if pixels.dtype == np.uint8 and sigma <= DIRECT:
            return _direct(pixels, sigma)
        soft = plane(pixels.astype(np.float32) / top, sigma)
        soft[..., 3] = 1
        return convert(soft, pixels.dtype)
    work = pixels.astype(np.float32) / top
    work[..., :3] *= work[..., 3:]
    soft = plane(work, sigma)
    alpha = soft[..., 3:]
    soft[..., :3] = np.where(alpha > 1e-6, soft[..., :3] / np.maximum(alpha, 1e-6), 0)
    return convert(soft, pixels.dtype)


def _direct(array: Array, sigma: float) -> Array:
    size = 2 * ceil(REACH * sigma) + 1
    return np.asarray(cv2.GaussianBlur(array, (size, size), sigma, borderType=cv2.BORDER_REPLICATE))


def plane(array: Array, sigma: float) -> Array:
    """Float samples (h, w) or (h, w, n). Large sigmas: averaged over blocks, blurred, enlarged linearly.

    The variances of block (f²/12) and of linear enlargement (f²/6) are taken off the Gaussian's own.
    """
    factor = 1
    while sigma / factor > DIRECT and factor < GRID:
        factor *= 2
    if factor == 1:
        return _direct(array, sigma)
    height, width = array.shape[:2]
    down, across = -height % factor, -width % factor
    padded = cv2.copyMakeBorder(array, 0, down, 0, across, cv2.BORDER_REPLICATE)
    small = cv2.resize(padded, ((width + across) // factor, (height + down) // factor), interpolation=cv2.INTER_AREA)
    soft = _direct(small, sqrt(max((sigma / factor) ** 2 - 0.25, 0.25)))
    big = cv2.resize(soft, (width + across, height + down), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(big[:height, :width])
