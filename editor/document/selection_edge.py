"""From a mask made at a small size to one of the picture's own: its edge follows the picture's."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from editor.document.geometry import Rect
from editor.document.pixels import Array

EPS = 0.02  # of the guide's range: differences below are texture, not an edge
MOST_PX = 5  # radius, px, above which the linear model is fitted on a smaller copy
BLOCK = 384  # px, edge of the squares that are looked at
HARDNESS = 2.6  # how many times as steep as the filter leaves it
REACH = 1.6  # px of the small mask: how far its edge may have been from the real one


def sharpened(small: Array, rect: Rect, read: Callable[[Rect], Array]) -> Array:
    """uint8 (rect.h, rect.w) from `small`, a uint8 mask of `rect` at any size: its edge, where there is one, is laid
    onto the picture's by the guided filter. `read(rect)` gives RGBA uint8 in the px of `rect`."""
    mask = cv2.resize(small, (rect.w, rect.h), interpolation=cv2.INTER_LINEAR)
    scale = max(rect.h / small.shape[0], rect.w / small.shape[1])
    reach = max(round(REACH * scale), 2)
    whole, out = Rect(0, 0, rect.w, rect.h), mask.copy()
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2)
    for y in range(0, rect.h, BLOCK):
        for x in range(0, rect.w, BLOCK):
            block = Rect(x, y, BLOCK, BLOCK).intersect(whole)
            wide = block.grown(2 * reach).intersect(whole)
            part = mask[wide.slices(whole)]
            if part.min() == part.max():
                continue
            near = cv2.dilate(part, disc) != cv2.erode(part, disc)
            soft = guided(read(wide.moved(rect.x, rect.y))[..., :3], part.astype(np.float32) / 255, reach)
            soft = np.clip((soft - 0.5) * HARDNESS + 0.5, 0, 1)
            made = np.where(near, (soft * 255 + 0.5).astype(np.uint8), part)
            out[block.slices(whole)] = made[block.slices(wide)]
    return out


def guided(picture: Array, mask: Array, radius: int) -> Array:
    """The guided filter (He, Sun and Tang, 2013) of `mask` (h, w) float32 by the colours of `picture` (h, w, 3) uint8;
    for large radii the linear model is fitted on a smaller copy (He and Sun, "Fast guided filter", 2015)."""
    height, width = mask.shape
    k = min(1.0, MOST_PX / radius)
    size = (max(round(width * k), 1), max(round(height * k), 1))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    slope, offset = linear_model(small, cv2.resize(mask, size, interpolation=cv2.INTER_AREA),
                                 max(round(radius * k), 1), EPS)
    full = (width, height)
    slope, offset = cv2.resize(slope, full), cv2.resize(offset, full)
    made: Array = (slope * (picture.astype(np.float32) / 255)).sum(2) + offset
    return made.astype(np.float32)


def linear_model(small: Array, p: Array, radius: int, eps: float) -> tuple[Array, Array]:
    """Slopes (h, w, 3) and offsets (h, w) with which p is about slope . colour + offset around each px."""
    edge = 2 * radius + 1

    def mean(values: Array) -> Array:
        return cv2.blur(values, (edge, edge))

    centre, middle = mean(small), mean(p)
    shared = mean(small * p[..., None]) - centre * middle[..., None]
    r, g, b = (small[..., i] for i in range(3))
    rr, rg, rb, gg, gb, bb = (mean(x * y) - mean(x) * mean(y) for x, y in (
        (r, r), (r, g), (r, b), (g, g), (g, b), (b, b)))
    rr, gg, bb = rr + eps**2, gg + eps**2, bb + eps**2
    inverse = ((gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg),
               (rb * gb - rg * bb, rr * bb - rb * rb, rg * rb - rr * gb),
               (rg * gb - rb * gg, rg * rb - rr * gb, rr * gg - rg * rg))
    determinant = rr * inverse[0][0] + rg * inverse[0][1] + rb * inverse[0][2]
    slope = np.stack([sum(row[i] * shared[..., i] for i in range(3)) / determinant for row in inverse], axis=2)
    offset = middle - (slope * centre).sum(2)
    return mean(slope), mean(offset)
