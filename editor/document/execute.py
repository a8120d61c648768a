"""Plans carried out: the kernel's calls for each block, and between them the filters of adjustment layers, which are
asked once for many blocks: a block of a reduced picture is too small to be worth a call.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from editor.document.geometry import TILE, Rect
from editor.document.layer import AdjustmentLayer
from editor.document.pixels import Array, white
from editor.document.plan import (
    ADJUST,
    BEGIN,
    COLUMNS,
    DEPTHS,
    DRAW,
    FADE,
    KEEP,
    NO_MASK,
    POP,
    PUSH,
    REPLACE,
    SAVE,
    Plan,
)

BGRA8, RGBA, PLANAR = 0, 1, 4  # outputs of the kernel; RGBA + 0, 1, 2 for the three depths
NORMAL = 0  # the kernel's number of the mode
GRID = 64  # px: filters that work on reduced pictures (see editor.filters.blurring) begin at multiples of it, so that
NEAR = 40  # parts of a picture meet without a seam; those that look no further than so many px work at full size
BATCH = 1 << 18  # px that wait for their filters before they are asked
Row = tuple[int, ...]
Place = tuple[float, float, float, float]  # where the pixels begin and the size of the picture, px of the document


class Ask(NamedTuple):
    """A filter wanted on `pixels`, contiguous RGBA. Asks of one `key` may be answered together."""

    key: tuple[Any, ...]
    layer: AdjustmentLayer
    params: Any
    pixels: Array
    scale: float


Task = Generator[Ask, Array, None]


def run(task: Task) -> None:
    drive((task,))


def drive(tasks: Iterable[Task]) -> None:
    """Every task to its end."""
    waiting: list[tuple[Task, Ask]] = []
    size = 0
    for task in tasks:
        ask = next(task, None)
        if ask is not None:
            waiting.append((task, ask))
            size += ask.pixels.size
            if size >= 4 * BATCH:
                _answered(waiting)
                waiting, size = [], 0
    _answered(waiting)


def _answered(waiting: list[tuple[Task, Ask]]) -> None:
    while waiting:
        alike: dict[tuple[Any, ...], list[tuple[Task, Ask]]] = {}
        for task, ask in waiting:
            alike.setdefault(ask.key, []).append((task, ask))
        waiting = []
        for group in alike.values():
            for (task, _), result in zip(group, _filtered([ask for _, ask in group]), strict=True):
                try:
                    waiting.append((task, task.send(result)))
                except StopIteration:
                    continue


def _filtered(asks: list[Ask]) -> list[Array]:
    first = asks[0]
    run_filter = first.layer.operation.run
    if len(asks) == 1:
        return [run_filter(first.pixels, first.params, first.scale)]
    together = np.concatenate([ask.pixels.reshape(-1, 1, 4) for ask in asks])
    result = run_filter(together, first.params, first.scale)
    ends = accumulate((ask.pixels.size // 4 for ask in asks), initial=0)
    return [result[a:b].reshape(ask.pixels.shape) for ask, (a, b) in zip(asks, pairwise(ends), strict=True)]


def drawn(wanted: Plan, area: Rect, out: Array, kind: int, at: tuple[int, int] = (0, 0), below: Array | None = None,
          start: int = 0, stop: int | None = None) -> Task:
    """Operations start to stop of `wanted` into `out` (h, w, 4), or planes (4, edge, edge) when `kind` is PLANAR.

    `area` in px of the block at its level; `below` are planes to begin from.
    """
    rows, shares = wanted.rows[start:stop], wanted.opacity[start:stop]
    if not wanted.adjustments or not any(row[0] == ADJUST for row in rows):
        _call(wanted, rows, shares, area, out, kind, at, below)
        return
    steps = Steps(wanted, area)
    if below is not None:
        steps.take(_planes(BEGIN, below), 1.0)
    for row, share in zip(rows, shares, strict=True):
        if row[0] == ADJUST:
            yield from steps.adjust(row, share)
        else:
            steps.take(row, share)
    _call(wanted, steps.rows, steps.shares, area, out, kind, at)


def _call(wanted: Plan, rows: list[Row], shares: list[float], area: Rect, out: Array, kind: int,
          at: tuple[int, int] = (0, 0), below: Array | None = None) -> None:
    edge = TILE >> wanted.level
    offset = 0 if kind == PLANAR else at[1] * out.strides[0] + at[0] * out.strides[1]
    stride = edge if kind == PLANAR else out.strides[0] // out.strides[1]
    _kernel()(
        np.array(rows, np.int64).reshape(-1, COLUMNS), np.array(shares, np.float32),
        np.array((area.x, area.y, area.w, area.h), np.int64), edge,
        wanted.block.x >> wanted.level, wanted.block.y >> wanted.level, 0 if below is None else address(below),
        address(out) + offset, stride, kind, max(wanted.nested, 1))


@lru_cache(1)
def _kernel() -> Any:
    """Imported late, and not at each call: Qt's import hook makes that dear."""
    from editor.document.kernels import composite_block

    return composite_block


