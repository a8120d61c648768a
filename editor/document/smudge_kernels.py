"""Kernels of the smudge brush: what its tip does to a tile, and the way to weighted float32 and back. Import inside
functions."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.paint_kernels import Span, covered, part, rim, word
from editor.document.pixels import Array


@njit
def smear(work: Array, left: int, top: int, area: Span, carried: Array, from_x: int, from_y: int, dab: Array,
          hardness: float, keep: float, under: Array, seen: bool, chosen: Array) -> None:
    """One dab of the smudge brush on a tile: the tip mixes what it carries with what lies there, and leaves it.

    `work` float32 (h, 4 w), colour weighted by alpha, corner at (left, top); `area` in px of the tile; `carried`
    the same of the tip, corner at (from_x, from_y); `under` what shows through `work`, when `seen`.
    """
    one, zero = np.float32(1.0), np.float32(0.0)
    cx, cy, radius, ceiling = dab[0], dab[1], dab[2], dab[4]
    shapes = np.empty(area[2] - area[0], np.float32)
    edge, solid, soft = rim(radius, hardness)
    kept = np.float32(keep)
    for y in range(area[1], area[3]):
        dy = np.float32(y + top) + np.float32(0.5) - cy
        half = edge * edge - dy * dy
        if half <= 0:
            continue
        half = np.sqrt(half)
        x0 = max(int(np.floor(cx - half)) - left, area[0])
        x1 = min(int(np.ceil(cx + half)) - left, area[2])
        if x1 <= x0:
            continue
        row = work[y, 4 * x0:4 * x1]
        tip = carried[y + top - from_y, 4 * (x0 + left - from_x):4 * (x1 + left - from_x)]
        free, shape = chosen[y, x0:x1], shapes[:x1 - x0]
        start = np.float32(x0 + left) + np.float32(0.5) - cx
        for x in range(shape.shape[0]):
            dx = np.float32(np.int32(x)) + start
            value = covered(dx, dy, solid, soft) * ceiling
            shape[x] = value if free[x] > 0 else zero
        if seen:
            below = under[y, 4 * x0:4 * x1]
            for x in range(shape.shape[0]):
                through = one - row[4 * x + 3]
                for i in range(4 * x, 4 * x + 4):
                    there = row[i] + below[i] * through
                    tip[i] = there + (tip[i] - there) * kept
                    row[i] += (tip[i] - row[i]) * shape[x]
        else:
            for x in range(shape.shape[0]):
                t, i = shape[x], 4 * x
                r, g, b, a = row[i], row[i + 1], row[i + 2], row[i + 3]
                tr, tg, tb, ta = tip[i], tip[i + 1], tip[i + 2], tip[i + 3]
                tr, tg, tb, ta = r + (tr - r) * kept, g + (tg - g) * kept, b + (tb - b) * kept, a + (ta - a) * kept
                tip[i], tip[i + 1], tip[i + 2], tip[i + 3] = tr, tg, tb, ta
                row[i], row[i + 1], row[i + 2], row[i + 3] = (r + (tr - r) * t, g + (tg - g) * t, b + (tb - b) * t,
                                                              a + (ta - a) * t)


@njit
def weighted(old: Array, white: float, out: Array) -> None:
    """Straight RGBA of any depth to float32 0-1 with colour weighted by alpha."""
    scale = np.float32(1.0 / white)
    for y in range(old.shape[0]):
        for x in range(old.shape[1]):
            a = np.float32(old[y, x, 3]) * scale
            for c in range(3):
                out[y, x, c] = np.float32(old[y, x, c]) * scale * a
            out[y, x, 3] = a


@njit
def straightened(old: Array, work: Array, chosen: Array, white: float, half: float, lock: bool, span: Span,
                 out: Array) -> None:
    """`work` (as `weighted` gives it) back to the depth, mixed with `old` as the selection says."""
    w, one = np.float32(white), np.float32(1.0)
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            t = np.float32(chosen[y, x]) / np.float32(255.0)
            before = np.float32(old[y, x, 3]) / w
            a, b = before * (one - t), work[y, x, 3] * t
            total = a + b
            inverse = one / (total if total > np.float32(1e-9) else one)
            same = t <= 0 or total <= np.float32(1e-9) or (lock and before <= 0)
            for c in range(3):
                value = (np.float32(old[y, x, c]) * a + work[y, x, c] * t * w) * inverse
                value = min(value, w) if half > 0 else value
                out[y, x, c] = old[y, x, c] if same else value + half
            new = min(total, one) * w + half
            out[y, x, 3] = old[y, x, 3] if t <= 0 or lock else new


@njit
def straightened_words(old: Array, work: Array, chosen: Array, half: float, lock: bool, span: Span,
                       out: Array) -> None:
    """`straightened` for 8 bits, a px in each uint32 (h, w); `work` as (h, 4 w)."""
    w, one, zero, tiny = np.float32(255.0), np.float32(1.0), np.float32(0.0), np.float32(1e-9)
    scale = one / w
    for y in range(span[1], span[3]):
        was, limit = old[y, span[0]:span[2]], chosen[y, span[0]:span[2]]
        row, new = work[y, 4 * span[0]:4 * span[2]], out[y, span[0]:span[2]]
        for x in range(was.shape[0]):
            v = was[x]
            t = np.float32(np.int32(limit[x])) * scale
            before = part(v, 24) * scale
            a, b = before * (one - t), row[4 * x + 3] * t
            total = a + b
            by = one / (total if total > tiny else one)
            tw = t * w
            r = (part(v, 0) * a + row[4 * x + 0] * tw) * by
            g = (part(v, 8) * a + row[4 * x + 1] * tw) * by
            blue = (part(v, 16) * a + row[4 * x + 2] * tw) * by
            r, g, blue = r if r < w else w, g if g < w else w, blue if blue < w else w
            alpha = part(v, 24) if lock else (total if total < one else one) * w + half
            made = word(r + half, g + half, blue + half, alpha)
            new[x] = v if (t <= zero) | (total <= tiny) | (lock & (before <= zero)) else made


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels for the three depths, with the types a stroke calls them with."""
    chosen, span, half = np.zeros((2, 2), np.uint8), (0, 0, 2, 2), np.float32(0.5)
    work = np.zeros((2, 2, 4), np.float32)
    flat = work.reshape(2, 8)
    smear(flat, 0, 0, span, flat.copy(), 0, 0, np.zeros(5, np.float32), 0.5, 0.5, flat.copy(), False, chosen)
    words = np.zeros((2, 2), np.uint32)
    old = words.copy()
    old.flags.writeable = False
    straightened_words(old, flat, chosen, half, False, span, words)
    for dtype in ("uint8", "uint16", "float32"):
        out = np.zeros((2, 2, 4), dtype)
        picture = out.copy()
        picture.flags.writeable = False
        weighted(picture, 1.0, work)
        if dtype != "uint8":
            straightened(picture, work, chosen, 1.0, half, False, span, out)
