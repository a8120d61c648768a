"""How papers on super-resolution measure: PSNR and SSIM on the luma, the border cut."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def luma(image: Array) -> npt.NDArray[np.float64]:
    """Y of ITU-R BT.601 in 16-235 of (h, w, 3) uint8, as MATLAB's rgb2ycbcr gives it."""
    y: npt.NDArray[np.float64] = 16 + image[..., :3].astype(np.float64) @ np.array([65.481, 128.553, 24.966]) / 255
    return y


def psnr_y(a: Array, b: Array, border: int) -> float:
    """dB; `border` px are cut on every side (papers cut as many as the scale)."""
    cut = slice(border, -border or None)
    error = float(np.mean((luma(a)[cut, cut] - luma(b)[cut, cut]) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def ssim_y(a: Array, b: Array, border: int) -> float:
    """Structural similarity (Wang et al. 2004): an 11 x 11 Gaussian window of sigma 1.5, its valid part only."""
    import cv2

    cut = slice(border, -border or None)
    x, y = luma(a)[cut, cut], luma(b)[cut, cut]

    def mean(values: Array) -> Array:
        smooth: Array = cv2.GaussianBlur(values, (11, 11), 1.5)[5:-5, 5:-5]
        return smooth

    mx, my = mean(x), mean(y)
    vx, vy, both = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(np.mean((2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))))
