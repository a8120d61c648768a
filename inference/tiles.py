"""Tiles: a large picture is worked on piece by piece, without a seam and within a fixed memory.

Around what is kept of a tile lies a margin that a network needs to see and that is thrown away; a margin as wide
as the network's reach makes the tiles equal to the whole. Neighbours share a few more pixels, in which one fades
into the other, for networks whose reach has no end. Tiles are written straight into the result (`fill`): beside it,
no more than one of them is in memory; or the result is handed on from the top (`strips`), and no more than a row of
tiles of it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.depths import from_unit, to_unit

Array = npt.NDArray[Any]
PHASE = 48  # px: tiles begin at multiples of it, so that strides and windows stay in phase (small tiles: of 16)


@dataclass(frozen=True)
class Layout:
    """How a picture is cut, px of it: the edge of a tile, the margin, the fade; `wraps`: left and right edge meet;
    `whole`: the last tile is moved back rather than cut, for models that draw at one size; `tall`: the height of a tile
    where it is not as wide as high."""

    tile: int
    margin: int
    fade: int = 16
    wraps: bool = False
    whole: bool = False
    tall: int = 0

    @property
    def step(self) -> int:
        """From one tile to the next, px; not positive where all of a tile is margin."""
        step = self.tile - 2 * self.margin - self.fade
        if step <= 0:
            return step
        return step - step % (PHASE if step >= 4 * PHASE else next(phase for phase in (16, 8, 1) if step >= phase))

    @property
    def trimmed(self) -> Layout:
        """The same tiles without what the phase leaves unused of them."""
        return replace(self, tile=self.step + 2 * self.margin + self.fade)


@dataclass(frozen=True)
class Span:
    """One side of a tile, px: `start` to `stop` is read, `first` to `last` kept; the first `fade` px of these
    fade in over the tile before. A span of a picture that wraps reads beyond its edges."""

    start: int
    stop: int
    first: int
    last: int
    fade: int


@dataclass(frozen=True)
class Tile:
    across: Span
    down: Span


def spans(length: int, layout: Layout, wraps: bool = False) -> tuple[Span, ...]:
    """The spans of one side of `length` px. Raises ValueError for tiles that are all margin."""
    step = layout.step
    if step <= 0 or layout.margin < 0 or layout.fade < 0:
        raise ValueError(f"a tile of {layout.tile} px has no room for a margin of {layout.margin} px")
    low, high = (-layout.margin, length + layout.margin) if wraps else (0, length)
    if high - low <= layout.tile:
        return (Span(low, high, 0, length, 0),)
    found: list[Span] = []
    for start in range(low, high, step):
        stop = min(start + layout.tile, high)
        start = stop - layout.tile if layout.whole else start
        last = length if stop == high else stop - layout.margin
        fade = layout.fade if found else 0
        found.append(Span(start, stop, found[-1].last - fade if found else 0, last, fade))
        if stop == high:
            break
    return tuple(found)


def tiles(width: int, height: int, layout: Layout) -> Iterator[Tile]:
    """Row by row from the top left, so that a tile fades in over what is there."""
    across = spans(width, layout, layout.wraps)
    for down in spans(height, replace(layout, tile=layout.tall or layout.tile)):
        for one in across:
            yield Tile(one, down)


def piece(image: Array, tile: Tile) -> Array:
    """The pixels that a tile reads; those beyond an edge lie at the other one."""
    a, d = tile.across, tile.down
    if a.start >= 0 and a.stop <= image.shape[1]:
        return image[d.start:d.stop, a.start:a.stop]
    return np.take(image[d.start:d.stop], np.arange(a.start, a.stop), axis=1, mode="wrap")


def fill(
    out: Array, width: int, height: int, layout: Layout, make: Callable[[Tile, Box], Array],
    step: Callable[[float], None] = lambda fraction: None,
) -> None:
    """Write every tile of a picture of `width` x `height` px into `out` (h, w, c), which may be of any size and depth.

    `make(tile, box)` gives the pixels of `box` of `out`, float32 0-1; `step` is told the fraction that is done
    before each tile and may raise.
    """
    all_tiles = list(tiles(width, height, layout))
    for index, tile in enumerate(all_tiles):
        step(index / len(all_tiles))
        box = Box.of(tile, out.shape[1] / width, out.shape[0] / height)
        _lay(out[box.top:box.bottom, box.left:box.right], make(tile, box), box)


def strips(
    width: int, height: int, layout: Layout, size: tuple[int, int], dtype: np.dtype[Any],
    make: Callable[[Tile, Box], Array], step: Callable[[float], None] = lambda fraction: None,
) -> Iterator[Array]:
    """The picture that `fill` makes, RGBA of `size` (w, h) px, from the top: what each row of tiles finishes.

    A strip is written over when the next one is asked for.
    """
    all_tiles = list(tiles(width, height, layout))
    boxes = [Box.of(tile, size[0] / width, size[1] / height) for tile in all_tiles]
    across = sum(tile.down is all_tiles[0].down for tile in all_tiles)
    band = np.empty((max(box.bottom - box.top for box in boxes), size[0], 4), dtype)
    for first in range(0, len(all_tiles), across):
        top, bottom = boxes[first].top, boxes[first].bottom
        for index in range(first, first + across):
            step(index / len(all_tiles))
            box = boxes[index]
            _lay(band[:bottom - top, box.left:box.right], make(all_tiles[index], box), box)
        done = boxes[first + across].top if first + across < len(boxes) else bottom
        yield band[:done - top]
        band[:bottom - done] = band[done - top:bottom - top].copy()  # what the next row fades in over


@dataclass(frozen=True)
class Box:
    """What is kept of a tile, px of the result; `fade_x` and `fade_y` are the px that fade in."""

    left: int
    top: int
    right: int
    bottom: int
    fade_x: int
    fade_y: int

    @staticmethod
    def of(tile: Tile, by_x: float, by_y: float) -> Box:
        a, d = tile.across, tile.down
        left, top = round(a.first * by_x), round(d.first * by_y)
        return Box(left, top, round(a.last * by_x), round(d.last * by_y),
                   round((a.first + a.fade) * by_x) - left, round((d.first + d.fade) * by_y) - top)


def _lay(place: Array, made: Array, box: Box) -> None:
    """Put a tile in its place: its left and top strip are mixed with what is there, the rest is written."""
    across, down = _ramp(box.fade_x, made.shape[1]), _ramp(box.fade_y, made.shape[0])
    weight = down[:, None, None] * across[None, :, None]
    for strip in ((slice(None), slice(0, box.fade_x)), (slice(0, box.fade_y), slice(box.fade_x, None))):
        old = to_unit(place[strip])
        place[strip] = from_unit(old + (made[strip] - old) * weight[strip], place.dtype)
    rest = (slice(box.fade_y, None), slice(box.fade_x, None))
    place[rest] = from_unit(made[rest], place.dtype)


def _ramp(fade: int, length: int) -> npt.NDArray[np.float32]:
    weights = np.ones(length, np.float32)
    weights[:fade] = (np.arange(fade) + 1) / (fade + 1)
    return weights
