"""Kernels of selections: exact polygon coverage, colour distance, editing through a mask. Imported inside functions."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array


@njit
def reach(z: float, left: float, right: float) -> float:
    """The mean of max(z - x, 0) for x in left..right."""
    if z <= left:
        return 0.0
    return z - 0.5 * (left + right) if z >= right else 0.5 * (z - left) * (z - left) / (right - left)


@njit
def edge_areas(points: Array, areas: Array) -> None:
    """Add the signed area each edge cuts from every pixel, as differences along the row.

    `points` float64 (n, 2) in the px of `areas`, a closed polygon inside it; `areas` float32 (h, w + 2) zeros.
    The running sum along a row is the coverage. After Raph Levien, "Inside the fastest font renderer" (2016).
    """
    count = points.shape[0]
    for i in range(count):
        x0, y0 = points[i, 0], points[i, 1]
        x1, y1 = points[(i + 1) % count, 0], points[(i + 1) % count, 1]
        if y0 == y1:
            continue
        sign = 1.0
        if y0 > y1:
            x0, y0, x1, y1, sign = x1, y1, x0, y0, -1.0
        slope = (x1 - x0) / (y1 - y0)
        for row in range(int(y0), min(int(np.ceil(y1)), areas.shape[0])):
            top, bottom = max(y0, float(row)), min(y1, row + 1.0)
            if bottom <= top:
                continue
            start, end = x0 + slope * (top - y0), x0 + slope * (bottom - y0)
            left, right = max(min(start, end), 0.0), max(start, end)
            height = sign * (bottom - top)
            first, previous = int(left), 0.0
            for column in range(first, min(int(np.ceil(right)), areas.shape[1] - 1)):
                share = (reach(column + 1.0, left, right) - reach(float(column), left, right)) if right > left else (
                    column + 1.0 - left)
                areas[row, column] += height * (share - previous)
                previous = share
            areas[row, max(int(np.ceil(right)), first)] += height * (1.0 - previous)


@njit
def coverage(areas: Array, out: Array) -> None:
    """Running sums of `areas` (h, w + 2) to uint8 coverage `out` (h, w); windings of both signs are inside."""
    for y in range(out.shape[0]):
        total = np.float32(0.0)
        for x in range(out.shape[1]):
            total += areas[y, x]
            out[y, x] = np.uint8(min(abs(total), np.float32(1.0)) * np.float32(255.0) + np.float32(0.5))


@njit
def distance(picture: Array, seed: Array, scale: float, out: Array) -> None:
    """The largest difference of any channel to `seed` in 8-bit steps, rounded up, 0-255.

    `picture` (h, w, 4) straight RGBA of any depth; colour counts by the larger of the two alphas, so that
    transparent pixels differ by alpha alone. `scale` brings values to 0-255.
    """
    r, g, b, a = seed[0] * scale, seed[1] * scale, seed[2] * scale, seed[3] * scale
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            alpha = picture[y, x, 3] * scale
            far = max(abs(picture[y, x, 0] * scale - r), abs(picture[y, x, 1] * scale - g),
                      abs(picture[y, x, 2] * scale - b))
            far = far * (min(alpha, a) / 255.0)
            far = max(far, abs(alpha - a))
            out[y, x] = np.uint8(min(np.ceil(far - 1e-3), 255.0))


@njit
def through_picture(old: Array, new: Array, mask: Array, out: Array, half: float) -> None:
    """`out` = old where the mask is 0, new where it is 255, else their mix weighted by alpha. RGBA (h, w, 4)."""
    for y in range(mask.shape[0]):
        for x in range(mask.shape[1]):
            m = mask[y, x]
            if m == 0:
                for c in range(4):
                    out[y, x, c] = old[y, x, c]
            elif m == 255:
                for c in range(4):
                    out[y, x, c] = new[y, x, c]
            else:
                t = np.float32(m) / np.float32(255.0)
                a0, a1 = np.float32(old[y, x, 3]) * (np.float32(1.0) - t), np.float32(new[y, x, 3]) * t
                a = a0 + a1
                for c in range(3):
                    both = np.float32(old[y, x, c]) * a0 + np.float32(new[y, x, c]) * a1
                    out[y, x, c] = (both / a + half) if a > 0 else old[y, x, c]
                out[y, x, 3] = a + half


@njit
def through_mask(old: Array, new: Array, mask: Array, out: Array, half: float) -> None:
    """The same for one channel (h, w)."""
    for y in range(mask.shape[0]):
        for x in range(mask.shape[1]):
            t = np.float32(mask[y, x]) / np.float32(255.0)
            mix = np.float32(old[y, x]) * (np.float32(1.0) - t) + np.float32(new[y, x]) * t + half
            out[y, x] = old[y, x] if mask[y, x] == 0 else (new[y, x] if mask[y, x] == 255 else mix)


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load every kernel of this module for 8-bit pictures."""
    areas, mask = np.zeros((2, 4), np.float32), np.full((2, 2), 9, np.uint8)
    edge_areas(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), areas)
    coverage(areas, mask.copy())
    picture = np.zeros((2, 2, 4), np.uint8)
    distance(picture, picture[0, 0].astype(np.float64), 1.0, mask.copy())
    through_picture(picture, picture, mask, picture.copy(), 0.5)
    through_mask(mask, mask, mask, mask.copy(), 0.5)
