"""What lies beyond the right edge of a picture, as far as it can be foretold without copying: its slow colours with
their trend, its grain, and which of its parts are too much of an object to be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import blur

Array = np.ndarray[Any, Any]
# Chosen on CASES of bench/outpaint.py:
TREND = 0.2  # share of the picture's width from which the trend of its colours is taken
DAMPED = 0.35  # of that width, over which the trend dies away
MOST_CHANGE = 6.0  # Lab units that a trend may still add
GRAIN_PX, GRAIN_SOFT, MOST_GRAIN = 2.5, 0.6, 3.0  # px, px, Lab units
BLUNT_FREE = 1.5  # Lab units; nobody sees that rows differ by so little
SIMILAR_SIDE = 64  # px of the picture in which things that stand alone are looked for
SIMILAR_PX = 2  # radius of the patches compared there
NEAR = 0.04
MOST_ROUGH = 5.0  # Lab units
_BANDS = (1.5, 8.0)  # px; between these a picture is rough, below it is grainy


@dataclass(frozen=True, eq=False)
class Continued:
    """`base` (h, w, 3) Lab, without grain; `grain` (h, w, 3) to be added; `lacks` (h, w): what of the picture beside
    the edge they leave out, in Lab units: its roughness, and the edges that `base` has blurred."""

    base: Array
    grain: Array
    lacks: Array


def continued(lab: Array, width: int, seed: int) -> Continued:
    """`width` px to the right of lab (h, w, 3) float32."""
    base, blunt = _base(lab, width)
    return Continued(base, _grain(lab, width, seed), roughness(lab)[:, None] + blunt)


def _base(lab: Array, width: int) -> tuple[Array, Array]:
    """Rows carried on from their ends, each the more mixed with its neighbours the farther from the edge, so that a
    speck at the edge makes no stripe; plus the damped trend of the last TREND of the picture. And what that blurs."""
    height, own = lab.shape[:2]
    span = max(min(own, 24), int(TREND * own))
    ends = lab[:, -min(8, own):].mean(1, keepdims=True)
    end = cv2.GaussianBlur(ends, (1, 9), sigmaX=0.1, sigmaY=1.5).reshape(height, 1, 3)
    slow = blur(lab, max(0.02 * height, 2.0))[:, -span:]
    at = np.arange(span, dtype=np.float32) - (span - 1) / 2
    slope = (slow * at[None, :, None]).sum(1, keepdims=True) / max(float((at**2).sum()), 1.0)
    slope = _mixed(slope, 0.06 * height)
    away = np.arange(width, dtype=np.float32) + 1
    change = slope * (DAMPED * span * (1 - np.exp(-away / (DAMPED * span))))[None, :, None]
    change = MOST_CHANGE * np.tanh(change / MOST_CHANGE)
    sigmas = [s for s in (0.0, 3.0, 8.0, 20.0, 50.0) if s < 0.1 * height]
    rows = [end if sigma == 0 else _mixed(end, sigma) for sigma in sigmas]
    wanted = np.interp(np.minimum(0.35 * away, sigmas[-1]), sigmas, np.arange(len(sigmas)))
    below = np.minimum(wanted.astype(int), max(len(sigmas) - 2, 0))
    share = (wanted - below).astype(np.float32)
    base = np.concatenate([rows[i] * (1 - s) + rows[min(i + 1, len(rows) - 1)] * s
                           for i, s in zip(below, share, strict=True)], 1)
    blunt = np.maximum(np.linalg.norm(base - rows[min(1, len(rows) - 1)], axis=2) - BLUNT_FREE, 0)
    result = (base + change).astype(np.float32)
    result[..., 0] = np.clip(result[..., 0], 0, 100)
    return result, blunt


def _mixed(rows: Array, sigma: float) -> Array:
    """(h, 1, 3) blurred down the column."""
    reach = min(2 * int(3 * sigma) + 1, 2 * len(rows) - 1) | 1
    return cv2.GaussianBlur(rows, (1, reach), sigmaX=0.1, sigmaY=max(sigma, 0.1)).reshape(-1, 1, 3)


def _grain(lab: Array, width: int, seed: int) -> Array:
    """Noise as strong as the finest detail beside the edge, where that is not texture."""
    height = lab.shape[0]
    near = lab[:, -64:]
    fine = near - cv2.GaussianBlur(near, (0, 0), GRAIN_PX)
    usual = 1.48 * np.median(np.abs(fine), axis=1, keepdims=True)
    usual = cv2.erode(usual, np.ones((2 * (height // 20) + 1, 1), np.uint8), borderValue=1e3)
    usual = np.minimum(_mixed(usual, 8.0), MOST_GRAIN)
    noise = np.random.default_rng(seed).standard_normal((height, width, 3), np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), GRAIN_SOFT)
    noise -= cv2.GaussianBlur(noise, (0, 0), GRAIN_PX)
    return np.asarray(noise / noise.std() * usual, np.float32)


def roughness(lab: Array) -> Array:
    """(h,): detail between grain and slow changes near the right edge."""
    light = np.ascontiguousarray(lab[..., 0])
    band = cv2.GaussianBlur(light, (0, 0), _BANDS[0]) - cv2.GaussianBlur(light, (0, 0), _BANDS[1])
    local = np.sqrt(cv2.GaussianBlur(band * band, (0, 0), 5.0))
    return beside(np.minimum(local, MOST_ROUGH), 10.0)


def beside(values: Array, least: float) -> Array:
    """(h,): the mean of rows (h, w), nearer to the right edge the more: over NEAR of the width, or `least` px."""
    width = values.shape[1]
    weight = np.exp(-(width - 1 - np.arange(width)) / max(NEAR * width, least))
    mean = ((values * weight).sum(1) / weight.sum()).astype(np.float32)
    return cv2.GaussianBlur(mean[:, None], (1, 9), sigmaX=0.1, sigmaY=2.0)[:, 0]


def alone(lab: Array, across: float) -> Array:
    """0-1 (h, w): how little a place has its like elsewhere in the picture, as things have that nobody expects twice.

    The distance to the third nearest of the patches that lie apart (context-aware saliency, Goferman, Zelnik-Manor, Tal
    2012); `across` is what a difference of the whole height counts, in Lab units.
    """
    height, width = lab.shape[:2]
    scale = min(1.0, SIMILAR_SIDE / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_AREA)
    padded = cv2.copyMakeBorder(small, *(SIMILAR_PX,) * 4, cv2.BORDER_REFLECT_101)
    side = 2 * SIMILAR_PX + 1
    patches = np.lib.stride_tricks.sliding_window_view(padded, (side, side), (0, 1)).reshape(size[0] * size[1], -1)
    patches = patches.astype(np.float32) / np.float32(side)
    square = (patches**2).sum(1)
    ys, xs = (part.ravel().astype(np.float32) for part in np.mgrid[0:size[1], 0:size[0]])
    apart = max(size) / 6
    found = np.empty(len(patches), np.float32)
    for start in range(0, len(patches), 1024):
        here = slice(start, start + 1024)
        far = np.maximum(square[here, None] + square[None] - 2 * patches[here] @ patches.T, 0)
        dy, dx = np.abs(ys[here, None] - ys[None]), np.abs(xs[here, None] - xs[None])
        far = np.sqrt(far) + np.float32(across / size[1]) * dy
        far[np.hypot(dy, dx) < apart] = 1e3
        found[here] = np.partition(far, 2, axis=1)[:, 2]
    strange = np.clip((found.reshape(size[1], size[0]) - 12) / 24, 0, 1)
    return cv2.resize(cv2.GaussianBlur(strange, (0, 0), 1.0), (width, height), interpolation=cv2.INTER_LINEAR)
