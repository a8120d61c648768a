"""Pixels: an immutable, unbounded image in 256-px tiles shared between versions.

The one pixel convention: RGBA with straight alpha, sRGB, shape (h, w, 4); masks have shape (h, w), where 255
(65535, 1.0) is inside. dtype uint8, uint16 or float32 (0-1). A missing tile has the value `fill` everywhere.
After MyPaint's read-only tile snapshots (lib/tiledsurface.py): a diff of two versions compares identities.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from editor.document.geometry import EMPTY, TILE, Rect, tile_rect

Array = npt.NDArray[Any]
Key = tuple[int, int]
DTYPES = ("uint8", "uint16", "float32")
COMPARED = 64  # tiles; with more of them, comparing costs more than it spares
NO_TILES: Mapping[Key, Array] = MappingProxyType({})


def white(dtype: npt.DTypeLike) -> float:
    """The value of full intensity: 255, 65535 or 1.0."""
    kind = np.dtype(dtype)
    return 1.0 if kind.kind == "f" else float(np.iinfo(kind).max)


def convert(array: Array, dtype: npt.DTypeLike) -> Array:
    """`array` at another depth, rounded to nearest."""
    target = np.dtype(dtype)
    if array.dtype == target:
        return array
    if array.dtype == np.uint8 and target == np.uint16:
        return array.astype(np.uint16) * np.uint16(257)
    scaled = array.astype(np.float32) * np.float32(white(target) / white(array.dtype))
    if target.kind == "f":
        return scaled
    return (np.clip(scaled, 0, white(target)) + np.float32(0.5)).astype(target)


def copied(tiles: Mapping[Key, Array]) -> dict[Key, Array]:
    """A dict of its own. dict() of a mapping proxy walks its keys one by one, ten times slower than dict.copy."""
    if isinstance(tiles, MappingProxyType):
        return cast("dict[Key, Array]", tiles.copy())
    return dict(tiles)


def hull_of_tiles(keys: Collection[Key]) -> Rect:
    """The hull of tiles by their keys, in px."""
    if not keys:
        return EMPTY
    columns, rows = [key[0] for key in keys], [key[1] for key in keys]
    x, y = min(columns), min(rows)
    return Rect(x * TILE, y * TILE, (max(columns) - x + 1) * TILE, (max(rows) - y + 1) * TILE)


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Pixels:
    """`channels` is 4 (RGBA) or 1 (mask). Two Pixels are the same only if they are the same object."""

    channels: int = 4
    dtype: str = "uint8"
    tiles: Mapping[Key, Array] = field(default_factory=lambda: NO_TILES)
    fill: float = 0.0

    @staticmethod
    def of(array: Array, x: int = 0, y: int = 0, fill: float = 0.0) -> Pixels:
        """Pixels that hold `array` with its top left corner at (x, y)."""
        return Pixels(4 if array.ndim == 3 else 1, array.dtype.name, fill=fill).write(x, y, array)

    @property
    def bounds(self) -> Rect:
        """The hull of the tiles that exist: a multiple of 256 px, may exceed what is visible."""
        return hull_of_tiles(self.tiles)

    @property
    def nbytes(self) -> int:
        return sum(tile.nbytes for tile in self.tiles.values())

    def shape(self, w: int, h: int) -> tuple[int, ...]:
        return (h, w, 4) if self.channels == 4 else (h, w)

    def read(self, rect: Rect) -> Array:
        """A contiguous writable copy of `rect`."""
        out = np.full(self.shape(rect.w, rect.h), self.fill, self.dtype)
        for key in rect.tiles():
            tile = self.tiles.get(key)
            if tile is not None:
                area = tile_rect(key)
                part = area.intersect(rect)
                out[part.slices(rect)] = tile[part.slices(area)]
        return out

    def sampled(self, rect: Rect, step: int) -> Array:
        """Every `step`-th pixel of every `step`-th row of `rect`, without reading the others."""
        out = np.full(self.shape(-(-rect.w // step), -(-rect.h // step)), self.fill, self.dtype)
        for key in rect.tiles():
            tile = self.tiles.get(key)
            if tile is not None:
                area = tile_rect(key)
                part = area.intersect(rect)
                x, y = -(-(part.x - rect.x) // step), -(-(part.y - rect.y) // step)  # of the first sample inside
                taken = tile[rect.y + y * step - area.y:part.bottom - area.y:step,
                             rect.x + x * step - area.x:part.right - area.x:step]
                out[y:y + taken.shape[0], x:x + taken.shape[1]] = taken
        return out

    def write(self, x: int, y: int, array: Array) -> Pixels:
        """A version with `array` at (x, y). Copies the tiles it touches, no others; converts the depth."""
        source = convert(array, self.dtype)
        h, w = array.shape[:2]
        if w == 0 or h == 0:
            return self
        tiles = copied(self.tiles)
        for row in range(y // TILE, (y + h - 1) // TILE + 1):
            top = row * TILE - y  # of the tile, in rows of the array
            rows = source[max(top, 0):top + TILE]
            into_y = slice(max(-top, 0), max(-top, 0) + rows.shape[0])
            for column in range(x // TILE, (x + w - 1) // TILE + 1):
                left = column * TILE - x
                part = rows[:, max(left, 0):left + TILE]
                key = (column, row)
                if part.shape[:2] == (TILE, TILE):
                    tile = part.copy()
                else:
                    old = tiles.get(key)
                    tile = np.full(self.shape(TILE, TILE), self.fill, self.dtype) if old is None else old.copy()
                    start = max(-left, 0)
                    tile[into_y, start:start + part.shape[1]] = part
                tile.flags.writeable = False
                tiles[key] = tile
        return Pixels(self.channels, self.dtype, MappingProxyType(tiles), self.fill)

    def clear(self, rect: Rect) -> Pixels:
        """A version with `rect` set to `fill`; tiles that lie inside are dropped."""
        tiles = copied(self.tiles)
        for key in rect.tiles():
            area = tile_rect(key)
            if key in tiles:
                if rect.covers(area):
                    del tiles[key]
                else:
                    tile = tiles[key].copy()
                    tile[area.intersect(rect).slices(area)] = self.fill
                    tile.flags.writeable = False
                    tiles[key] = tile
        return Pixels(self.channels, self.dtype, MappingProxyType(tiles), self.fill)

    def changed(self, other: Pixels) -> Rect:
        """The hull of what differs from `other`, found by the identity of tiles: never too small.

        Up to COMPARED tiles are looked into, so that a dab's rectangle is its own, not that of its tiles.
        """
        if self is other:
            return EMPTY
        here, there = self.tiles, other.tiles
        differ = [key for key, tile in here.items() if there.get(key) is not tile]
        gone = [key for key in there if key not in here]
        whole = hull_of_tiles(differ + gone)
        if len(differ) > COMPARED or not differ:
            return whole
        inner, total = whole.grown(-TILE), hull_of_tiles(gone)
        for key in differ:
            area, old = tile_rect(key), there.get(key)
            if total.covers(area):
                continue
            if old is not None and not inner.covers(area):
                area = _difference(here[key], old).moved(area.x, area.y)
            total = total.union(area)
        return total

    def compact(self) -> Pixels:
        """Without the tiles that hold nothing but `fill`."""
        kept = {key: tile for key, tile in self.tiles.items()
                if (tile.any() if self.fill == 0 else (tile != self.fill).any())}
        return self if len(kept) == len(self.tiles) else Pixels(
            self.channels, self.dtype, MappingProxyType(kept), self.fill)

    def content_bounds(self) -> Rect:
        """The tight hull of pixels that are not empty: alpha above 0, or mask value not equal to `fill`."""
        total = EMPTY
        for key, tile in self.tiles.items():
            corners = tile[::TILE - 1, ::TILE - 1]
            if (corners[..., 3] > 0 if self.channels == 4 else corners != self.fill).all():
                total = total.union(tile_rect(key))  # a full tile, most often
                continue
            inside = tile[..., 3] > 0 if self.channels == 4 else tile != self.fill
            area = tile_rect(key)
            total = total.union(bounds_where(inside).moved(area.x, area.y))
        return total

    def at(self, x: int, y: int) -> Array:
        """The value of one pixel."""
        result: Array = self.read(Rect(x, y, 1, 1))[0, 0]
        return result


def bounds_where(inside: Array) -> Rect:
    """The tight rectangle of what is True in a bool (h, w), px of the array; empty where nothing is."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not rows.size:
        return EMPTY
    return Rect(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)


def _difference(one: Array, other: Array) -> Rect:
    """Where two tiles differ, px of the tile; at most a word of 8 bytes too wide."""
    from editor.document.pixels_kernels import differing

    if one.dtype != other.dtype or one.shape != other.shape:
        return Rect(0, 0, TILE, TILE)
    x0, y0, x1, y1 = differing(_words(one), _words(other))
    per_px = one.nbytes // TILE**2
    left, right = x0 * 8 // per_px, -(-x1 * 8 // per_px)
    return Rect(left, y0, right - left, y1 - y0)


def _words(tile: Array) -> Array:
    words = tile.reshape(TILE, -1).view(np.uint64)
    words.flags.writeable = False  # the kernel is compiled for this
    return words
