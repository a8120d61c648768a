"""Filling by whole pieces: each pixel of the hole takes one of a few shifts, chosen so that the pieces meet unseen.

The shifts by which a picture repeats itself, and their graph cut: He, Sun, "Statistics of Patch Offsets for Image
Completion" (2012). The pieces are copied, never averaged, so that texture keeps its energy and lattices their lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from inference.builtin import patchmatch
from inference.builtin.graphcut import FORBIDDEN, expand, neighbours

Array = np.ndarray[Any, Any]
REPEATS, FROM_PATCHES = 60, 60  # shifts tried: of the picture's own repetition, of the patch search
NODES = 4500  # pixels of the hole on the coarse grid
STATISTICS_SIDE = 256  # px of the picture in which repetition is counted
RIM_PX = 3
RIM_WEIGHT = 2.0
GRADIENT_WEIGHT = 2.0


def repeats(lab: Array, known: Array, seed: int, count: int = REPEATS) -> Array:
    """The (k, 2) shifts (y, x) at which most patches of the picture find their like."""
    return repetition(lab, known, seed, count)[0]


def repetition(lab: Array, known: Array, seed: int, count: int = REPEATS) -> tuple[Array, Array]:
    """The (k, 2) shifts (y, x) at which most patches of the picture find their like, in px of `lab` (h, w, 3), and how
    rare each place is, (h, w) float32: the difference to its like, in units of `lab`."""
    height, width = known.shape
    scale = max(1.0, max(height, width) / STATISTICS_SIDE)
    size = (max(16, round(width / scale)), max(16, round(height / scale)))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_AREA)
    good = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.999
    side = 2 * patchmatch.STAT_RADIUS + 1
    centres = cv2.erode(good.astype(np.uint8), np.ones((side, side), np.uint8), borderValue=0) > 0
    points = np.argwhere(centres).astype(np.int32)
    if len(points) < 200:
        return np.zeros((0, 2), np.int32), np.zeros(known.shape, np.float32)
    index = np.full(centres.shape, -1, np.int32)
    index[points[:, 0], points[:, 1]] = np.arange(len(points), dtype=np.int32)
    rng = np.random.default_rng(seed)
    field = points[rng.integers(len(points), size=len(points))]
    least = max(size) // 15
    cost = patchmatch.similar(np.ascontiguousarray(small.reshape(size[1], -1)), points, index, centres, field,
                              patchmatch.STAT_RADIUS, small.shape[2], 3, seed, least)
    offsets = field - points
    far = np.abs(offsets).max(1) >= least
    rare = np.zeros(centres.shape, np.float32)
    rare[points[far, 0], points[far, 1]] = np.sqrt(cost[far]) / side
    spread = cv2.dilate(rare, np.ones((side, side), np.uint8))
    return (_peaks(offsets[far], count, 1.4, 3, lab, known, scale),
            cv2.resize(spread, known.shape[::-1], interpolation=cv2.INTER_LINEAR))


def _peaks(
    offsets: Array, count: int, sigma: float, apart: int, lab: Array | None = None, known: Array | None = None,
    scale: float = 1.0,
) -> Array:
    """The most frequent of the shifts (n, 2), at least `apart` px from each other, and refined to full resolution."""
    if not len(offsets):
        return np.zeros((0, 2), np.int32)
    origin = np.abs(offsets).max(0) + 8
    votes = np.zeros(tuple(2 * origin + 1), np.float32)
    np.add.at(votes, tuple((offsets + origin).T), 1)
    votes = cv2.GaussianBlur(votes, (0, 0), sigma)
    top = cv2.dilate(votes, np.ones((2 * apart + 1, 2 * apart + 1), np.uint8))
    ys, xs = np.nonzero((votes >= top) & (votes > 0.05))
    order = np.argsort(-votes[ys, xs], kind="stable")[:count]
    found = np.stack([ys[order], xs[order]], 1) - origin
    if scale == 1.0 or lab is None or known is None:
        return found.astype(np.int32)
    return np.array([_refined(lab, known, np.round(shift * scale).astype(int), int(np.ceil(scale / 2)) + 1)
                     for shift in found], np.int32).reshape(-1, 2)


def _refined(lab: Array, known: Array, shift: Array, reach: int) -> tuple[int, int]:
    """The shift near the given one at which the closest quarter of the picture fits best."""
    height, width = known.shape
    step = max(1, int(np.sqrt(height * width / 3000)))
    ys, xs = (part.ravel() for part in np.mgrid[reach:height:step, reach:width:step])
    best, answer = np.inf, (int(shift[0]), int(shift[1]))
    inside = known[ys, xs]
    ys, xs = ys[inside], xs[inside]
    ty, tx = ys + shift[0], xs + shift[1]
    inside = (ty >= reach) & (tx >= reach) & (ty < height - reach) & (tx < width - reach)
    ys, xs, ty, tx = ys[inside], xs[inside], ty[inside], tx[inside]
    if len(ys) < 16:
        return answer
    first = np.abs(lab[ys, xs] - lab[ty, tx]).sum(1)
    near = np.argsort(first)[:max(16, len(first) // 4)]
    ys, xs, ty, tx = ys[near], xs[near], ty[near], tx[near]
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            cost = float(np.abs(lab[ys, xs] - lab[ty + dy, tx + dx]).sum())
            if cost < best:
                best, answer = cost, (int(shift[0] + dy), int(shift[1] + dx))
    return answer


def shifts_of(offsets: Array) -> Array:
    """The most frequent (k, 2) of the shifts (n, 2) that the patch search came to."""
    return _peaks(offsets, FROM_PATCHES, 0.8, 1)


def pieces(
    lab: Array, hole: Array, known: Array, shifts: Array, around: Array | None = None, distant: Distant | None = None,
) -> Array | None:
    """The shift (h, w, 2) int32 of every pixel of the hole; None where some pixel has no possible one.

    lab (h, w, 3); `known` (h, w) may be copied, `around` is what the hole has to meet (None: `known`).
    `distant` is what the hole should look like from afar.
    """
    around = known if around is None else around
    step = max(1, int(np.ceil(np.sqrt(hole.sum() / NODES))))
    coarse = _solve(lab, hole, known, around, shifts, step, distant, None)
    if coarse is None:
        return None
    labels = coarse if step == 1 else _solve(lab, hole, known, around, shifts, 1, distant, (coarse, step))
    if labels is None:
        return None
    shift = np.zeros((*hole.shape, 2), np.int32)
    shift[hole] = shifts[labels[hole]]
    return shift


def with_slopes(lab: Array) -> Array:
    """lab (h, w, 3) and the slopes of its light (h, w, 5): pieces that meet in both meet unseen."""
    light = np.ascontiguousarray(lab[..., 0])
    slopes = [cv2.Sobel(light, cv2.CV_32F, *axis, ksize=3, scale=0.125 * GRADIENT_WEIGHT) for axis in ((1, 0), (0, 1))]
    return np.dstack([lab, *slopes])


@dataclass(frozen=True, eq=False)
class Distant:
    """What the hole should look like from afar: `aim` (h, w, c) inside it, to be compared with what is `seen` (h, w, c)
    where it is copied from; `weight` of a unit of difference beside a unit of colour at a seam. `burden` (h, w):
    what copying from a place costs besides."""

    aim: Array
    seen: Array
    weight: float
    burden: Array


@dataclass(frozen=True, eq=False)
class _Grid:
    """The nodes of one solution: a block of `step` px each, at `rows` x `columns` around the hole. `inner` (r, c): the
    blocks that hold a pixel of the hole, numbered by `index`; `outside`: those that are known; `rim`: those of the
    hole beside them. Of the whole picture (h, w): the mean `features` of the block that begins at a pixel, and
    `whole`, how much of it may be copied."""

    step: int
    rows: Array
    columns: Array
    inner: Array
    index: Array
    outside: Array
    rim: Array
    features: Array
    whole: Array

    @property
    def count(self) -> int:
        return int(self.inner.sum())

    @property
    def cells(self) -> tuple[Array, ...]:
        return np.ix_(self.rows, self.columns)


def _grid(lab: Array, hole: Array, known: Array, around: Array, step: int) -> _Grid:
    height, width = hole.shape
    ys, xs = np.nonzero(hole)
    margin = RIM_PX * step
    rows = np.arange(max(0, ys.min() - margin), min(height, ys.max() + 1 + margin), step)
    columns = np.arange(max(0, xs.min() - margin), min(width, xs.max() + 1 + margin), step)
    thin = np.ones((3, 3), np.uint8)  # the slopes of a pixel read its neighbours
    safe, meets = (cv2.erode(a.astype(np.uint8), thin, borderValue=1).astype(np.float32) for a in (known, around))

    def mean(image: Array) -> Array:
        # anchor (0, 0): the mean of the block that starts at a pixel
        return image if step == 1 else cv2.blur(image, (step, step), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)

    cells = np.ix_(rows, columns)
    inner = mean(hole.astype(np.float32))[cells] > 0
    outside = ~inner & (mean(meets)[cells] > 0.999)
    index = np.full(inner.shape, -1, np.int32)
    index[inner] = np.arange(int(inner.sum()))
    rim = inner & (cv2.dilate(outside.astype(np.uint8), thin) > 0)
    return _Grid(step, rows, columns, inner, index, outside, rim, mean(with_slopes(lab)), mean(safe))


def _costs(
    grid: _Grid, lab: Array, shifts: Array, distant: Distant | None, near: Array | None,
) -> tuple[Array, Array]:
    """What each shift would put into each node, (k, n, c), and what that costs, (k, n). `near` (k, n): the only labels
    that are tried, None = all."""
    height, width = lab.shape[:2]
    step, inner = grid.step, grid.inner
    here = grid.features[grid.cells]
    far = None if distant is None else _seen_by(grid, distant)
    window = (2 * RIM_PX + 1, 2 * RIM_PX + 1)
    share = cv2.boxFilter(grid.outside.astype(np.float32), -1, window, normalize=False)
    colours = np.zeros((len(shifts), grid.count, grid.features.shape[2]), np.float32)
    costs = np.full((len(shifts), grid.count), 2 * FORBIDDEN, np.float32)
    for k, (dy, dx) in enumerate(shifts):
        if near is not None and not near[k].any():
            continue
        r, c = grid.rows + dy, grid.columns + dx
        there = np.ix_(np.clip(r, 0, height - 1), np.clip(c, 0, width - 1))
        fits = grid.whole[there] > 0.999
        fits &= ((r >= 0) & (r + step <= height))[:, None] & ((c >= 0) & (c + step <= width))[None, :]
        miss = np.sqrt(((here - grid.features[there]) ** 2).sum(2)) * grid.outside
        miss = np.where(fits, miss, 20.0) * grid.outside
        beside = cv2.boxFilter(miss, -1, window, normalize=False) / np.maximum(share, 1)
        cost = np.where(fits, np.where(grid.rim, RIM_WEIGHT * beside, 0), 2 * FORBIDDEN)
        colours[k], costs[k] = grid.features[there][inner], cost[inner]
        if far is not None:
            costs[k] += far.burden[there][inner]
            costs[k] += far.weight * np.sqrt(((far.seen[there][inner] - far.aim) ** 2).sum(1))
        if near is not None:
            costs[k][~near[k]] = 2 * FORBIDDEN
    return colours, costs


def _seen_by(grid: _Grid, distant: Distant) -> Distant:
    """`distant` as coarsely as the nodes see it, its `aim` (n, c) that of each node."""
    blur = (2 * grid.step + 3,) * 2
    return replace(distant, aim=cv2.blur(distant.aim, blur)[grid.cells][grid.inner], seen=cv2.blur(distant.seen, blur),
                   burden=cv2.blur(distant.burden, (grid.step, grid.step), anchor=(0, 0)))


def _solve(
    lab: Array, hole: Array, known: Array, around: Array, shifts: Array, step: int, distant: Distant | None,
    before: tuple[Array, int] | None,
) -> Array | None:
    """Labels (h, w) int32 of the hole's pixels. `before`: labels of a coarser grid, which alone are tried near them."""
    grid = _grid(lab, hole, known, around, step)
    near = None if before is None else _near_labels(before, grid, len(shifts))
    colours, costs = _costs(grid, lab, shifts, distant, near)
    labels = costs.argmin(0).astype(np.int32)
    if before is not None:
        first = before[0][grid.cells][grid.inner]
        ok = costs[first, np.arange(grid.count)] < FORBIDDEN
        labels[ok] = first[ok]
    if (costs.min(0) >= FORBIDDEN).mean() > 0.02:
        return None
    expand(colours, costs, neighbours(grid.index), labels, 1.0, 3 if before is None else 2)
    blocks = np.zeros(grid.inner.shape, np.int32)
    blocks[grid.inner] = labels
    top, left = grid.rows[0], grid.columns[0]
    answer = np.zeros(hole.shape, np.int32)
    place = answer[top:top + step * len(grid.rows), left:left + step * len(grid.columns)]
    place[:] = blocks.repeat(step, 0).repeat(step, 1)[:place.shape[0], :place.shape[1]]
    return answer


def _near_labels(before: tuple[Array, int], grid: _Grid, count: int) -> Array:
    """(k, n) bool: the labels that the coarse solution has within a block of each node."""
    labels, step = before
    window = np.ones((2 * step + 1, 2 * step + 1), np.uint8)
    crop = labels[grid.cells]
    found = np.zeros((count, grid.count), bool)
    for k in np.unique(crop[grid.inner]):
        found[k] = (cv2.dilate(((crop == k) & grid.inner).astype(np.uint8), window) > 0)[grid.inner]
    return found
