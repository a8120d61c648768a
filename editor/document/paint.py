"""A stroke: a float mask that dabs raise, and the surface as a function of (original, mask, ink).

Each event costs the tiles that its dabs touch and no others; the original is never changed, so giving up a
stroke costs nothing, and opacity holds for the whole stroke while flow builds up inside it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor
from types import MappingProxyType

import numpy as np

from editor.document.document import Document
from editor.document.geometry import TILE, Rect, tile_rect
from editor.document.paint_path import Brush, Sample, Trail
from editor.document.paint_target import Kind, Surface, editable, surface, with_pixels
from editor.document.pixels import Array, Key, Pixels, copied, white
from editor.document.retouch import Effect, Patch, as_rgba, read_held, words

__all__ = ["Brush", "Ink", "Kind", "Painting", "Sample", "Stroke", "Surface", "Trail", "editable", "luminance",
           "surface", "with_pixels"]

ALL = np.full((TILE, TILE), 255, np.uint8)  # the selection over a tile where there is none


@dataclass(frozen=True, eq=False)
class Ink:
    """What a stroke leaves: `colour` (straight sRGBA 0-1), or, when `erases`, less alpha, or `source`, RGBA px in
    the place of each tile (the clone stamp). On masks and the selection `value` (0-1) counts. An `effect` changes
    what is there instead, on all of them."""

    colour: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 1.0)
    value: float = 1.0
    erases: bool = False
    source: Callable[[Rect], Array] | None = None
    effect: Effect | None = None


def luminance(colour: tuple[float, float, float, float]) -> float:
    """The grey that a colour paints on a mask (Rec. 709 weights on sRGB values)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


class Painting(ABC):
    """One stroke on a surface, of any kind: the way of the tip and the tiles that are painted by now. `document` is
    what it looks like so far."""

    def __init__(self, target: Surface, brush: Brush, zoom: float = 1.0) -> None:
        self.document: Document = target.document
        self._surface, self._brush = target, brush
        self._trail, self._clip = Trail(brush, zoom), _limits(target)
        self._blank = sealed(np.full(target.pixels.shape(TILE, TILE), target.pixels.fill, target.pixels.dtype))
        self._half = np.float32(0.0 if target.pixels.dtype == "float32" else 0.5)
        self._white = white(target.pixels.dtype)
        self._chosen: dict[Key, Array | None] = {}
        self._painted: dict[Key, Array] = {}

    def press(self, x: float, y: float, pressure: float = 1.0) -> Document:
        return self._add(self._trail.start(x, y, pressure))

    def move(self, x: float, y: float, pressure: float = 1.0) -> Document:
        return self._add(self._trail.move(x, y, pressure))

    def line(self, x: float, y: float, pressure: float = 1.0) -> Document:
        return self._add(self._trail.line(x, y, pressure))

    def finish(self, x: float, y: float, pressure: float = 1.0) -> Document:
        """The stroke's result; the document it began with, itself, if no byte has changed."""
        self._add(self._trail.end(x, y, pressure))
        self.document = self._finished()
        return self.document

    def _add(self, dabs: Array) -> Document:
        if len(dabs) == 0:
            return self.document
        dabs[:, 0] -= self._surface.x
        dabs[:, 1] -= self._surface.y
        if self._lay(dabs):
            self.document = self._put(copied(self._surface.pixels.tiles) | self._painted)
        return self.document

    @abstractmethod
    def _lay(self, dabs: Array) -> bool:
        """Lay dabs, at least one, in px of the surface; whether any tile was painted."""

    def _selected(self, key: Key) -> Array | None:
        """The selection over a tile, None where nothing of it is selected."""
        if self._surface.selection is None:
            return ALL
        if key not in self._chosen:
            array = self._surface.selection.read(tile_rect(key).moved(self._surface.x, self._surface.y))
            self._chosen[key] = array if array.any() else None
        return self._chosen[key]

    def _put(self, tiles: dict[Key, Array]) -> Document:
        old = self._surface.pixels
        return self._surface.put(Pixels(old.channels, old.dtype, MappingProxyType(tiles), old.fill))

    def _finished(self) -> Document:
        tiles, changed = copied(self._surface.pixels.tiles), False
        for key, tile in self._painted.items():
            old = self._surface.pixels.tiles.get(key, self._blank)
            if not np.array_equal(tile.view(np.uint8).reshape(-1).view(np.uint64),
                                  old.view(np.uint8).reshape(-1).view(np.uint64)):
                tiles[key], changed = tile, True
        return self._put(tiles) if changed else self._surface.document


