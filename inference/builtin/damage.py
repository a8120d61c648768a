"""Finding scratches, dust and hairs on old photographs: thin or small things that differ sharply from all around.

White and black top-hats (Meyer 1979) answer to what is narrower than a disc; the answer counts against the busyness of
its surroundings, so that grass and hair stay. Hysteresis joins what belongs together; then shape decides: scratches are
long, dust is small and alone.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from scipy import ndimage

from inference.api import Report
from inference.depths import to_unit

Array = np.ndarray[Any, Any]
_AROUND_PX = 33  # of the surroundings that an answer counts against
_QUIET = 0.006  # luminance 0-1: grain below this is no texture
_FAINTEST = 0.02  # luminance 0-1: less contrast is no damage


def damage(image: Array, sensitivity: float, widest: int, report: Report) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """(h, w) uint8, 255 where `image` (h, w, 3 or 4; any depth) seems damaged.

    `sensitivity` 0-1; `widest` px across is what still counts as a scratch or a grain of dust.
    """
    report.step(0.0, "Looking for damage")
    luma = np.ascontiguousarray(to_unit(image)[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32))
    answer = _answer(luma, widest)
    report.step(0.4, "Looking for damage")
    odd = _oddness(answer)
    strong = 9.0 - 6.5 * sensitivity
    seeds = (odd > strong) & (answer > _FAINTEST)
    weak = (odd > 0.45 * strong) & (answer > 0.5 * _FAINTEST)
    report.step(0.6, "Looking for damage")
    found = _by_shape(weak, seeds, odd, widest)
    report.step(1.0, "Looking for damage")
    return cv2.dilate(np.where(found, np.uint8(255), np.uint8(0)), np.ones((3, 3), np.uint8))


def _answer(luma: Array, widest: int) -> Array:
    """How much brighter or darker a pixel is than everything a disc wider than the damage can rest on."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * (widest // 2 + 2) + 1,) * 2)
    smooth = cv2.GaussianBlur(luma, (0, 0), 0.6)
    white = cv2.morphologyEx(smooth, cv2.MORPH_TOPHAT, disc)
    black = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, disc)
    return np.maximum(white, black)


def _oddness(answer: Array) -> Array:
    """The answer in units of the mean answer around, which damage itself may not raise: it is cut off first."""
    side = (_AROUND_PX, _AROUND_PX)
    usual = cv2.blur(answer, side)
    usual = cv2.blur(np.minimum(answer, 2 * usual + _QUIET), side)
    return answer / (usual + _QUIET)


def _by_shape(weak: Array, seeds: Array, odd: Array, widest: int) -> Array:
    """The parts of `weak` that hold a seed and look like a scratch or like dust."""
    labels, count = ndimage.label(weak, np.ones((3, 3)))
    if count == 0:
        return weak
    index = np.arange(count + 1)
    area = np.bincount(labels.ravel(), minlength=count + 1).astype(np.float32)
    depth = cv2.distanceTransform(weak.astype(np.uint8), cv2.DIST_L2, 5)
    width = np.maximum(4 * ndimage.mean(depth, labels, index), 0.5)  # of a strip: robust where scratches cross
    length = area / np.maximum(width, 1.0)
    seeded = np.bincount(labels[seeds].ravel(), minlength=count + 1) > 0
    mean_odd = ndimage.mean(odd, labels, index)
    crowd = ndimage.mean(cv2.blur(weak.astype(np.float32), (_AROUND_PX, _AROUND_PX)), labels, index)
    scratch = (length >= 14) & (length / width >= 4) & (crowd < 0.35)
    dust = (area <= 1.6 * widest * widest) & (crowd < 0.12) & (mean_odd > 2.2)
    keep = seeded & (width <= widest + 2.5) & (scratch | dust)
    keep[0] = False
    chosen: Array = keep[labels]
    return chosen
