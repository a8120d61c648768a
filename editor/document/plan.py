"""What one block of the composite needs: the layer tree as a short table of operations for the kernel.

A block is the place of one document tile. Layers that are empty there are left out, and so is all that an opaque
layer hides. The table names tiles by address, so it is also what tells whether a cached block is still right.
"""

from __future__ import annotations

import hashlib
import weakref
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from editor.document.blend import PASS_THROUGH, kernel_number
from editor.document.geometry import EMPTY, TILE, Rect, tile_rect
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, PixelLayer, alone, walk
from editor.document.pixels import Array, Key, Pixels, white

EMPTY_KIND, MIXED, OPAQUE = 0, 1, 2
DRAW, PUSH, POP, SAVE, FADE, ADJUST, BEGIN, KEEP = 0, 1, 2, 3, 4, 5, 6, 7  # as in kernels.py, which imports numba
REPLACE = 2
COLUMNS = 17
DEPTHS = {"uint8": 0, "uint16": 1, "float32": 2}
NO_TILES = (0, 0, 0, 0, 0, 0)
NO_MASK = (-1, *NO_TILES)
MOST_NUMBERS = 4096
BELOW_LAYERS = 3  # starting from kept planes costs about as much as two layers


class Known(NamedTuple):
    """`kind` of a tile's alpha or mask; `address` of its first value, 0 when it shows nothing."""

    tile: weakref.ref[Array]
    kind: int
    address: int


class Source(NamedTuple):
    """Four tile addresses (row by row) and where the block starts in the first of them."""

    columns: tuple[int, ...]
    kind: int


class Canvas(NamedTuple):
    """What filters of adjustment layers ask of the document: its rectangle and the depth they work in."""

    rect: Rect = EMPTY
    dtype: str = "uint8"


NO_CANVAS = Canvas()
Place = tuple[int, int, int, int]  # x, y of a block in the layer's own px, level, step
Found = tuple[Source | None, tuple[Array, ...]]  # None where nothing shows; the arrays it points into


