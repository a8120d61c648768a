"""PatchMatch kernels: nearest-neighbour fields of patches and their vote.

Barnes et al., PatchMatch (2009): propagation and random search. Wexler, Shechtman, Irani (2007): vote.
All arrays are padded so that every patch of a target lies inside. Deterministic by `seed`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from inference.builtin.kernels import kernel

Array = np.ndarray[Any, Any]
STAT_RADIUS = 3  # of the patches whose repetition is counted


@kernel
def _distance(planes: Array, ty: int, tx: int, sy: int, sx: int, r: int, channels: int, best: float) -> Any:
    """Sum of squared differences of two patches; stops once it exceeds `best`. planes (h, w * channels)."""
    total = np.float32(0.0)
    a = (tx - r) * channels
    b = (sx - r) * channels
    count = (2 * r + 1) * channels
    for dy in range(-r, r + 1):
        part = np.float32(0.0)
        for k in range(count):
            e = planes[ty + dy, a + k] - planes[sy + dy, b + k]
            part += e * e
        total += part
        if total >= best:
            return total
    return total


@kernel
def search(
    planes: Array, points: Array, index: Array, valid: Array, field: Array, cost: Array, r: int, channels: int,
    rounds: int, seed: int, reach: int,
) -> None:
    """Improve `field` (n, 2: source y, x of every target point) and `cost` (n) in place."""
    np.random.seed(seed)
    height, width = valid.shape
    n = len(points)
    for i in range(n):
        cost[i] = _distance(planes, points[i, 0], points[i, 1], field[i, 0], field[i, 1], r, channels, 1e30)
    for turn in range(rounds):
        step = -1 if turn % 2 == 0 else 1
        for k in range(n):
            i = k if turn % 2 == 0 else n - 1 - k
            y, x = points[i, 0], points[i, 1]
            by, bx, bd = field[i, 0], field[i, 1], cost[i]
            for axis in range(2):
                ny = y + step if axis == 0 else y
                nx = x if axis == 0 else x + step
                j = index[ny, nx]
                if j < 0:
                    continue
                cy = field[j, 0] - (ny - y)
                cx = field[j, 1] - (nx - x)
                if cy < r or cx < r or cy >= height - r or cx >= width - r or not valid[cy, cx]:
                    continue
                if cy == by and cx == bx:
                    continue
                d = _distance(planes, y, x, cy, cx, r, channels, bd)
                if d < bd:
                    by, bx, bd = cy, cx, d
            radius = reach
            while radius >= 1:
                cy = min(max(by + np.random.randint(-radius, radius + 1), r), height - r - 1)
                cx = min(max(bx + np.random.randint(-radius, radius + 1), r), width - r - 1)
                if valid[cy, cx]:
                    d = _distance(planes, y, x, cy, cx, r, channels, bd)
                    if d < bd:
                        by, bx, bd = cy, cx, d
                radius //= 2
            field[i, 0], field[i, 1], cost[i] = by, bx, bd


@kernel
def vote(
    planes: Array, total: Array, weight: Array, points: Array, field: Array, cost: Array, confidence: Array,
    r: int, channels: int, sigma2: float,
) -> None:
    """Add every target's source patch to `total` (h, w * channels) and its weight to `weight` (h, w)."""
    for i in range(len(points)):
        y, x = points[i, 0], points[i, 1]
        sy, sx = field[i, 0], field[i, 1]
        w = np.float32(np.exp(-cost[i] / (2.0 * sigma2)) * confidence[y, x] + 1e-12)
        for dy in range(-r, r + 1):
            a = (x - r) * channels
            b = (sx - r) * channels
            for k in range((2 * r + 1) * channels):
                total[y + dy, a + k] += w * planes[sy + dy, b + k]
            for dx in range(-r, r + 1):
                weight[y + dy, x + dx] += w


@kernel
def peel(
    planes: Array, known: Array, points: Array, sources: Array, field: Array, r: int, channels: int, stride: int,
) -> None:
    """Exhaustive search of each point's best source, comparing only `known` pixels of the target patch.

    Used for the first guess on the coarsest level, ring by ring (Newson et al., IPOL 2017).
    """
    for i in range(len(points)):
        y, x = points[i, 0], points[i, 1]
        best = np.float32(1e30)
        for s in range(0, len(sources), stride):
            sy, sx = sources[s, 0], sources[s, 1]
            total = np.float32(0.0)
            for dy in range(-r, r + 1):
                for dx in range(-r, r + 1):
                    if known[y + dy, x + dx]:
                        for c in range(channels):
                            e = planes[y + dy, (x + dx) * channels + c] - planes[sy + dy, (sx + dx) * channels + c]
                            total += e * e
                if total >= best:
                    break
            if total < best:
                best = total
                field[i, 0] = sy
                field[i, 1] = sx


@kernel
def similar(
    planes: Array, points: Array, index: Array, valid: Array, field: Array, r: int, channels: int, rounds: int,
    seed: int, least: int,
) -> Any:
    """Each point's most similar patch that lies at least `least` px away in x or y.

    `field` (n, 2) is improved in place; returns the sums of squared differences (n,) that are left.
    Points that found none keep a source nearer than that.
    """
    np.random.seed(seed)
    height, width = valid.shape
    n = len(points)
    cost = np.zeros(n, np.float32)
    for i in range(n):
        if max(abs(field[i, 0] - points[i, 0]), abs(field[i, 1] - points[i, 1])) < least:
            cost[i] = 1e30
        else:
            cost[i] = _distance(planes, points[i, 0], points[i, 1], field[i, 0], field[i, 1], r, channels, 1e30)
    for turn in range(rounds):
        step = -1 if turn % 2 == 0 else 1
        for k in range(n):
            i = k if turn % 2 == 0 else n - 1 - k
            y, x = points[i, 0], points[i, 1]
            by, bx, bd = field[i, 0], field[i, 1], cost[i]
            radius = max(height, width)
            axis = 0
            while radius >= 1:
                if axis < 2:
                    ny = y + step if axis == 0 else y
                    nx = x if axis == 0 else x + step
                    axis += 1
                    j = index[ny, nx]
                    if j < 0:
                        continue
                    cy = field[j, 0] - (ny - y)
                    cx = field[j, 1] - (nx - x)
                else:
                    cy = by + np.random.randint(-radius, radius + 1)
                    cx = bx + np.random.randint(-radius, radius + 1)
                    radius //= 2
                if cy < r or cx < r or cy >= height - r or cx >= width - r or not valid[cy, cx]:
                    continue
                if max(abs(cy - y), abs(cx - x)) < least:
                    continue
                d = _distance(planes, y, x, cy, cx, r, channels, bd)
                if d < bd:
                    by, bx, bd = cy, cx, d
            field[i, 0], field[i, 1], cost[i] = by, bx, bd
    return cost
