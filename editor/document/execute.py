"""A plan carried out: the kernel's calls for one block, and the filters of adjustment layers between them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from editor.document.geometry import TILE, Rect
from editor.document.layer import AdjustmentLayer
from editor.document.pixels import Array, white
from editor.document.plan import ADJUST, COLUMNS, DEPTHS, DRAW, FADE, NO_MASK, PLANES, POP, PUSH, REPLACE, SAVE, Plan

BGRA8, RGBA, PLANAR = 0, 1, 4  # outputs of the kernel; RGBA + 0, 1, 2 for the three depths
NORMAL = 0  # the kernel's number of the mode
Row = tuple[int, ...]
Place = tuple[float, float, float, float]  # where the pixels begin and the size of the picture, px of the document


def run(wanted: Plan, area: Rect, out: Array, kind: int, at: tuple[int, int] = (0, 0), below: Array | None = None,
        start: int = 0, stop: int | None = None) -> None:
    """Operations start to stop of `wanted` into `out` (h, w, 4), or planes (4, edge, edge) when `kind` is PLANAR.

    `area` in px of the block at its level; `below` are planes to begin from.
    """
    rows, shares = wanted.rows[start:stop], wanted.opacity[start:stop]
    if not any(row[0] == ADJUST for row in rows):
        _call(wanted, rows, shares, area, out, kind, at, below)
        return
    steps = Steps(wanted, area)
    if below is not None:
        steps.take(_planes(below), 1.0)
    for row, share in zip(rows, shares, strict=True):
        steps.take(row, share)
    _call(wanted, steps.rows, steps.shares, area, out, kind, at)


def _call(wanted: Plan, rows: list[Row], shares: list[float], area: Rect, out: Array, kind: int,
          at: tuple[int, int] = (0, 0), below: Array | None = None) -> None:
    from editor.document.kernels import composite_block

    edge = TILE >> wanted.level
    offset = 0 if kind == PLANAR else at[1] * out.strides[0] + at[0] * out.strides[1]
    stride = edge if kind == PLANAR else out.strides[0] // out.strides[1]
    composite_block(
        np.array(rows, np.int64).reshape(-1, COLUMNS), np.array(shares, np.float32),
        np.array((area.x, area.y, area.w, area.h), np.int64), edge,
        wanted.block.x >> wanted.level, wanted.block.y >> wanted.level, 0 if below is None else below.ctypes.data,
        out.ctypes.data + offset, stride, kind, max(wanted.nested, 1))


@dataclass
class Steps:
    """Operations for the kernel alone: each adjustment is carried out as it comes, and its backdrop becomes planes
    with the changed picture over them. `kept` keeps alive what addresses point to."""

    wanted: Plan
    area: Rect
    rows: list[Row] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    kept: list[Array] = field(default_factory=list)
    scopes: list[tuple[int, bool]] = field(default_factory=lambda: [(0, True)])  # first row; began empty

    def take(self, row: Row, share: float) -> None:
        if row[0] == ADJUST:
            self._adjust(row, share)
            return
        if row[0] in (POP, FADE):
            self.scopes.pop()
        self.rows.append(row)
        self.shares.append(share)
        if row[0] in (PUSH, SAVE):
            self.scopes.append((len(self.rows), row[0] == PUSH))

    def _adjust(self, row: Row, share: float) -> None:
        wanted, area = self.wanted, self.area
        edge, depth = TILE >> wanted.level, row[3]
        planes = np.empty((4, edge, edge), np.float32)
        _call(wanted, *self._backdrop(), area, planes, PLANAR)
        source = np.empty((area.h, area.w, 4), wanted.canvas.dtype)
        _call(wanted, [_planes(planes)], [1.0], area, source, RGBA + depth)
        tile = np.empty((edge, edge, 4), source.dtype)
        inside = area.slices(Rect(0, 0, edge, edge))
        tile[inside] = adjusted(wanted.adjustments[row[5]], source, _placed(wanted, area), wanted.canvas.rect,
                                1 / (1 << wanted.level))
        tile[inside][..., 3] = white(tile.dtype)
        start = self.scopes[-1][0]
        del self.rows[start:], self.shares[start:]
        self.take(_planes(planes), 1.0)
        atop = REPLACE if row[1] == NORMAL else 1
        self.take((DRAW, row[1], atop, depth, row[4], tile.ctypes.data, 0, 0, 0, 0, 0, *row[11:]), share)
        self.kept += planes, tile

    def _backdrop(self) -> tuple[list[Row], list[float]]:
        """What makes the innermost backdrop: a pass-through group (SAVE) goes on from the one around it."""
        level = len(self.scopes) - 1
        start, began_empty = self.scopes[level]
        rows, shares = self.rows[start:], self.shares[start:]
        while not began_empty:
            end, level = start - 1, level - 1
            start, began_empty = self.scopes[level]
            rows, shares = self.rows[start:end] + rows, self.shares[start:end] + shares
        return rows, shares


def _planes(planes: Array) -> Row:
    return (PLANES, 0, 0, DEPTHS["float32"], NO_MASK[0], planes.ctypes.data, 0, 0, 0, 0, 0, *NO_MASK[1:])


def _placed(wanted: Plan, area: Rect) -> Rect:
    """`area` of the block in document px."""
    n = wanted.level
    return Rect(wanted.block.x + (area.x << n), wanted.block.y + (area.y << n), area.w << n, area.h << n)


def adjusted(layer: AdjustmentLayer, pixels: Array, place: Rect, canvas: Rect, scale: float) -> Array:
    """`pixels` (RGBA) through the filter of the layer. `place`: where they lie, document px; `scale` px of theirs for
    one of the document."""
    result: Array = layer.operation.run(pixels, located(layer.params, place, canvas), scale)
    return result


def located(params: Any, rect: Rect, whole: Rect) -> Any:
    """`params` with the place of the pixels in `rect`; as they are where the filter does not ask."""
    if not any(field.name == "place" for field in dataclasses.fields(params)):
        return params
    place: Place = (rect.x - whole.x, rect.y - whole.y, whole.w, whole.h)
    return dataclasses.replace(params, place=place)
