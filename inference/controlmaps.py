"""Control maps by classical means: what a ControlNet is shown of a picture. No weights.

White lines on black for canny, line art, soft edge and scribble, as the public ControlNets were trained on; "tile" is
the picture without its fine detail.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
KINDS = {"canny": "Canny edges", "lineart": "Line art", "softedge": "Soft edges", "scribble": "Scribble",
         "tile": "Tile (colours and places)"}


def control_map(picture: npt.NDArray[np.uint8], kind: str, detail: float = 0.5) -> npt.NDArray[np.uint8]:
    """(h, w, 3) uint8 to the same size. `detail` 0-1: from the few strongest lines to every fine one."""
    if kind == "tile":
        return _tile(picture, detail)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    draw = {"canny": _canny, "lineart": _lineart, "softedge": _softedge, "scribble": _scribble}[kind]
    return np.dstack([draw(grey, detail)] * 3)


def _canny(grey: Grey, detail: float) -> Grey:
    """Canny (1986); the thresholds are quantiles of the picture's own gradients, so that dark pictures have edges."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.2)
    strength = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))
    high = max(float(np.quantile(strength, 0.985 - 0.14 * detail)), 24.0)
    edges: Any = cv2.Canny(smooth, 0.4 * high, high, L2gradient=True)
    return np.asarray(edges, np.uint8)


def _lineart(grey: Grey, detail: float) -> Grey:
    """Extended difference of Gaussians (Winnemoeller et al. 2012), drawn white on black."""
    image = grey.astype(np.float32) / 255
    sigma = 2.0 - 1.3 * detail
    fine, coarse = cv2.GaussianBlur(image, (0, 0), sigma), cv2.GaussianBlur(image, (0, 0), 1.6 * sigma)
    difference = np.maximum(coarse - fine, 0.0)
    scale = max(float(np.quantile(difference, 0.995 - 0.045 * detail)), 0.01)
    made: Grey = np.rint(np.clip(1.4 * difference / scale - 0.15, 0, 1) * 255).astype(np.uint8)
    return made


def _softedge(grey: Grey, detail: float) -> Grey:
    """Broad edges that matter at several scales, like those of HED: gradients along one direction (coherence of the
    structure tensor) outweigh those of texture."""
    image = grey.astype(np.float32) / 255
    total = np.zeros_like(image)
    for sigma in (1.5, 3.0, 6.0):
        smooth = cv2.GaussianBlur(image, (0, 0), sigma)
        x, y = cv2.Sobel(smooth, cv2.CV_32F, 1, 0) * sigma, cv2.Sobel(smooth, cv2.CV_32F, 0, 1) * sigma
        xx, xy, yy = (cv2.GaussianBlur(each, (0, 0), 2 * sigma) for each in (x * x, x * y, y * y))
        coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-6)
        total += np.hypot(x, y) * coherence
    scale = max(float(np.quantile(total, 0.99 - 0.04 * detail)), 0.05)
    return np.rint(np.clip(total / scale, 0, 1) ** (1.4 - 0.6 * detail) * 255).astype(np.uint8)


def _scribble(grey: Grey, detail: float) -> Grey:
    """Soft edges thinned to a few strokes of a felt pen."""
    soft = _softedge(cv2.GaussianBlur(grey, (0, 0), 2.0), detail)
    lines = np.where(soft > 150 - 60 * detail, np.uint8(255), np.uint8(0))
    thin: Any = cv2.ximgproc.thinning(lines)
    width = max(round(max(grey.shape) / 340), 1)
    return np.asarray(cv2.dilate(thin, np.ones((width, width), np.uint8)), np.uint8)


def _tile(picture: npt.NDArray[np.uint8], detail: float) -> npt.NDArray[np.uint8]:
    height, width = picture.shape[:2]
    by = 2.0 ** (3.5 - 2.5 * detail)
    small = cv2.resize(picture, (max(round(width / by), 1), max(round(height / by), 1)), interpolation=cv2.INTER_AREA)
    made: Any = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(made, np.uint8)
