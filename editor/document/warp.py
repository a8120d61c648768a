"""Maps that bend a picture - perspective and mesh - and resampling through them.

A map is a value that says where points go (`forward`) and where each px of the result comes from (`sources`).
Resampling averages the area that a px covers in the source, so nothing aliases where a part is made smaller.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from editor.document.geometry import EMPTY, Rect
from editor.document.pixels import Array, convert, white
from inference.api import UserError

METHODS = {"nearest": 0, "linear": 1, "cubic": 2, "lanczos": 3}
BAND = 128  # rows resampled at once
CELL_PX = 8.0  # of the grid a mesh is cut into: by then its cells are flat
LARGEST = 32000  # px, edge of a result


class Map(Protocol):
    def forward(self, points: Array) -> Array:
        """float64 (n, 2) of old document px to new ones."""
        ...

    def outline(self, rect: Rect) -> Array:
        """Points (n, 2) whose hull holds what becomes of `rect`."""
        ...

    def sources(self, rect: Rect, place: Rect, step: int) -> Array:
        """float32 (h, w, 2): the old document px under the middles of `place` / `step` new ones, NaN where there is
        none. `rect` is where the picture lies."""
        ...


@dataclass(frozen=True, eq=False)
class Perspective:
    """`matrix` float64 (3, 3) of homogeneous coordinates."""

    matrix: Array

    def forward(self, points: Array) -> Array:
        return projected(self.matrix, points)

    def outline(self, rect: Rect) -> Array:
        return self.forward(corner_points(rect))

    def sources(self, rect: Rect, place: Rect, step: int) -> Array:
        from editor.document.warp_kernels import inverted

        inverse = np.linalg.inv(self.matrix)
        middle = self.forward(np.array([[rect.x + rect.w / 2, rect.y + rect.h / 2]]))[0]
        sign = float(np.sign(inverse[2] @ (middle[0], middle[1], 1.0)))  # the side of the horizon that is seen
        out = np.empty((-(-place.h // step), -(-place.w // step), 2), np.float32)
        inverted(inverse, float(place.x), float(place.y), float(step), sign, out)
        return out


@dataclass(frozen=True, eq=False)
class Mesh:
    """A surface through `nodes`, float64 (n, n, 2) in old document px: where the points of an even n x n grid over
    `rect` go, by rows; natural cubic splines between them. Then `matrix` (3, 3), as of a Perspective."""

    rect: Rect
    nodes: Array
    matrix: Array

    @cached_property
    def _cuts(self) -> dict[int, tuple[Array, Array]]:
        """Where the points of fine grids went, by their number of cells: asked for band by band."""
        return {}

    def forward(self, points: Array) -> Array:
        at = (points - (self.rect.x, self.rect.y)) / (self.rect.w, self.rect.h)
        across, down = spline(len(self.nodes), at[:, 0]), spline(len(self.nodes), at[:, 1])
        return projected(self.matrix, np.einsum("pi,pj,ijc->pc", down, across, self.nodes))

    def grid(self, columns: Array, rows: Array) -> Array:
        """(rows, columns, 2): where the points of a grid go; both are parts of the rectangle, 0-1."""
        across, down = spline(len(self.nodes), columns), spline(len(self.nodes), rows)
        bent = np.stack([down @ self.nodes[..., c] @ across.T for c in range(2)], axis=-1)
        return projected(self.matrix, bent.reshape(-1, 2)).reshape(bent.shape)

    def outline(self, rect: Rect) -> Array:
        steps = np.linspace(0, 1, 65)
        return self.grid(steps, steps).reshape(-1, 2)

    def sources(self, rect: Rect, place: Rect, step: int) -> Array:
        from editor.document.warp_kernels import unfolded

        cells = int(np.clip(np.ptp(self.outline(rect), axis=0).max() / (CELL_PX * step), 16, 400))
        if cells not in self._cuts:
            steps = np.arange(-1, cells + 2) / cells  # a cell more around, so that edges are smooth
            points = self.grid(steps, steps)
            self._cuts[cells] = np.ascontiguousarray(points[..., 0]), np.ascontiguousarray(points[..., 1])
        out = np.full((-(-place.h // step), -(-place.w // step), 2), np.nan, np.float32)
        unfolded(*self._cuts[cells], float(place.x), float(place.y), float(step), out)
        size = np.array((self.rect.w, self.rect.h), np.float32) / np.float32(cells)
        found: Array = (out - 1) * size + np.array((self.rect.x, self.rect.y), np.float32)
        return found


def projected(matrix: Array, points: Array) -> Array:
    flat = points @ matrix[:2, :2].T + matrix[:2, 2]
    result: Array = flat / (points @ matrix[2, :2] + matrix[2, 2])[:, None]
    return result


def corner_points(rect: Rect) -> Array:
    """Clockwise from the top left."""
    return np.array([(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)], float)


def quad_matrix(rect: Rect, quad: Array) -> Array:
    """The perspective that takes the corners of `rect` to `quad` (4, 2), clockwise from the top left. Raises
    numpy.linalg.LinAlgError when three of its corners lie on a line."""
    rows = []
    for (x, y), (u, v) in zip(corner_points(rect), np.asarray(quad, float), strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
    solved = np.linalg.solve(np.array(rows), np.asarray(quad, float).reshape(-1))
    return np.append(solved, 1.0).reshape(3, 3)


def spline(count: int, at: Array) -> Array:
    """(len(at), count): the weights of `count` even nodes on 0-1 in the natural cubic spline through them."""
    inner = count - 2
    second = np.zeros((count, count))  # second derivatives, of each node's own spline
    if inner > 0:
        system = np.diag([4.0] * inner) + np.diag([1.0] * (inner - 1), 1) + np.diag([1.0] * (inner - 1), -1)
        bend = np.zeros((inner, count))
        for i in range(inner):
            bend[i, i:i + 3] = 6, -12, 6
        second[1:-1] = np.linalg.solve(system, bend)
    place = np.asarray(at, float) * (count - 1)
    i = np.clip(np.floor(place).astype(int), 0, count - 2)
    f = place - i
    out = ((1 - f) ** 3 - (1 - f))[:, None] / 6 * second[i] + (f**3 - f)[:, None] / 6 * second[i + 1]
    out[np.arange(len(i)), i] += 1 - f
    out[np.arange(len(i)), i + 1] += f
    return out


# ---- resampling


def place_of(by: Map, rect: Rect, clip: Rect) -> Rect:
    """Where `rect` comes to lie, inside `clip`. Raises UserError where that is too large."""
    points = by.outline(rect)
    if not np.isfinite(points).all():
        return EMPTY
    low, high = points.min(axis=0), points.max(axis=0)
    place = Rect.hull(low[0], low[1], high[0], high[1]).grown(1).intersect(clip)
    if max(place.w, place.h) > LARGEST:
        raise UserError("The result would be too large.", "Scale it less.")
    return place


def bent(array: Array, rect: Rect, by: Map, method: str, clip: Rect, fill: float = 0.0) -> tuple[Array, Rect]:
    """Pixels at `rect` of the document after a map, and where they lie then. Same depth; `fill` around one channel.

    Colour is weighted by alpha while it is resampled, in float32.
    """
    from editor.document.warp_kernels import PAD, PHASES, sampled

    place = place_of(by, rect, clip)
    if place.is_empty:
        return np.full((1, 1, *array.shape[2:]), fill, array.dtype), Rect(rect.x, rect.y, 1, 1)
    source = np.zeros((rect.h + 2 * PAD, rect.w + 2 * PAD, 4), np.float32)
    source[PAD:-PAD, PAD:-PAD] = weighted(array, fill)
    flat, table = source.reshape(len(source), -1), weights(METHODS[method], PHASES)
    out = np.empty((place.h, place.w, *array.shape[2:]), array.dtype)

    def band(top: int) -> None:
        rows = min(BAND, place.h - top)
        coords = by.sources(rect, Rect(place.x, place.y + top, place.w + 1, rows + 1), 1)
        coords -= np.array((rect.x + 0.5, rect.y + 0.5), np.float32)
        made = np.empty((rows, place.w, 4), np.float32)
        sampled(flat, coords, METHODS[method], table, made)
        out[top:top + rows] = unweighted(made, array, fill)

    in_bands(band, place.h)
    return out, place


def weights(method: int, phases: int) -> Array:
    """float32 (phases + 1, 6): of the taps around a place so far (0-1) after the middle one; bilinear, cubic (Keys,
    a = -0.5), Lanczos 3."""
    f = np.linspace(0, 1, phases + 1)
    if method == 2:
        taps = [-0.5 * f + f**2 - 0.5 * f**3, 1 - 2.5 * f**2 + 1.5 * f**3, 0.5 * f + 2 * f**2 - 1.5 * f**3,
                -0.5 * f**2 + 0.5 * f**3]
    elif method == 3:
        far = f[:, None] + 2 - np.arange(6)
        table = np.sinc(far) * np.sinc(far / 3)
        taps = list((table / table.sum(axis=1, keepdims=True)).T)
    else:
        taps = [1 - f, f]
    out = np.zeros((phases + 1, 6), np.float32)
    out[:, :len(taps)] = np.stack(taps, axis=1)
    out[np.abs(out) < 1e-7] = 0  # the sine of a multiple of pi is nothing
    return out


def in_bands(band: Callable[[int], None], rows: int) -> None:
    """`band(top)` for every BAND rows, on all cores."""
    tops = range(0, rows, BAND)
    if len(tops) < 3:
        for top in tops:
            band(top)
        return
    with ThreadPoolExecutor(os.cpu_count(), "limner-pool-warp") as pool:
        list(pool.map(band, tops))


def weighted(array: Array, fill: float = 0.0) -> Array:
    """float32 (h, w, 4), in the units of the depth, colour times alpha 0-1; one channel as what it has over `fill`."""
    if array.ndim == 2:
        out = np.zeros((*array.shape, 4), np.float32)
        out[..., 0] = array.astype(np.float32) - np.float32(fill)
        return out
    out = array.astype(np.float32)
    if not (array[..., 3] == white(array.dtype)).all():
        out[..., :3] *= out[..., 3:] * np.float32(1 / white(array.dtype))
    return out


def premultiplied(array: Array) -> Array:
    """Colour times alpha in the array's own depth, for previews; one channel and what is opaque as they are."""
    top = white(array.dtype)
    if array.ndim == 2 or (array[..., 3] == top).all():
        return np.ascontiguousarray(array)
    return convert(weighted(array) / np.float32(top), array.dtype)


def unweighted(work: Array, like: Array, fill: float = 0.0) -> Array:
    """The inverse of `weighted`, in the depth and with the channels of `like`, rounded and clipped to what it holds."""
    if like.ndim == 2:
        top = np.float32(white(like.dtype))
        return convert(np.clip(work[..., 0] + np.float32(fill), 0, top) / top, like.dtype)
    return straight(work, like.dtype)


def straight(work: Array, dtype: np.dtype) -> Array:  # type: ignore[type-arg]
    """Alpha-weighted values back to straight ones, clipped to what the depth holds; one channel only clipped."""
    from editor.document.warp_kernels import straightened

    top = np.float32(white(dtype))
    if work.ndim == 2:
        return work if work.dtype == dtype and dtype.kind != "f" else convert(np.clip(work, 0, top) / top, dtype)
    out = np.empty(work.shape, dtype)
    straightened(work, float(top), np.float32(0.0 if dtype.kind == "f" else 0.5), out)
    return out
