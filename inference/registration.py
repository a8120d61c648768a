"""Editing models shift, zoom or turn the picture a little: their result is laid back onto it, and what they did not
mean to change is restored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.depths import to_unit

Array = npt.NDArray[Any]
_EDGE = 512  # px at which the movement is looked for
_STEPS, _PRECISION = 60, 1e-5
_ENOUGH = 0.35  # correlation of fine outlines below which the pictures do not show the same
_MOST_SHIFT, _MOST_SCALE = 0.12, 0.12  # shares of the size; more is another picture
SAME = 6.0  # CIE76: less than this is the model's noise, not an edit


@dataclass(frozen=True)
class Registration:
    """How a result lay over its original: px of the original, `scale` 1 = as large. `found` False: `why` says what
    went wrong, and the result is as the model gave it."""

    found: bool
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    correlation: float = 0.0
    why: str = ""


def registered(made: Array, seen: Array) -> tuple[Array, Registration]:
    """`made` moved so that it lies on `seen`; both (h, w, 3) uint8 of one size.

    Phase correlation (Kuglin and Hines 1975) finds the shift, ECC (Evangelidis and Psarakis 2008) shift, turn, scale
    and shear from there, on gradients, so that new colours and light do not matter.
    """
    height, width = seen.shape[:2]
    k = min(_EDGE / max(height, width), 1.0)
    size = (max(round(width * k), 8), max(round(height * k), 8))
    a, b = _outlines(seen, size), _outlines(made, size)
    if float(a.std()) < 1e-4 or float(b.std()) < 1e-4:
        return made, Registration(False, why="The picture has no outlines to compare.")
    window = cv2.createHanningWindow(size, cv2.CV_32F)
    (dx, dy), response = cv2.phaseCorrelate(a, b, window)
    warp = np.array([[1, 0, dx], [0, 1, dy]], np.float32) if response > 0.05 else np.eye(2, 3, dtype=np.float32)
    try:
        _, warp = cv2.findTransformECC(
            a, b, warp, cv2.MOTION_AFFINE, (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _STEPS, _PRECISION),
            None, 5)
    except cv2.error:
        return made, Registration(False, why="The result does not resemble the picture enough to be laid over it.")
    scale = float(np.sqrt(abs(np.linalg.det(warp[:, :2]))))
    value = _agreement(a, cv2.warpAffine(b, warp, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP))
    full = warp.copy()
    full[:, 2] /= k
    found = Registration(True, float(full[0, 2]), float(full[1, 2]), scale, value)
    extent = np.array([width, height], np.float32)
    moved_by = np.abs(full[:, :2] @ (extent / 2) + full[:, 2] - extent / 2) / extent
    if value < _ENOUGH or abs(scale - 1) > _MOST_SCALE or float(moved_by.max()) > _MOST_SHIFT:
        return made, Registration(False, found.dx, found.dy, scale, value,
                                  "The result shows something else than the picture, so it could not be aligned.")
    moved = cv2.warpAffine(made, full, (width, height), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                           borderMode=cv2.BORDER_REPLICATE)
    return moved, found


def edited(made: Array, seen: Array) -> npt.NDArray[np.uint8]:
    """Where `made` was meant to differ from `seen` ((h, w, 3) uint8, registered): uint8 mask, 255 = edited.

    Slow differences of colour above the noise, without specks, with a margin.
    """
    lab = [cv2.GaussianBlur(cv2.cvtColor(to_unit(x), cv2.COLOR_RGB2LAB), (0, 0), 2.0) for x in (made, seen)]
    differs = np.linalg.norm(lab[0] - lab[1], axis=2)
    level = SAME + float(np.median(differs))  # an overall drift is no edit
    found = (differs > level).astype(np.uint8)
    edge = max(round(max(seen.shape[:2]) / 128), 2)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * edge + 1, 2 * edge + 1))
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    found = cv2.dilate(cv2.morphologyEx(found, cv2.MORPH_CLOSE, disc), disc)
    return np.where(found > 0, np.uint8(255), np.uint8(0))


def _outlines(image: Array, size: tuple[int, int]) -> npt.NDArray[np.float32]:
    grey = cv2.cvtColor(cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey.astype(np.float32) / 255, (0, 0), 1.0)
    dx, dy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    return np.asarray(np.sqrt(np.hypot(dx, dy)), np.float32)


def _agreement(a: Array, b: Array) -> float:
    """Correlation -1..1 of what is left of two outlines without their slow part, away from the border. (ECC's own
    value is high for any two textured pictures.)"""
    height, width = a.shape
    inner = np.s_[height // 8:-(height // 8) or None, width // 8:-(width // 8) or None]
    first, second = ((x - cv2.GaussianBlur(x, (0, 0), 6.0))[inner].ravel() for x in (a, b))
    scale = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / scale if scale > 0 else 0.0
