"""Kernels of bending: the inverse of a mesh, and sampling through any map. Import inside functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

PAD = 6  # px of nothing around a source
MOST = 64  # samples along one side of a px
NEAR = 1.5  # square of a step in px, up to which one sample of the filter is enough
PHASES = 4096  # of the tabled weights: a part of a px


@njit
def unfolded(xs: Array, ys: Array, left: float, top: float, step: float, out: Array) -> None:
    """Where on a bent grid each px lies. `xs`, `ys` float64 (n, m): where the grid's points went; `out` float32
    (h, w, 2) gets the column and row of the grid, and keeps what it has where the grid does not reach.

    Px (x, y) has its middle at left + (x + 0.5) step. Each cell is two triangles; where the grid folds over itself,
    later cells lie on top.
    """
    tiny = 1e-7
    for i in range(xs.shape[0] - 1):
        for j in range(xs.shape[1] - 1):
            for half in range(2):
                ai, aj = i + half, j + half
                turn = 1 - 2 * half
                ax, ay = xs[ai, aj], ys[ai, aj]
                bx, by = xs[ai, aj + turn] - ax, ys[ai, aj + turn] - ay
                cx, cy = xs[ai + turn, aj] - ax, ys[ai + turn, aj] - ay
                area = bx * cy - by * cx
                if abs(area) < 1e-12:
                    continue
                area = 1 / area
                low_x, high_x = min(0.0, bx, cx) + ax, max(0.0, bx, cx) + ax
                low_y, high_y = min(0.0, by, cy) + ay, max(0.0, by, cy) + ay
                x0 = max(int(np.ceil((low_x - left) / step - 0.5 - tiny)), 0)
                x1 = min(int(np.floor((high_x - left) / step - 0.5 + tiny)), out.shape[1] - 1)
                y0 = max(int(np.ceil((low_y - top) / step - 0.5 - tiny)), 0)
                y1 = min(int(np.floor((high_y - top) / step - 0.5 + tiny)), out.shape[0] - 1)
                for y in range(y0, y1 + 1):
                    py = top + (y + 0.5) * step - ay
                    for x in range(x0, x1 + 1):
                        px = left + (x + 0.5) * step - ax
                        s, t = (px * cy - py * cx) * area, (bx * py - by * px) * area
                        if s >= -tiny and t >= -tiny and s + t <= 1 + tiny:
                            out[y, x, 0] = aj + turn * s
                            out[y, x, 1] = ai + turn * t


@njit
def inverted(m: Array, left: float, top: float, step: float, sign: float, out: Array) -> None:
    """`out` float32 (h, w, 2): where `m` (3, 3) takes the middles of px, NaN beyond the horizon."""
    for y in range(out.shape[0]):
        py = top + (y + 0.5) * step
        for x in range(out.shape[1]):
            px = left + (x + 0.5) * step
            depth = m[2, 0] * px + m[2, 1] * py + m[2, 2]
            over = 1.0 / depth if depth * sign > 1e-12 else np.nan
            out[y, x, 0] = (m[0, 0] * px + m[0, 1] * py + m[0, 2]) * over
            out[y, x, 1] = (m[1, 0] * px + m[1, 1] * py + m[1, 2]) * over


@njit(inline="always")
def gathered(source: Array, row: Any, column: Any, wx: Any, wy: Any, taps: int) -> Any:
    """The weighted sum of taps x taps px from (row, column) on; `taps` is a literal, so that loops unroll."""
    r = g = b = a = np.float32(0.0)
    for k in range(taps):
        line = source[row + k, 4 * column:4 * column + 4 * taps]
        lr = lg = lb = la = np.float32(0.0)
        for m in range(taps):
            w = wx[m]
            lr += line[4 * m] * w
            lg += line[4 * m + 1] * w
            lb += line[4 * m + 2] * w
            la += line[4 * m + 3] * w
        w = wy[k]
        r, g, b, a = r + lr * w, g + lg * w, b + lb * w, a + la * w
    return r, g, b, a


@njit(inline="always")
def spread(dx: Any, dy: Any) -> Any:
    """How many samples along a step of (dx, dy) source px must be averaged, and over which part of it: none while
    the sampling filter reaches about as far as the step, nearly all of a long one. Widths add like those of
    Gaussians (Heckbert, "Fundamentals of texture mapping and image warping", 1989)."""
    square = dx * dx + dy * dy
    width = np.sqrt(square - 1) if square > NEAR else 0.0
    return min(int(np.ceil(width)) + 1, MOST) if width > 0 else 1, width / np.sqrt(square) if width > 0 else 0.0


@njit
def sampled(source: Array, coords: Array, method: int, table: Array, out: Array) -> None:
    """`source` float32 (h, 4 w), PAD px of nothing around it, through `coords` float32 (h + 1, w + 1, 2): the place
    of each px in the source (0, 0 is the middle of its first px), NaN for none; a row and a column more than `out`
    (h, w, 4), for the steps. Where a step is longer than a px, the px's whole area is averaged, in its own slant.
    Method 0 is nearest, 1 bilinear, 2 cubic, 3 Lanczos; `table` (PHASES + 1, 6) holds its weights.
    """
    rows, columns = source.shape[0] - 2 * PAD, source.shape[1] // 4 - 2 * PAD
    zero, linear = np.float32(0.0), np.empty((2, 2), np.float32)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            u, v = coords[y, x, 0], coords[y, x, 1]
            out[y, x, 0] = out[y, x, 1] = out[y, x, 2] = out[y, x, 3] = zero
            if not (u > -MOST and v > -MOST and u < columns + MOST and v < rows + MOST):
                continue
            if method == 0:
                ix, iy = int(np.floor(u + 0.5)), int(np.floor(v + 0.5))
                if 0 <= ix < columns and 0 <= iy < rows:
                    for c in range(4):
                        out[y, x, c] = source[iy + PAD, 4 * (ix + PAD) + c]
                continue
            ax, ay = coords[y, x + 1, 0] - u, coords[y, x + 1, 1] - v
            if ax != ax and x > 0:
                ax, ay = u - coords[y, x - 1, 0], v - coords[y, x - 1, 1]
            bx, by = coords[y + 1, x, 0] - u, coords[y + 1, x, 1] - v
            if bx != bx and y > 0:
                bx, by = u - coords[y - 1, x, 0], v - coords[y - 1, x, 1]
            nx, across = spread(ax, ay)
            ny, down = spread(bx, by)
            if nx * ny == 1:
                ix, iy = int(np.floor(u)), int(np.floor(v))
                if ix < -3 or iy < -3 or ix > columns + 1 or iy > rows + 1:
                    continue
                wx, wy = table[int((u - ix) * PHASES + 0.5)], table[int((v - iy) * PHASES + 0.5)]
                row, column = iy + PAD - method + 1, ix + PAD - method + 1
                if method == 1:
                    r, g, b, a = gathered(source, row, column, wx, wy, 2)
                elif method == 2:
                    r, g, b, a = gathered(source, row, column, wx, wy, 4)
                else:
                    r, g, b, a = gathered(source, row, column, wx, wy, 6)
                out[y, x, 0], out[y, x, 1], out[y, x, 2], out[y, x, 3] = r, g, b, a
                continue
            r = g = b = a = zero
            for j in range(ny):
                t = ((j + 0.5) / ny - 0.5) * down
                for i in range(nx):
                    s = ((i + 0.5) / nx - 0.5) * across
                    px, py = u + ax * s + bx * t, v + ay * s + by * t
                    ix, iy = int(np.floor(px)), int(np.floor(py))
                    if ix < -2 or iy < -2 or ix > columns or iy > rows:
                        continue
                    linear[0, 1], linear[1, 1] = px - ix, py - iy
                    linear[0, 0], linear[1, 0] = 1 - linear[0, 1], 1 - linear[1, 1]
                    sr, sg, sb, sa = gathered(source, iy + PAD, ix + PAD, linear[0], linear[1], 2)
                    r, g, b, a = r + sr, g + sg, b + sb, a + sa
            share = np.float32(1.0 / (nx * ny))
            out[y, x, 0], out[y, x, 1], out[y, x, 2], out[y, x, 3] = r * share, g * share, b * share, a * share


@njit
def straightened(work: Array, top: float, half: float, out: Array) -> None:
    """RGBA weighted by alpha, in units of the depth, to straight RGBA, clipped to 0 - `top`; both (h, w, 4)."""
    full, zero = np.float32(top), np.float32(0.0)
    for y in range(work.shape[0]):
        for x in range(work.shape[1]):
            a = np.float32(work[y, x, 3])
            a = min(max(a, zero), full)
            by = full / a if a > zero else zero
            for c in range(3):
                value = min(max(np.float32(work[y, x, c]) * by, zero), full)
                out[y, x, c] = value + half
            out[y, x, 3] = a + half


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels."""
    coords = np.zeros((3, 3, 2), np.float32)
    unfolded(np.zeros((2, 2)), np.zeros((2, 2)), 0.0, 0.0, 1.0, coords)
    for dtype in ("uint8", "uint16", "float32"):
        picture = np.zeros((2, 2, 4), dtype)
        straightened(picture, 1.0, np.float32(0.0), picture)
        straightened(np.zeros((2, 2, 4), np.float32), 1.0, np.float32(0.0), picture)
    inverted(np.eye(3), 0.0, 0.0, 1.0, 1.0, coords)
    sampled(np.zeros((14, 56), np.float32), coords, 2, np.zeros((PHASES + 1, 6), np.float32),
            np.zeros((2, 2, 4), np.float32))