class TileFacts:
    """What was found out about tiles, which never change, by identity; an entry goes when its tile does.

    Reduced tiles are kept up to `budget` bytes; what a block of some Pixels is drawn from, as long as these live.
    Safe to use from several threads: they may only do work twice.
    """

    def __init__(self, budget: int = 128 << 20) -> None:
        self._known: dict[int, Known] = {}
        self._reduced: dict[tuple[int, ...], tuple[tuple[weakref.ref[Array], ...], Array]] = {}
        self._sources: weakref.WeakKeyDictionary[Pixels, dict[Place, Found]] = weakref.WeakKeyDictionary()
        self._constant: dict[tuple[float, str, int], Array] = {}
        self._numbers: dict[Any, int] = {}
        self._count = count(1)
        self._budget, self._used = budget, 0

    def known(self, tile: Array) -> Known:
        key = id(tile)
        entry = self._known.get(key)
        if entry is None or entry.tile() is not tile:
            from editor.document.kernels import alpha_kind

            kind = int(alpha_kind(tile, np.float32(white(tile.dtype))))
            gone = self._known
            reference = weakref.ref(tile, lambda _: gone.pop(key, None))
            address = int(tile.__array_interface__["data"][0]) if kind != EMPTY_KIND else 0
            self._known[key] = entry = Known(reference, kind, address)
        return entry

    def constant(self, pixels: Pixels) -> Array:
        """The tile that stands for the missing ones of `pixels`."""
        key = (pixels.fill, pixels.dtype, pixels.channels)
        if key not in self._constant:
            self._constant[key] = np.full(pixels.shape(TILE, TILE), pixels.fill, pixels.dtype)
        return self._constant[key]

    def number(self, layer: AdjustmentLayer, canvas: Canvas, around: bytes) -> int:
        """Stands for a filter with these parameters in tables of operations, which tell by it whether a block that
        was kept is still right. A number is never given twice."""
        if len(self._numbers) > MOST_NUMBERS:
            self._numbers = {}
        return self._numbers.setdefault((layer.operation.id, layer.params, canvas, around), next(self._count))

    def reduced(self, pixels: Pixels, area: Rect, tiles: tuple[Array, ...], level: int, step: int) -> Array:
        """`area`, the block in the layer's own px, at 1/2^level size; `tiles` are those it lies on."""
        key = (level, step, area.x % TILE, area.y % TILE, *(id(tile) for tile in tiles))
        entry = self._reduced.get(key)
        if entry is not None and all(r() is t for r, t in zip(entry[0], tiles, strict=True)):
            return entry[1]
        whole = area.x % TILE == 0 and area.y % TILE == 0
        small = shrunk(tiles[0] if whole else pixels.read(area), level, step)
        if self._used > self._budget:
            self._forget()
        self._reduced[key] = tuple(weakref.ref(tile) for tile in tiles), small
        self._used += small.nbytes
        return small

    def _forget(self) -> None:
        """The older half of the reduced tiles, and all that holds them."""
        kept = list(self._reduced.items())
        self._reduced = dict(kept[len(kept) // 2:])
        self._used = sum(small.nbytes for _, small in self._reduced.values())
        self._sources = weakref.WeakKeyDictionary()

    def sources(self, pixels: Pixels) -> dict[Place, Found]:
        """What was found out about blocks of `pixels`; the caller adds to it."""
        kept = self._sources.get(pixels)
        if kept is None:
            kept = self._sources[pixels] = {}
        return kept


def shrunk(array: Array, level: int, step: int = 1) -> Array:
    """Box average at 1/2^level size, level 1 to 8, over every `step`-th row; colour weighted by alpha.

    RGBA or mask, any depth; both edges must be multiples of 2^level.
    """
    from editor.document.kernels import shrink

    factor = 1 << level
    source = np.ascontiguousarray(array)
    h, w = array.shape[:2]
    out = np.empty((h >> level, w >> level, *array.shape[2:]), array.dtype)
    shrink(source.ctypes.data, DEPTHS[array.dtype.name], array.ndim == 2, w, h, factor, min(step, factor),
           out.ctypes.data)
    return out


@dataclass
class Plan:
    """Operations of one block, being built. `split`: how many lie below the active layer. `tiles` keeps alive
    what the addresses point to."""

    facts: TileFacts
    block: Rect
    level: int = 0
    step: int = 1
    canvas: Canvas = NO_CANVAS
    rows: list[tuple[int, ...]] = field(default_factory=list)
    opacity: list[float] = field(default_factory=list)
    tiles: list[Array] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)  # how many tiles there were after each operation
    split: int = 0
    nested: int = 0
    adjustments: dict[int, AdjustmentLayer] = field(default_factory=dict)  # by number
    below: dict[int, tuple[Layer, ...]] = field(default_factory=dict)  # of those that look around a place
    root: tuple[Layer, ...] = ()
    # what was planned of places around, by layer and tile: several filters that look around ask for the same
    around: dict[tuple[int, Key], Plan] = field(default_factory=dict)

    @property
    def tiles_below(self) -> list[Array]:
        """The tiles of the operations before `split`."""
        return self.tiles[:self.marks[self.split - 1]] if self.split else []

    @property
    def signature(self) -> tuple[bytes, bytes]:
        return self.table().tobytes(), np.array(self.opacity).tobytes()

    @property
    def is_deep(self) -> bool:
        """Whether what lies below the active layer costs more to draw than to begin from."""
        return self.split >= BELOW_LAYERS or any(row[0] == ADJUST for row in self.rows[:self.split])

    def table(self, start: int = 0, stop: int | None = None) -> Array:
        return np.array(self.rows[start:stop], np.int64).reshape(-1, COLUMNS)

    def add(self, operation: int, mode: str = "normal", opacity: float = 1.0, atop: bool = False, depth: int = 0,
            tiles: tuple[int, ...] = NO_TILES, mask: tuple[int, ...] = NO_MASK) -> None:
        self.rows.append((operation, kernel_number(mode), int(atop), depth, mask[0], *tiles, *mask[1:]))
        self.opacity.append(opacity)
        self.marks.append(len(self.tiles))

    def cut(self, length: int) -> None:
        del self.rows[length:], self.opacity[length:], self.marks[length:]
        self.split = min(self.split, length)

    # ---- layers

    def stack(self, layers: tuple[Layer, ...], scope: int, depth: int, active: int | None = None) -> None:
        """Siblings from bottom to top over the backdrop that the operations from number `scope` on make."""
        for base, *clipped in units(layers):
            if active is not None and any(layer.id == active for layer in walk((base, *clipped))):
                self.split, active = len(self.rows), None
            if not base.visible or base.opacity <= 0:
                continue
            over = [layer for layer in clipped if layer.visible and layer.opacity > 0]
            if over:
                self._clipped(base, over, depth)
            else:
                self._layer(base, base.blend, base.opacity, scope, depth)
        if active is not None:
            self.split = 0

    def _clipped(self, base: Layer, over: list[Layer], depth: int) -> None:
        """The layers on top take the base's alpha; all together blend as the base says (Photoshop's clipping)."""
        start = len(self.rows)
        self._push(PUSH, depth)
        self._layer(base, "normal", 1.0, start + 1, depth + 1)
        if len(self.rows) == start + 1:
            return self.cut(start)
        for layer in over:
            mode = "normal" if layer.blend == PASS_THROUGH else layer.blend
            self._layer(layer, mode, layer.opacity, start + 1, depth + 1, atop=True)
        mode = "normal" if base.blend == PASS_THROUGH else base.blend
        return self.add(POP, mode, base.opacity)

    def _layer(self, layer: Layer, mode: str, opacity: float, scope: int, depth: int, atop: bool = False) -> None:
        mask = self._mask(layer)
        if mask is None:
            return
        if isinstance(layer, GroupLayer):
            self._group(layer, mode, opacity, mask, scope, depth, atop)
        elif isinstance(layer, AdjustmentLayer):
            self._adjustment(layer, mode, opacity, mask)
        elif isinstance(layer, PixelLayer):
            source = self._source(layer.pixels, layer.x, layer.y)
            if source is not None:
                if source.kind == OPAQUE and mask is NO_MASK and mode == "normal" and opacity >= 1 and not atop:
                    self.cut(scope)
                self.add(DRAW, mode, opacity, atop, DEPTHS[layer.pixels.dtype], source.columns, mask)

    def _adjustment(self, layer: AdjustmentLayer, mode: str, opacity: float, mask: tuple[int, ...]) -> None:
        """Nothing where there is nothing to adjust."""
        if not self.rows or self.rows[-1][0] == PUSH:
            return
        below = under(self.root, layer.id)[0] if layer.margin else ()
        number = self.facts.number(layer, self.canvas, self._around(layer, below) if layer.margin else b"")
        self.adjustments[number] = layer
        if layer.margin:
            self.below[number] = below
        self.add(ADJUST, mode, opacity, depth=DEPTHS[self.canvas.dtype], tiles=(number, 0, 0, 0, 0, 0), mask=mask)

    def _around(self, layer: AdjustmentLayer, below: tuple[Layer, ...]) -> bytes:
        """Stands for all that a filter sees which looks around a place, of the layers `below` it."""
        seen = hashlib.blake2b()
        for key in self.block.grown(layer.margin + (1 << self.level)).tiles():
            part = self.around.get((layer.id, key))
            if part is None:
                part = Plan(self.facts, tile_rect(key), self.level, self.step, self.canvas, root=below,
                            around=self.around)
                part.stack(below, 0, 0)
                self.around[layer.id, key] = part
            self.tiles.extend(part.tiles)
            for value in part.signature:
                seen.update(value)
        return seen.digest()

    def _group(self, group: GroupLayer, mode: str, opacity: float, mask: tuple[int, ...], scope: int, depth: int,
               atop: bool) -> None:
        plain = mask is NO_MASK and opacity >= 1 and not atop
        alike = (mode == "normal" and all(u[0].blend == "normal" for u in units(group.children) if u[0].visible)
                 and not any(isinstance(layer, AdjustmentLayer) for layer in walk(group.children)))
        if plain and (mode == PASS_THROUGH or alike):  # normal over normal is associative
            return self.stack(group.children, scope, depth)
        passes = mode == PASS_THROUGH
        start, split = len(self.rows), self.split
        self._push(SAVE if passes else PUSH, depth)
        self.stack(group.children, start + 1, depth + 1)
        self.split = split
        if len(self.rows) == start + 1:
            return self.cut(start)
        return self.add(FADE if passes else POP, "normal" if passes else mode, opacity, atop, mask=mask)

    def _push(self, operation: int, depth: int) -> None:
        self.nested = max(self.nested, depth + 1)
        self.add(operation)

    # ---- tiles

    def _mask(self, layer: Layer) -> tuple[int, ...] | None:
        """Depth and columns of the layer's mask; None when it hides everything here."""
        if layer.mask is None or not layer.mask.enabled:
            return NO_MASK
        source = self._source(layer.mask.pixels, layer.x, layer.y)
        if source is None:
            return None
        return NO_MASK if source.kind == OPAQUE else (DEPTHS[layer.mask.pixels.dtype], *source.columns)

    def _source(self, pixels: Pixels, x: int, y: int) -> Source | None:
        known = self.facts.sources(pixels)
        place = (self.block.x - x, self.block.y - y, self.level, self.step)
        found = known.get(place)
        if found is None:
            found = known[place] = self._look(pixels, self.block.moved(-x, -y))
        self.tiles.extend(found[1])
        return found[0]

    def _look(self, pixels: Pixels, area: Rect) -> Found:
        """What the block, `area` in the layer's own px, is drawn from."""
        column, row = area.x // TILE, area.y // TILE
        ox, oy = area.x % TILE, area.y % TILE
        here = [self._tile(pixels, (column + i, row + j)) if (not i or ox) and (not j or oy) else None
                for j in (0, 1) for i in (0, 1)]
        tiles = tuple(tile for tile in here if tile is not None)
        known = [self.facts.known(tile) for tile in tiles]
        if all(k.kind == EMPTY_KIND for k in known):
            return None, ()
        wanted = (2 if ox else 1) * (2 if oy else 1)
        kind = OPAQUE if len(known) == wanted and all(k.kind == OPAQUE for k in known) else MIXED
        if self.level == 0:
            rest = iter(known)
            return Source((*(next(rest).address if tile is not None else 0 for tile in here), ox, oy), kind), tiles
        blank = self.facts.constant(Pixels(pixels.channels, pixels.dtype))
        whole = tuple(tile if tile is not None else blank for tile in here)
        small = self.facts.reduced(pixels, area, whole, self.level, self.step)
        return Source((int(small.__array_interface__["data"][0]), 0, 0, 0, 0, 0), kind), (small,)

    def _tile(self, pixels: Pixels, key: Key) -> Array | None:
        tile = pixels.tiles.get(key)
        return self.facts.constant(pixels) if tile is None and pixels.fill else tile


def units(layers: tuple[Layer, ...]) -> list[list[Layer]]:
    """Each base with the layers clipped to it. A clipped layer with nothing below is a base; an adjustment layer, which
    has no shape, is nobody's."""
    result: list[list[Layer]] = []
    for layer in layers:
        if layer.clipping and result and not isinstance(result[-1][0], AdjustmentLayer):
            result[-1].append(layer)
        else:
            result.append([layer])
    return result


def under(siblings: tuple[Layer, ...], layer_id: int) -> tuple[tuple[Layer, ...], bool, bool]:
    """What lies below a layer and is its backdrop, from bottom to top. Also whether the layer is among these, and
    whether what lies below them belongs to it, too."""
    for i, layer in enumerate(siblings):
        if layer.id == layer_id:
            unit = next(u for u in units(siblings) if any(one is layer for one in u))
            if unit[0] is layer:
                return siblings[:i], True, True
            return (alone(unit[0]), *unit[1:unit.index(layer)]), True, False
        if isinstance(layer, GroupLayer):
            inside, here, goes_on = under(layer.children, layer_id)
            if here:
                goes_on &= layer.blend == PASS_THROUGH and not layer.clipping
                return ((*siblings[:i], *inside) if goes_on else inside), True, goes_on
    return (), False, False


def plan(layers: tuple[Layer, ...], facts: TileFacts, key: Key, level: int = 0, step: int = 1,
         active: int | None = None, canvas: Canvas = NO_CANVAS) -> Plan:
    """The operations of the block at the place of tile `key`."""
    result = Plan(facts, tile_rect(key), level, step, canvas, root=layers)
    result.stack(layers, 0, 0, active)
    return result
