"""Kernels of gradients: the place along one, colours between two ends, dithering. Import inside functions."""

from __future__ import annotations

import math

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

Line = tuple[float, float, float, float]  # x0, y0, x1, y1 in px of the surface


@njit
def place(kind: int, x: float, y: float, line: Line) -> float:
    """0 at the start, 1 at the end. Kinds: 0 linear, 1 radial, 2 angle, 3 reflected, 4 diamond."""
    dx, dy = line[2] - line[0], line[3] - line[1]
    size = max(dx * dx + dy * dy, 1e-12)
    u = ((x - line[0]) * dx + (y - line[1]) * dy) / size
    v = ((y - line[1]) * dx - (x - line[0]) * dy) / size
    if kind == 1:
        t = math.sqrt(u * u + v * v)
    elif kind == 2:
        t = math.atan2(v, u) / (2.0 * math.pi)
        t = t + 1.0 if t < 0.0 else t
    elif kind == 3:
        t = abs(u)
    elif kind == 4:
        t = abs(u) + abs(v)
    else:
        t = u
    return min(max(t, 0.0), 1.0)


@njit
def noise(x: int, y: int) -> float:
    """0-1, the same for the same pixel: interleaved gradient noise (Jimenez, "Next generation post-processing in
    Call of Duty: Advanced Warfare", SIGGRAPH 2014)."""
    inner = 0.06711056 * x + 0.00583715 * y
    value = 52.9829189 * (inner - math.floor(inner))
    return value - math.floor(value)


@njit
def paint_ramp(old: Array, chosen: Array, left: int, top: int, kind: int, line: Line, ends: Array, opacity: float,
               white: float, half: float, dither: bool, lock: bool, out: Array) -> None:
    """The gradient over `old` (h, w, 4) straight RGBA whose corner is at (left, top), through `chosen` uint8.

    `ends` float64 (2, 4) straight RGBA 0-1. `half` 0.5 rounds, 0 is for float depths.
    """
    for y in range(old.shape[0]):
        for x in range(old.shape[1]):
            t = place(kind, left + x + 0.5, top + y + 0.5, line)
            a0, a1 = ends[0, 3] * (1.0 - t), ends[1, 3] * t
            own = a0 + a1
            a = own * opacity * (chosen[y, x] / 255.0)
            below = old[y, x, 3] / white
            total = below if lock else a + below * (1.0 - a)
            share = a if lock else a / max(total, 1e-12)
            same = a <= 0.0 or (lock and below <= 0.0)
            extra = noise(left + x, top + y) if dither and half > 0.0 else half
            for c in range(3):
                paint = (ends[0, c] * a0 + ends[1, c] * a1) / max(own, 1e-12) * white
                value = min(max(old[y, x, c] * (1.0 - share) + paint * share + extra, 0.0), white)
                out[y, x, c] = old[y, x, c] if same else value
            out[y, x, 3] = old[y, x, 3] if same or lock else min(total * white + half, white)


@njit
def paint_ramp_value(old: Array, chosen: Array, left: int, top: int, kind: int, line: Line, ends: Array,
                     opacity: float, white: float, half: float, dither: bool, out: Array) -> None:
    """The same for one channel; `ends` float64 (2, 2) of value and alpha."""
    for y in range(old.shape[0]):
        for x in range(old.shape[1]):
            t = place(kind, left + x + 0.5, top + y + 0.5, line)
            a0, a1 = ends[0, 1] * (1.0 - t), ends[1, 1] * t
            own = a0 + a1
            a = own * opacity * (chosen[y, x] / 255.0)
            paint = (ends[0, 0] * a0 + ends[1, 0] * a1) / max(own, 1e-12) * white
            extra = noise(left + x, top + y) if dither and half > 0.0 else half
            value = min(max(old[y, x] * (1.0 - a) + paint * a + extra, 0.0), white)
            out[y, x] = old[y, x] if a <= 0.0 else value


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels for 8-bit pictures and masks, as a gesture calls them."""
    chosen, ends, line = np.zeros((2, 2), np.uint8), np.zeros((2, 4)), (0.0, 0.0, 1.0, 1.0)
    picture, flat = np.zeros((2, 2, 4), np.uint8), chosen.copy()
    picture.flags.writeable = flat.flags.writeable = False
    paint_ramp(picture, chosen, 0, 0, 0, line, ends, 1.0, 255.0, 0.5, True, False, picture.copy())
    paint_ramp_value(flat, chosen, 0, 0, 0, line, ends[:, :2].copy(), 1.0, 255.0, 0.5, True, flat.copy())
