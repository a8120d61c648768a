"""Kernels of painting: dabs into a stroke mask, the layer from original and mask. Import inside functions."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

Span = tuple[int, int, int, int]  # x0, y0, x1, y1 in px of the tile


@njit
def stamp(mask: Array, left: float, top: float, dabs: Array, hardness: float) -> None:
    """Put round dabs into a stroke mask, float32 (h, w) 0-1, whose corner is at (left, top).

    `dabs` float32 (n, 5): x, y, radius, flow, ceiling. A pixel rises by `flow` of what is missing to the ceiling,
    so flow builds up inside a stroke and a light touch cannot exceed its own pressure (Krita's "alpha darken").
    """
    one = np.float32(1.0)
    for i in range(dabs.shape[0]):
        cx, cy = np.float32(dabs[i, 0] - left), np.float32(dabs[i, 1] - top)
        radius, flow, ceiling = dabs[i, 2], dabs[i, 3], dabs[i, 4]
        edge = radius + np.float32(0.5)
        width = max(radius * np.float32(1.0 - hardness), one)  # a hard brush has one px of antialiasing
        solid, soft = edge - width, one / width
        y0, y1 = max(int(np.floor(cy - edge)), 0), min(int(np.ceil(cy + edge)), mask.shape[0])
        for y in range(y0, y1):
            dy = np.float32(y) + np.float32(0.5) - cy
            half = edge * edge - dy * dy
            if half <= 0:
                continue
            half = np.sqrt(half)
            x0, x1 = max(int(np.floor(cx - half)), 0), min(int(np.ceil(cx + half)), mask.shape[1])
            row = mask[y]
            for x in range(x0, x1):
                dx = np.float32(x) + np.float32(0.5) - cx
                far = np.sqrt(dx * dx + dy * dy)
                t = min(max((far - solid) * soft, np.float32(0.0)), one)
                shape = one - t * t * (np.float32(3.0) - np.float32(2.0) * t)
                row[x] += max(ceiling - row[x], np.float32(0.0)) * shape * flow


@njit
def paint_colour(original: Array, mask: Array, chosen: Array, colour: Array, opacity: float, white: float,
                 half: float, lock: bool, span: Span, out: Array) -> None:
    """`colour` (float32 r, g, b 0-1) over `original` by mask * opacity * chosen / 255. All (h, w[, 4]); only
    inside `span`.

    `chosen` uint8 is the selection; `lock` keeps alpha. A pixel with no paint keeps its bytes.
    """
    k = np.float32(opacity / 255.0)
    w = np.float32(white)
    r, g, b = colour[0] * w, colour[1] * w, colour[2] * w
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            a = mask[y, x] * np.float32(chosen[y, x]) * k
            below = np.float32(original[y, x, 3]) / w
            rest = below * (np.float32(1.0) - a)
            total = below if lock else rest + a
            share = a if lock else a / max(total, np.float32(1e-9))
            same = a <= 0 or (lock and below <= 0)
            keep = np.float32(1.0) - share
            for c in range(3):
                paint = r if c == 0 else (g if c == 1 else b)
                value = np.float32(original[y, x, c]) * keep + paint * share + half
                out[y, x, c] = original[y, x, c] if same else value
            out[y, x, 3] = original[y, x, 3] if same or lock else min(total, np.float32(1.0)) * w + half


@njit
def paint_picture(original: Array, mask: Array, chosen: Array, source: Array, opacity: float, white: float,
                  half: float, lock: bool, span: Span, out: Array) -> None:
    """`source`, RGBA of the same shape and depth, over `original`: the clone stamp."""
    k = np.float32(opacity / 255.0)
    w = np.float32(white)
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            a = mask[y, x] * np.float32(chosen[y, x]) * k * (np.float32(source[y, x, 3]) / w)
            below = np.float32(original[y, x, 3]) / w
            total = below if lock else below * (np.float32(1.0) - a) + a
            share = a if lock else a / max(total, np.float32(1e-9))
            same = a <= 0 or (lock and below <= 0)
            for c in range(3):
                value = np.float32(original[y, x, c]) * (np.float32(1.0) - share) + np.float32(
                    source[y, x, c]) * share + half
                out[y, x, c] = original[y, x, c] if same else value
            out[y, x, 3] = original[y, x, 3] if same or lock else min(total, np.float32(1.0)) * w + half


@njit
def erase(original: Array, mask: Array, chosen: Array, opacity: float, half: float, span: Span, out: Array) -> None:
    """Take alpha away by mask * opacity * chosen / 255; colours stay."""
    k = np.float32(opacity / 255.0)
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            a = mask[y, x] * np.float32(chosen[y, x]) * k
            for c in range(3):
                out[y, x, c] = original[y, x, c]
            value = np.float32(original[y, x, 3]) * (np.float32(1.0) - a) + half
            out[y, x, 3] = original[y, x, 3] if a <= 0 else value


@njit
def paint_value(original: Array, mask: Array, chosen: Array, value: float, opacity: float, half: float,
                span: Span, out: Array) -> None:
    """One channel (h, w) towards `value`, in the depth's own units: layer masks and the quick mask."""
    k = np.float32(opacity / 255.0)
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            a = mask[y, x] * np.float32(chosen[y, x]) * k
            mix = np.float32(original[y, x]) * (np.float32(1.0) - a) + np.float32(value) * a + half
            out[y, x] = original[y, x] if a <= 0 else mix


@njit
def over(below: Array, above: Array, white: float, half: float, out: Array) -> None:
    """Straight RGBA `above` over `below` (Porter and Duff, 1984); bytes stay where `above` is empty."""
    w = np.float32(white)
    for y in range(below.shape[0]):
        for x in range(below.shape[1]):
            a = np.float32(above[y, x, 3]) / w
            rest = np.float32(below[y, x, 3]) / w * (np.float32(1.0) - a)
            total = a + rest
            for c in range(3):
                value = (np.float32(above[y, x, c]) * a + np.float32(below[y, x, c]) * rest) / max(
                    total, np.float32(1e-9)) + half
                out[y, x, c] = below[y, x, c] if a <= 0 else (above[y, x, c] if rest <= 0 else value)
            out[y, x, 3] = below[y, x, 3] if a <= 0 else (above[y, x, 3] if rest <= 0 else total * w + half)


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels for the three depths, with the types a stroke calls them with."""
    mask, chosen, span = np.zeros((2, 2), np.float32), np.zeros((2, 2), np.uint8), (0, 0, 2, 2)
    stamp(mask, 0.0, 0.0, np.zeros((1, 5), np.float32), 0.5)
    half = np.float32(0.5)
    for dtype in ("uint8", "uint16", "float32"):
        out = np.zeros((2, 2, 4), dtype)
        picture, flat = out.copy(), np.zeros((2, 2), dtype)
        picture.flags.writeable = flat.flags.writeable = False
        paint_colour(picture, mask, chosen, np.zeros(3, np.float32), 1.0, 1.0, half, False, span, out)
        paint_picture(picture, mask, chosen, out.copy(), 1.0, 1.0, half, False, span, out)
        erase(picture, mask, chosen, 1.0, half, span, out)
        paint_value(flat, mask, chosen, 1.0, 1.0, half, span, flat.copy())
        over(out, out.copy(), 1.0, half, out.copy())
