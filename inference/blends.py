"""Ways back into the picture: a patch is laid into a hole so that its edge does not show, and not one pixel outside
the hole takes part. All work on RGB float32 (h, w, 3) 0-1 and return the same, meaningful inside the hole only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.builtin.seam import membrane
from inference.zones import depth

Array = npt.NDArray[Any]
Blend = Callable[[Array, Array, Array, float], Array]
LEVELS = 6  # octaves of the pyramid


def ramp(inside: Array, width: float) -> npt.NDArray[np.float32]:
    """0-1: 0 outside, rising over `width` px INSIDE the edge. Thin holes keep a core of ones."""
    deep = depth(inside)
    if not inside.any():
        return np.zeros(inside.shape, np.float32)
    width = min(width, 0.6 * float(deep[inside].max()))
    t = np.clip(deep / np.float32(max(width, 0.0) + 1.0), 0.0, 1.0)
    return np.where(inside, t * t * (3 - 2 * t), 0.0).astype(np.float32)


def plain(old: Array, new: Array, inside: Array, width: float) -> Array:
    """No blend at all: the patch as it is."""
    return new


def alpha(old: Array, new: Array, inside: Array, width: float) -> Array:
    """Mixed over `width` px inside the edge."""
    return old + (new - old) * ramp(inside, width)[..., None]


def pyramid(old: Array, new: Array, inside: Array, width: float) -> Array:
    """Each octave of the difference fades in over its own wavelength (after Burt and Adelson 1983): colours over a
    wide band, texture over a narrow one, all inside the hole."""
    differs = new - old
    out, finer = old.copy(), differs
    for level in range(LEVELS):
        last = level == LEVELS - 1 or min(finer.shape[:2]) < 8 or 2 ** (level + 1) > 2 * width
        coarse = None if last else cv2.pyrDown(finer)
        band = finer if coarse is None else finer - cv2.pyrUp(coarse, dstsize=finer.shape[1::-1])
        out += _enlarged(band, level, old.shape) * ramp(inside, 2.0 ** level)[..., None]
        if coarse is None:
            break
        finer = coarse
    return out


def _enlarged(band: Array, level: int, shape: tuple[int, ...]) -> Array:
    if level == 0:
        return band
    return np.asarray(cv2.resize(band, shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def poisson(old: Array, new: Array, inside: Array, width: float) -> Array:
    """The gradients of the patch, the colours of the surroundings: the step along the rim is spread over the hole by a
    membrane (Perez, Gangnet, Blake, "Poisson Image Editing", 2003, in the form of a correction)."""
    step, weight = _step(old, new, inside)
    if not weight.any():
        return new
    field = membrane(step * weight[..., None], weight)
    laid: Array = new + cv2.GaussianBlur(field, (0, 0), 2.0)
    return laid


def _step(old: Array, new: Array, inside: Array) -> tuple[Array, Array]:
    """What the patch lacks along the rim, and where that is known. A patch that goes on beyond the hole is compared
    with the picture there; one that ends with it, by the means on both sides of the edge."""
    near = cv2.dilate(inside.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    ring = (near & ~inside).astype(np.float32)
    rim = (inside & (depth(inside) <= 3)).astype(np.float32)
    beyond = float(np.abs(new - old)[ring > 0].mean()) if ring.any() else 0.0
    if beyond > 0.25 / 255:
        return _mean(old - new, ring), ring
    edge = ((ring > 0) & (cv2.dilate(rim, np.ones((3, 3), np.uint8)) > 0)).astype(np.float32)
    return _mean(old, ring) - _mean(new, rim), edge


def _mean(values: Array, weight: Array, sigma: float = 3.0) -> Array:
    """Normalised convolution (Knutsson and Westin 1993): the mean of the weighted pixels nearby."""
    total = cv2.GaussianBlur(weight, (0, 0), sigma)
    found: Array = cv2.GaussianBlur(values * weight[..., None], (0, 0), sigma) / np.maximum(total, 1e-4)[..., None]
    return found


BLENDS: dict[str, Blend] = {"alpha": alpha, "pyramid": pyramid, "poisson": poisson}