class Stroke(Painting):
    """A stroke that leaves ink."""

    def __init__(self, target: Surface, brush: Brush, ink: Ink, zoom: float = 1.0) -> None:
        super().__init__(target, brush, zoom)
        self._ink = ink
        self._masks: dict[Key, Array] = {}
        self._sources: dict[Key, Array] = {}
        self._near: dict[Key, tuple[Array, ...]] = {}

    def press(self, x: float, y: float, pressure: float = 1.0) -> Document:
        dabs = self._trail.start(x, y, pressure)
        if self._ink.effect is not None and self._ink.effect.most > 0:
            dabs[:, 3] *= 0.5 / self._brush.spacing  # the half of the way that does not lead here
        return self._add(dabs)

    def _lay(self, dabs: Array) -> bool:
        touched = False
        for key in (area := hull(dabs).intersect(self._clip)).tiles():
            chosen = self._selected(key)
            if chosen is None:
                continue
            box, touched = tile_rect(key), True
            mask = self._masks.get(key)
            if mask is None:
                mask = self._masks[key] = np.zeros((TILE, TILE), np.float32)
            self._stamp(mask, box, dabs)
            self._paint(key, mask, chosen, area.intersect(box).moved(-box.x, -box.y))
        return touched

    def _stamp(self, mask: Array, box: Rect, dabs: Array) -> None:
        effect = self._ink.effect
        if effect is not None and effect.most > 0:
            from editor.document.retouch_kernels import deposit

            deposit(mask, float(box.x), float(box.y), dabs, self._brush.hardness, effect.most)
        else:
            from editor.document.paint_kernels import stamp

            stamp(mask, float(box.x), float(box.y), dabs, self._brush.hardness)

    def _paint(self, key: Key, mask: Array, chosen: Array, part: Rect) -> None:
        """The tile anew inside `part`, from the original."""
        from editor.document import paint_kernels as kernels

        original = self._surface.pixels.tiles.get(key, self._blank)
        out = self._painted.get(key, original).copy()
        span, ink, opacity = (part.x, part.y, part.right, part.bottom), self._ink, float(self._brush.opacity)
        lock = self._surface.lock_alpha
        if ink.effect is not None:
            self._affect(ink.effect, key, Patch(as_rgba(original), mask, chosen, span, lock, (), as_rgba(out)), out)
        elif self._surface.kind != "pixels":
            kernels.paint_value(original, mask, chosen, ink.value * self._white, opacity, self._half, span, out)
        elif ink.source is not None:
            if key not in self._sources:
                self._sources[key] = ink.source(tile_rect(key))
            kernels.paint_picture(original, mask, chosen, self._sources[key], opacity, self._white, self._half,
                                  lock, span, out)
        elif ink.erases and not lock and original.dtype == np.uint8:
            kernels.erase_words(words(original), mask, chosen, opacity, self._half, span, words(out))
        elif ink.erases and not lock:
            kernels.erase(original, mask, chosen, opacity, self._half, span, out)
        else:
            colour = np.array(ink.colour[:3], np.float32)
            opacity *= ink.colour[3]
            if original.dtype == np.uint8:
                kernels.paint_colour_words(words(original), mask, chosen, colour, opacity, self._half, lock, span,
                                           words(out))
            else:
                kernels.paint_colour(original, mask, chosen, colour, opacity, self._white, self._half, lock, span,
                                     out)
        self._painted[key] = sealed(out)

    def _affect(self, effect: Effect, key: Key, patch: Patch, out: Array) -> None:
        box, most = tile_rect(key), float(patch.cover.max()) if effect.most else 1.0
        near = self._near[key] = effect.near(
            lambda by: read_held(self._surface.pixels, box.grown(by), self._surface.clip), most,
            self._near.get(key, ()))
        effect.paint(replace(patch, near=near), float(self._brush.opacity))
        if patch.out is not out:
            out[:] = patch.out[..., 0]


def _limits(target: Surface) -> Rect:
    """Where painting can reach, px of the surface."""
    if target.selection is None:
        return target.clip
    return target.clip.intersect(target.selection.bounds.moved(-target.x, -target.y))


def hull(dabs: Array) -> Rect:
    """The px that dabs can touch."""
    reach = dabs[:, 2] + 1.0
    x0, y0 = float((dabs[:, 0] - reach).min()), float((dabs[:, 1] - reach).min())
    x1, y1 = float((dabs[:, 0] + reach).max()), float((dabs[:, 1] + reach).max())
    return Rect(floor(x0), floor(y0), ceil(x1) - floor(x0), ceil(y1) - floor(y0))


def sealed(array: Array) -> Array:
    array.flags.writeable = False
    return array
