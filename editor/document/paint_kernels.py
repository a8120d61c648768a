"""Kernels of painting: dabs into a stroke mask, the layer from original and mask. Import inside functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

Span = tuple[int, int, int, int]  # x0, y0, x1, y1 in px of the tile


@njit(inline="always")
def part(v: Any, shift: int) -> Any:
    """One of the four bytes of a px as float32."""
    return np.float32(np.int32((v >> np.uint32(shift)) & np.uint32(255)))


@njit(inline="always")
def word(red: Any, green: Any, blue: Any, alpha: Any) -> Any:
    """A px of four float32 0-255."""
    return (np.uint32(np.int32(red)) | (np.uint32(np.int32(green)) << np.uint32(8))
            | (np.uint32(np.int32(blue)) << np.uint32(16)) | (np.uint32(np.int32(alpha)) << np.uint32(24)))


@njit(inline="always")
def rim(radius: Any, hardness: float) -> Any:
    """Of a round tip: the radius of its edge, of its solid middle, and one over the px between them."""
    edge = radius + np.float32(0.5)
    width = max(radius * np.float32(1.0 - hardness), np.float32(1.0))  # a hard brush has one px of antialiasing
    return edge, edge - width, np.float32(1.0) / width


@njit(inline="always")
def covered(dx: Any, dy: Any, solid: Any, soft: Any) -> Any:
    """How much of the px at (dx, dy) from its middle a tip covers, 0-1; `solid` and `soft` of `rim`."""
    one, zero = np.float32(1.0), np.float32(0.0)
    t = (np.sqrt(dx * dx + dy * dy) - solid) * soft
    t = t if t > zero else zero
    t = t if t < one else one
    return one - t * t * (np.float32(3.0) - np.float32(2.0) * t)


@njit
def stamp(mask: Array, left: float, top: float, dabs: Array, hardness: float) -> None:
    """Put round dabs into a stroke mask, float32 (h, w) 0-1, whose corner is at (left, top).

    `dabs` float32 (n, 5): x, y, radius, flow, ceiling. A pixel rises by `flow` of what is missing to the ceiling,
    so flow builds up inside a stroke and a light touch cannot exceed its own pressure (Krita's "alpha darken").
    """
    zero = np.float32(0.0)
    for i in range(dabs.shape[0]):
        cx, cy = np.float32(dabs[i, 0] - left), np.float32(dabs[i, 1] - top)
        radius, flow, ceiling = dabs[i, 2], dabs[i, 3], dabs[i, 4]
        edge, solid, soft = rim(radius, hardness)
        y0, y1 = max(int(np.floor(cy - edge)), 0), min(int(np.ceil(cy + edge)), mask.shape[0])
        for y in range(y0, y1):
            dy = np.float32(y) + np.float32(0.5) - cy
            half = edge * edge - dy * dy
            if half <= 0:
                continue
            half = np.sqrt(half)
            x0, x1 = max(int(np.floor(cx - half)), 0), min(int(np.ceil(cx + half)), mask.shape[1])
            row = mask[y, x0:max(x1, x0)]  # a slice that is walked from 0 vectorises (a factor of seven)
            start = np.float32(x0) + np.float32(0.5) - cx
            for x in range(row.shape[0]):
                dx = np.float32(np.int32(x)) + start
                room = ceiling - row[x]
                row[x] += (room if room > zero else zero) * covered(dx, dy, solid, soft) * flow


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
def paint_colour_words(original: Array, mask: Array, chosen: Array, colour: Array, opacity: float, half: float,
                       lock: bool, span: Span, out: Array) -> None:
    """`paint_colour` for 8 bits: `original` and `out` hold a px in each uint32 (h, w), red lowest. The same values,
    six times faster."""
    k, w, one, zero = np.float32(opacity / 255.0), np.float32(255.0), np.float32(1.0), np.float32(0.0)
    r, g, b = colour[0] * w, colour[1] * w, colour[2] * w
    for y in range(span[1], span[3]):
        old, cover = original[y, span[0]:span[2]], mask[y, span[0]:span[2]]
        limit, new = chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(old.shape[0]):
            v = old[x]
            a = cover[x] * np.float32(np.int32(limit[x])) * k
            below = part(v, 24) / w
            total = below if lock else below * (one - a) + a
            share = a if lock else a / (total if total > np.float32(1e-9) else np.float32(1e-9))
            keep = one - share
            red, green = part(v, 0) * keep + r * share + half, part(v, 8) * keep + g * share + half
            blue, alpha = part(v, 16) * keep + b * share + half, (total if total < one else one) * w + half
            painted = word(red, green, blue, part(v, 24) if lock else alpha)
            new[x] = v if (a <= zero) | (lock & (below <= zero)) else painted


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
def erase_words(original: Array, mask: Array, chosen: Array, opacity: float, half: float, span: Span,
                out: Array) -> None:
    """`erase` for 8 bits, a px in each uint32."""
    k, one, zero = np.float32(opacity / 255.0), np.float32(1.0), np.float32(0.0)
    for y in range(span[1], span[3]):
        old, cover = original[y, span[0]:span[2]], mask[y, span[0]:span[2]]
        limit, new = chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(old.shape[0]):
            v = old[x]
            a = cover[x] * np.float32(np.int32(limit[x])) * k
            alpha = np.uint32(np.int32(part(v, 24) * (one - a) + half))
            new[x] = v if a <= zero else (v & np.uint32(0xFFFFFF)) | (alpha << np.uint32(24))


@njit
def paint_value(original: Array, mask: Array, chosen: Array, value: float, opacity: float, half: float,
                span: Span, out: Array) -> None:
    """One channel (h, w) towards `value`, in the depth's own units: layer masks and the quick mask."""
    k = np.float32(opacity / 255.0)
    target, one = np.float32(value), np.float32(1.0)
    for y in range(span[1], span[3]):
        old, cover = original[y, span[0]:span[2]], mask[y, span[0]:span[2]]
        limit, new = chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(old.shape[0]):
            a = cover[x] * np.float32(limit[x]) * k
            mix = np.float32(old[x]) * (one - a) + target * a + half
            new[x] = old[x] if a <= 0 else mix


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
    words = np.zeros((2, 2), np.uint32)
    original = words.copy()
    original.flags.writeable = False
    paint_colour_words(original, mask, chosen, np.zeros(3, np.float32), 1.0, half, False, span, words)
    erase_words(original, mask, chosen, 1.0, half, span, words)
