"""The flow of a picture: smoothed structure tensor, lines along it, edge-preserving simplification."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np

from inference.builtin import strokes
from inference.builtin.pixelmath import blur, luminance, smoothstep

Array = np.ndarray[Any, Any]


def tangents(rgb: Array, sigma: float) -> tuple[Array, Array, Array]:
    """Unit direction along edges (x, y) and anisotropy 0-1, each (h, w); Brox et al. (2006), Kyprianidis (2008)."""
    e, f, g = (np.zeros(rgb.shape[:2], np.float32) for _ in range(3))
    for plane in cv2.split(rgb):
        gx, gy = (cv2.Sobel(plane, cv2.CV_32F, *order, scale=0.25) for order in ((1, 0), (0, 1)))
        cv2.accumulateSquare(gx, e)
        cv2.accumulateProduct(gx, gy, f)
        cv2.accumulateSquare(gy, g)
    tx, ty, anisotropy = (np.empty_like(e) for _ in range(3))
    strokes.half_angles(blur(e, sigma), blur(f, sigma), blur(g, sigma), tx, ty, anisotropy)
    return tx, ty, anisotropy


def lines(gray: Array, tx: Array, ty: Array, sigma: float, sharp: float = 12.0, along: float = 4.0) -> Array:
    """Flow-based extended difference of Gaussians (h, w), about 0-1 and low on dark lines (Winnemoeller 2012)."""
    across = _banded(strokes.across_flow, gray, tx, ty, sigma, 1.6, sharp)
    return _banded(strokes.along_flow, across, tx, ty, along)


def drawn_out(image: Array, tx: Array, ty: Array, sigma: float) -> Array:
    """The image (h, w) float32 blurred along the flow by `sigma` px."""
    return _banded(strokes.along_flow, np.ascontiguousarray(image), tx, ty, sigma)


def _banded(kernel: Callable[..., None], image: Array, *arguments: Any) -> Array:
    """A kernel that writes an array like `image`, run over it in bands."""
    out = np.empty_like(image)
    in_bands(kernel, len(image), image, *arguments, out)
    return out


def in_bands(kernel: Callable[..., None], rows: int, *arguments: Any) -> None:
    """Run a kernel whose last two arguments are its first and last row in two threads; each row belongs to one."""
    cuts = [rows * k // 4 for k in range(5)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda k: kernel(*arguments, cuts[k], cuts[k + 1]), range(4)))


def simplified(rgb: Array, amount: float, sigma_px: float) -> Array:
    """Flat areas and clean edges: bilateral filter on a reduced picture, brought back by a guided upsampling."""
    height, width = rgb.shape[:2]
    k = max(1.0, sigma_px / 3)
    size = (max(1, round(width / k)), max(1, round(height / k)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    for _ in range(3):
        small = cv2.bilateralFilter(small, 9, 0.05 + 0.13 * amount, 3)
    if k == 1:
        return small
    big = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(guided(rgb, big, max(1, round(k)), 2e-4), 0, 1)


def guided(guide: Array, source: Array, radius: int, eps: float) -> Array:
    """He, Sun, Tang, "Guided image filtering" (2010) with colour guide."""
    if min(guide.shape[:2]) < 4:
        return source
    return cv2.ximgproc.guidedFilter(np.ascontiguousarray(guide), np.ascontiguousarray(source), radius, eps)


def ink_lines(rgb: Array, unit: float, weight: float) -> Array:
    """Clean dark outlines (h, w) 0-1, 1 = no line; `unit` is the picture's stroke unit in px."""
    smooth = simplified(rgb, 0.5, unit * 1.2)
    tx, ty, _ = tangents(smooth, max(1.5, unit * 1.5))
    value = lines(luminance(smooth), tx, ty, max(0.7, unit * 0.45), 20.0, max(2.0, unit * 2.5))
    return smoothstep(-0.02 + 0.25 * weight, 0.28 + 0.25 * weight, value)
