"""Where a picture must keep its drawing: eyes, mouths and what else is finely drawn on skin.

A classical guess without weights: colours of skin (Chai and Ngan 1999, in YCrCb) in patches large enough for a face,
times the fine contrast in them. It takes sand and wood for skin as well; all that happens there is a finer brush.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import blur, luminance, smoothstep

Array = np.ndarray[Any, Any]
WORK_SIDE = 400  # px
CR, CB = (133, 178), (77, 130)  # of 255
LEAST = 0.008  # of the picture: smaller patches of skin have no features to keep


def features(rgb: Array) -> Array:
    """0-1 (h, w) float32: how much the drawing of a place of rgb (h, w, 3) float32 0-1 is to be kept."""
    height, width = rgb.shape[:2]
    k = min(1.0, WORK_SIDE / max(height, width))
    size = (max(1, round(width * k)), max(1, round(height * k)))
    small = np.clip(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), 0, 1)
    skin = _skin(small)
    if not skin.any():
        return np.zeros((height, width), np.float32)
    side = float(np.sqrt(skin.sum()))
    light = luminance(small)
    drawn = blur(np.abs(light - blur(light, max(0.04 * side, 1.5))), max(0.05 * side, 1.5))
    found = smoothstep(0.010, 0.035, drawn) * smoothstep(0.25, 0.7, blur(skin, max(0.08 * side, 1.5)))
    return np.asarray(cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR))


def _skin(small: Array) -> Array:
    """0 or 1 (h, w): the patches of skin, with the holes that features leave in them closed."""
    ycc = cv2.cvtColor((small * 255).astype(np.uint8), cv2.COLOR_RGB2YCrCb)
    alike = cv2.inRange(ycc, (35, CR[0], CB[0]), (250, CR[1], CB[1]))
    least = max(int(LEAST * alike.size), 16)
    reach = 2 * int(0.15 * np.sqrt(least) + 1) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    alike = cv2.morphologyEx(cv2.morphologyEx(alike, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), cv2.MORPH_CLOSE, disc)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(alike, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= least
    large[0] = False
    return large[labels].astype(np.float32)
