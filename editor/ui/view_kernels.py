"""Numba kernels of the view: an area filter for idle frames, and the edges of a selection in screen px."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array


@njit
def area_rows(source: Array, scale: float, ox: float, oy: float, x0: int, y0: int, out: Array) -> None:
    """Box-filter `source` (uint8, (h, w, 4), premultiplied) to `out` (the same), which starts at device px (x0, y0).

    `scale` is device px per source px, 0.25-1; source px (0, 0) starts at device px (ox, oy). Coverage weights,
    as OpenCV's INTER_AREA, but for any offset.
    """
    height, width = source.shape[0], source.shape[1]
    rows, columns = out.shape[0], out.shape[1]
    inverse = 1.0 / scale
    first = min(max(int(np.floor((x0 - ox) * inverse)), 0), width - 1)
    last = min(max(int(np.ceil((x0 + columns - ox) * inverse)), first + 1), width)
    line = np.empty((last - first, 4), np.float32)
    for y in range(rows):
        top, bottom = (y0 + y - oy) * inverse, (y0 + y + 1 - oy) * inverse
        top, bottom = max(top, 0.0), min(bottom, float(height))
        if bottom <= top:
            bottom = min(max(bottom, 1e-3), float(height))
            top = bottom - 1e-3
        line[:] = 0.0
        for j in range(int(np.floor(top)), min(int(np.ceil(bottom)), height)):
            weight = np.float32((min(bottom, j + 1.0) - max(top, float(j))) / (bottom - top))
            for i in range(last - first):
                for c in range(4):
                    line[i, c] += weight * np.float32(source[j, first + i, c])
        for x in range(columns):
            left, right = (x0 + x - ox) * inverse, (x0 + x + 1 - ox) * inverse
            left, right = max(left, float(first)), min(right, float(last))
            if right <= left:
                right = min(max(right, first + 1e-3), float(last))
                left = right - 1e-3
            b = g = r = a = np.float32(0.5)
            share = 1.0 / (right - left)
            for i in range(int(np.floor(left)), min(int(np.ceil(right)), last)):
                weight = np.float32((min(right, i + 1.0) - max(left, float(i))) * share)
                b += weight * line[i - first, 0]
                g += weight * line[i - first, 1]
                r += weight * line[i - first, 2]
                a += weight * line[i - first, 3]
            out[y, x, 0] = np.uint8(b)
            out[y, x, 1] = np.uint8(g)
            out[y, x, 2] = np.uint8(r)
            out[y, x, 3] = np.uint8(a)


@njit
def edges(mask: Array, ix: float, iy: float, jx: float, jy: float, dx: float, dy: float,
          period: int, cell: int, out: Array, cells: Array) -> int:
    """Mark in `out` (uint8, (h, w), screen px) where the sampled mask crosses 50 %: 1-8 by diagonal, else 0.

    A screen px (x, y) samples mask[floor(iy x + jy y + dy), floor(ix x + jx y + dx)], outside is 0. `period` px
    of a diagonal run through the eight values. `cells` (bool) says which squares of `cell` px hold a mark.
    Returns the number of marks. Bounded by the view, not by the document (findings-canvas.md, section 5).
    """
    height, width = mask.shape
    rows, columns = out.shape
    above = np.zeros(columns + 1, np.uint8)
    here = np.zeros(columns + 1, np.uint8)
    count = 0
    cells[:] = False
    for y in range(-1, rows):
        for x in range(-1, columns):
            u = int(np.floor(ix * (x + 0.5) + jx * (y + 0.5) + dx))
            v = int(np.floor(iy * (x + 0.5) + jy * (y + 0.5) + dy))
            inside = u >= 0 and v >= 0 and u < width and v < height
            here[x + 1] = 1 if inside and mask[v, u] > 127 else 0
        if y >= 0:
            for x in range(columns):
                value = here[x + 1]
                if value != here[x] or value != above[x + 1]:
                    out[y, x] = 1 + ((x + y) % period) * 8 // period
                    cells[y // cell, x // cell] = True
                    count += 1
                else:
                    out[y, x] = 0
        above, here = here, above
    return count


def WARM() -> None:
    """Compile both for the argument types the view uses."""
    picture = np.zeros((4, 4, 4), np.uint8)
    area_rows(picture, 0.75, 0.0, 0.0, 0, 0, np.zeros((3, 3, 4), np.uint8))
    edges(np.zeros((4, 4), np.uint8), 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 8, 64,
          np.zeros((4, 4), np.uint8), np.zeros((1, 1), np.bool_))
