"""From a mask made at a small size to one of the picture's own: its edge follows the picture's."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_REACH = 2.5  # px of the small mask: how far its edge may have been from the real one
_EPS = 0.02  # of the guide's range: differences below are texture, not an edge
_MOST_PX = 5  # radius, px, above which the filter works on a smaller copy


def refined(small: Array, picture: Array, hardness: float = 2.2) -> npt.NDArray[np.uint8]:
    """uint8 (h, w) from a mask `small` (float32 0-1, any size) and the picture (h, w, 3) uint8 that it is of.

    Guided filter (He, Sun and Tang 2013) in the rectangle where the mask has an edge; `hardness` is the contrast that
    its soft result gets about the middle. What is far from an edge stays 0 or 255.
    """
    height, width = picture.shape[:2]
    mask = np.clip(cv2.resize(small.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), 0, 1)
    scale = max(height / small.shape[0], width / small.shape[1])
    reach = max(round(_REACH * scale), 1)
    edge = (mask > 0.02) & (mask < 0.98) if scale > 1 else _rim(mask)
    if not edge.any():
        return np.rint(mask * 255).astype(np.uint8)
    rows, columns = np.flatnonzero(edge.any(1)), np.flatnonzero(edge.any(0))
    cut = np.s_[max(rows[0] - 2 * reach, 0):rows[-1] + 2 * reach + 1,
                max(columns[0] - 2 * reach, 0):columns[-1] + 2 * reach + 1]
    soft = guided(picture[cut], mask[cut], reach)
    soft = np.clip((soft - 0.5) * hardness + 0.5, 0, 1)
    near = cv2.dilate(edge[cut].astype(np.uint8), _disc(reach)) > 0
    made = mask.copy()
    made[cut] = np.where(near, soft, mask[cut])
    return np.rint(made * 255).astype(np.uint8)


def guided(picture: Array, mask: Array, radius: int) -> npt.NDArray[np.float32]:
    """The guided filter of `mask` (h, w) float32 by the colours of `picture` (h, w, 3) uint8; its linear model is
    fitted on a smaller copy (He and Sun 2015). OpenCV's own loses its precision where colours are nearly grey."""
    height, width = mask.shape
    k = min(1.0, _MOST_PX / radius)
    size = (max(round(width * k), 1), max(round(height * k), 1))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    p = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    edge = 2 * max(round(radius * k), 1) + 1

    def mean(values: Array) -> Array:
        return np.asarray(cv2.blur(values, (edge, edge)), np.float32)

    centre, middle = mean(small), mean(p)
    shared = mean(small * p[..., None]) - centre * middle[..., None]
    r, g, b = (small[..., i] for i in range(3))
    rr, rg, rb, gg, gb, bb = (mean(x * y) - mean(x) * mean(y) for x, y in (
        (r, r), (r, g), (r, b), (g, g), (g, b), (b, b)))
    rr, gg, bb = rr + _EPS**2, gg + _EPS**2, bb + _EPS**2
    inverse = ((gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg),
               (rb * gb - rg * bb, rr * bb - rb * rb, rg * rb - rr * gb),
               (rg * gb - rb * gg, rg * rb - rr * gb, rr * gg - rg * rg))
    determinant = rr * inverse[0][0] + rg * inverse[0][1] + rb * inverse[0][2]
    slope = np.stack([sum(row[i] * shared[..., i] for i in range(3)) / determinant for row in inverse], axis=2)
    offset = middle - (slope * centre).sum(2)
    full = (width, height)
    slope, offset = cv2.resize(mean(slope), full), cv2.resize(mean(offset), full)
    return np.asarray((slope * (picture.astype(np.float32) / 255)).sum(2) + offset, np.float32)


def _rim(mask: Array) -> npt.NDArray[np.bool_]:
    hard = (mask > 0.5).astype(np.uint8)
    return cv2.morphologyEx(hard, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0


def _disc(radius: int) -> Array:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
