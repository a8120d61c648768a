"""Kernels of liquify: dabs on a displacement field, and what it means for px. Import inside functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

Span = tuple[int, int, int, int]  # first and last column and row of nodes, the last outside


@njit(inline="always")
def read(field: Array, x: Any, y: Any, c: Any) -> Any:
    """Bilinear, at a place counted in nodes; held at the edges."""
    x = min(max(x, 0.0), field.shape[1] - 1.001)
    y = min(max(y, 0.0), field.shape[0] - 1.001)
    i, j = int(x), int(y)
    fx, fy = x - i, y - j
    above = field[j, i, c] * (1 - fx) + field[j, i + 1, c] * fx
    below = field[j + 1, i, c] * (1 - fx) + field[j + 1, i + 1, c] * fx
    return above * (1 - fy) + below * fy


@njit
def dabbed(field: Array, old: Array, span: Span, from_x: int, from_y: int, step: float, free: Array, dab: Array,
           mode: int, amount: float, dx: float, dy: float) -> None:
    """One dab on `field`, float32 (h, w, 2): a px shows what lies so far from it, px. Node (i, j) lies at (i, j) step.

    The brush says where what is to be seen at p lay before, q; then field'(p) = q - p + field(q). `old` is the
    field as it was, its first node (from_x, from_y); `free` 0-1 for each node; `dab` x, y, radius. Modes: 0 push by
    (dx, dy), 1 turn by `amount` radians, 2 grow by `amount`, 3 back to nothing.
    """
    cx, cy, radius = dab[0], dab[1], dab[2]
    for j in range(span[1], span[3]):
        for i in range(span[0], span[2]):
            px, py = i * step, j * step
            rx, ry = px - cx, py - cy
            t = (rx * rx + ry * ry) / (radius * radius)
            if t >= 1 or free[j, i] <= 0:
                continue
            k = (1 - t) * (1 - t) * free[j, i]
            if mode == 3:
                keep = 1 - min(k * amount, 1.0)
                field[j, i, 0] = old[j - from_y, i - from_x, 0] * keep
                field[j, i, 1] = old[j - from_y, i - from_x, 1] * keep
                continue
            if mode == 0:
                qx, qy = px - k * amount * dx, py - k * amount * dy
            elif mode == 1:
                cos, sin = np.cos(-k * amount), np.sin(-k * amount)
                qx, qy = cx + rx * cos - ry * sin, cy + rx * sin + ry * cos
            else:
                qx, qy = cx + rx * (1 - k * amount), cy + ry * (1 - k * amount)
            u, v = qx / step - from_x, qy / step - from_y
            field[j, i, 0] = qx - px + read(old, u, v, 0)
            field[j, i, 1] = qy - py + read(old, u, v, 1)


@njit
def displaced(field: Array, step: float, left: int, top: int, width: float, height: float, out: Array) -> bool:
    """`out` float32 (h, w, 2): where what px (left + x, top + y) shows has its middle, held inside width x height.
    Returns whether any of them moves."""
    moves = False
    for y in range(out.shape[0]):
        py = top + y + 0.5
        for x in range(out.shape[1]):
            px = left + x + 0.5
            dx, dy = read(field, px / step, py / step, 0), read(field, px / step, py / step, 1)
            moves |= dx != 0 or dy != 0
            out[y, x, 0] = min(max(px + dx, 0.5), width - 0.5)
            out[y, x, 1] = min(max(py + dy, 0.5), height - 0.5)
    return moves


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels."""
    field = np.zeros((3, 3, 2), np.float32)
    dabbed(field, field.copy(), (0, 0, 1, 1), 0, 0, 1.0, np.ones((3, 3), np.float32), np.ones(3), 0, 1.0, 1.0, 0.0)
    displaced(field, 1.0, 0, 0, 2.0, 2.0, np.zeros((2, 2, 2), np.float32))