@lru_cache(1)
def _composite() -> Any:
    from editor.document.compose import composite

    return composite


def address(array: Array) -> int:
    return int(array.__array_interface__["data"][0])


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
        if row[0] in (POP, FADE):
            self.scopes.pop()
        self.rows.append(row)
        self.shares.append(share)
        if row[0] in (PUSH, SAVE):
            self.scopes.append((len(self.rows), row[0] == PUSH))

    def adjust(self, row: Row, share: float) -> Task:
        wanted, area = self.wanted, self.area
        edge, depth, dtype = TILE >> wanted.level, row[3], wanted.canvas.dtype
        planes, source = np.empty((4, edge, edge), np.float32), np.empty((area.h, area.w, 4), dtype)
        rows, shares = self._backdrop()
        _call(wanted, [*rows, _planes(KEEP, planes)], [*shares, 1.0], area, source, RGBA + depth)
        if row[5] in wanted.below:
            result = self._looked_around(row[5], source)
        else:
            result = yield self._ask(row[5], source)
        tile = np.empty((edge, edge, 4), dtype)
        inside = tile[area.y:area.y + area.h, area.x:area.x + area.w]
        inside[:] = result
        inside[..., 3] = white(tile.dtype)
        start = self.scopes[-1][0]
        del self.rows[start:], self.shares[start:]
        self.take(_planes(BEGIN, planes), 1.0)
        atop = REPLACE if row[1] == NORMAL else 1
        self.take((DRAW, row[1], atop, depth, row[4], address(tile), 0, 0, 0, 0, 0, *row[11:]), share)
        self.kept += planes, tile

    def _looked_around(self, number: int, source: Array) -> Array:
        """The filter's result on the area, from what lies around it, too; `source` beyond the canvas, at whose edge
        the picture goes on as the filter sees fit."""
        wanted, n = self.wanted, self.wanted.level
        layer, canvas = wanted.adjustments[number], wanted.canvas.rect
        here = self.area.moved(wanted.block.x >> n, wanted.block.y >> n)
        limit = Rect(canvas.x >> n, canvas.y >> n, -(-canvas.w >> n), -(-canvas.h >> n))
        inside = here if canvas.is_empty else here.intersect(limit)
        if inside.is_empty:
            return source
        wide = inside.grown((layer.margin >> n) + 2)
        if layer.margin >> n > NEAR:
            wide = Rect(wide.x // GRID * GRID, wide.y // GRID * GRID, wide.w + GRID, wide.h + GRID)
        wide = wide if canvas.is_empty else wide.intersect(limit)
        around = _composite()(wanted.below[number], wide, source.dtype.name, n, wanted.step, wanted.facts, canvas)
        place = Rect(wide.x << n, wide.y << n, wide.w << n, wide.h << n)
        result = layer.operation.run(around, located(layer.params, place, canvas), 1 / (1 << n))
        source[inside.slices(here)] = result[inside.slices(wide)]
        return source

    def _ask(self, number: int, source: Array) -> Ask:
        wanted, area, n = self.wanted, self.area, self.wanted.level
        layer = wanted.adjustments[number]
        place = Rect(wanted.block.x + (area.x << n), wanted.block.y + (area.y << n), area.w << n, area.h << n)
        params = located(layer.params, place, wanted.canvas.rect)
        key = (number, n) if params is layer.params else (number, n, place)
        return Ask(key, layer, params, source, 1 / (1 << n))

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


def _planes(operation: int, planes: Array) -> Row:
    return (operation, 0, 0, DEPTHS["float32"], NO_MASK[0], address(planes), 0, 0, 0, 0, 0, *NO_MASK[1:])


def located(params: Any, rect: Rect, whole: Rect) -> Any:
    """`params` with the place of the pixels in `rect`; as they are where the filter does not ask."""
    if not hasattr(params, "place"):
        return params
    place: Place = (rect.x - whole.x, rect.y - whole.y, whole.w, whole.h)
    return dataclasses.replace(params, place=place)
