"""The composite of a document: as values for files and the engine, and as cached premultiplied BGRA for the screen."""

from __future__ import annotations

import os
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np

from editor.document.blend import PASS_THROUGH
from editor.document.diff import extent
from editor.document.document import Document
from editor.document.execute import BGRA8, PLANAR, RGBA, Task, drawn, drive, run
from editor.document.geometry import EMPTY, TILE, Rect, hull_of
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, PixelLayer, alone
from editor.document.pixels import Array, Key, Pixels
from editor.document.plan import DEPTHS, Canvas, Plan, TileFacts, plan, units
from inference.api import UserError

PARALLEL_AREA = 1 << 17  # px above which the threads are worth their start
BELOW_BLOCKS = 64  # a larger render is not a stroke, and would fill the cache with float planes


class Block(NamedTuple):
    """A part of the output: `area` in px of the block, `at` (x, y) where it goes in the output."""

    key: Key
    area: Rect
    at: tuple[int, int]


def blocks_of(rect: Rect, level: int = 0) -> list[Block]:
    """The blocks that make up `rect`, which is in px of the level."""
    edge = TILE >> level
    found = []
    for row in range(rect.y // edge, (rect.bottom - 1) // edge + 1):
        for column in range(rect.x // edge, (rect.right - 1) // edge + 1):
            whole = Rect(column * edge, row * edge, edge, edge)
            part = whole.intersect(rect)
            found.append(Block((column, row), part.moved(-whole.x, -whole.y), (part.x - rect.x, part.y - rect.y)))
    return found


def each(work: Callable[[Block], Task], blocks: list[Block], pool: ThreadPoolExecutor | None) -> None:
    """`work` on every block: here, or in bands on the threads of `pool`."""
    if pool is None or len(blocks) < 2 or sum(block.area.area for block in blocks) < PARALLEL_AREA:
        drive(work(block) for block in blocks)
        return
    count = min(len(blocks), 4 * (os.cpu_count() or 1))
    bands = [blocks[i * len(blocks) // count:(i + 1) * len(blocks) // count] for i in range(count)]

    def band(blocks: list[Block]) -> None:
        drive(work(block) for block in blocks)

    list(pool.map(band, bands))


def composite(layers: tuple[Layer, ...], rect: Rect, dtype: str, level: int = 0, step: int = 1,
              facts: TileFacts | None = None, canvas: Rect = EMPTY) -> Array:
    """Straight RGBA (h, w, 4) of `rect`, in px of the level, of depth `dtype`; transparent where nothing is.

    `step` above 1 samples every step-th px of what is averaged at a level above 0: for thumbnails. `facts` spares
    looking again at the tiles of an earlier call. `canvas` is the document's rectangle, for adjustment layers whose
    filters look at where a pixel lies.
    """
    out = np.zeros((max(rect.h, 0), max(rect.w, 0), 4), dtype)
    if rect.is_empty:
        return out
    facts, asked = facts or TileFacts(), Canvas(canvas, dtype)

    def work(block: Block) -> Task:
        wanted = plan(layers, facts, block.key, level, step, canvas=asked)
        if wanted.rows:
            yield from drawn(wanted, block.area, out, RGBA + DEPTHS[dtype], block.at)

    if rect.area < 4 * PARALLEL_AREA:
        each(work, blocks_of(rect, level), None)
    else:
        with ThreadPoolExecutor(os.cpu_count(), "limner-pool-compose") as pool:
            each(work, blocks_of(rect, level), pool)
    return out


def compose(document: Document, rect: Rect) -> Array:
    """What the document shows in `rect`: straight RGBA (h, w, 4) in the document's dtype."""
    return composite(document.layers, rect, document.dtype, canvas=document.rect)


# ---- for the screen


@dataclass
class Kept:
    """A block in the cache and what it was made from: the operations, and the tiles, which must still be alive
    for their addresses to mean the same."""

    signature: tuple[bytes, bytes]
    tiles: tuple[weakref.ref[Array], ...]
    array: Array

    def serves(self, signature: tuple[bytes, bytes]) -> bool:
        return self.signature == signature and all(tile() is not None for tile in self.tiles)


class BlockCache:
    """Blocks by place, the longest unused dropped beyond `budget` bytes. Safe to use from several threads."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._used = 0
        self._kept: OrderedDict[tuple[int, Key], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[int, Key], signature: tuple[bytes, bytes]) -> Array | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not kept.serves(signature):
                return None
            self._kept.move_to_end(key)
            return kept.array

    def put(self, key: tuple[int, Key], signature: tuple[bytes, bytes], tiles: Iterable[Array], array: Array) -> None:
        kept = Kept(signature, tuple(weakref.ref(tile) for tile in tiles), array)
        with self._lock:
            old = self._kept.pop(key, None)
            self._used += array.nbytes - (old.array.nbytes if old else 0)
            self._kept[key] = kept
            while self._used > self.budget and len(self._kept) > 1:
                self._used -= self._kept.popitem(last=False)[1].array.nbytes

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._used = 0


class Compositor:
    """Renders documents for the screen and remembers blocks of them, and the backdrop below the active layer.

    `budget` bytes for finished blocks, as much again for backdrops. One for each canvas; `close` ends its threads.
    """

    def __init__(self, budget: int = 128 << 20, threads: int | None = None) -> None:
        self._facts = TileFacts(budget)
        self._blocks = BlockCache(budget)
        self._below = BlockCache(budget)
        self._pool = ThreadPoolExecutor(threads or os.cpu_count(), "limner-pool-compositor")
        self._turn = 0  # of renders; what was prepared for an earlier one is given up

    def render(self, document: Document, rect: Rect, level: int = 0, active: int | None = None) -> Array:
        """Premultiplied BGRA, uint8 (h, w, 4), of `rect` (document px) at 1/2^level size, level 0 to 8.

        `rect` is aligned outward to px of the level: the picture covers level_rect(rect, level). `active` is the
        layer being edited: what lies below it is kept between calls, so that a brush redraws what is above.
        """
        self._turn += 1
        area = level_rect(rect, level)
        out = np.empty((area.h, area.w, 4), np.uint8)
        if area.is_empty:
            return out
        blocks = blocks_of(area, level)
        edge = TILE >> level
        stroke = active if len(blocks) <= BELOW_BLOCKS else None
        keeps = 4 * edge * edge * len(blocks) <= self._blocks.budget

        def work(block: Block) -> Task:
            return self._block(document, block, level, stroke, keeps, out)

        each(work, blocks, self._pool)
        return out

    def prepare(self, document: Document, rect: Rect, level: int, active: int) -> None:
        """Start to draw what lies below `active`, so that the first stroke in `rect` finds it; the next `render`
        stops what is not done by then. Nothing happens when all of it does not fit the budget."""
        area = level_rect(rect, level)
        blocks = blocks_of(area, level) if not area.is_empty else []
        if 16 * (TILE >> level) ** 2 * len(blocks) > self._below.budget:
            return
        turn = self._turn

        def work(block: Block) -> None:
            if self._turn == turn:
                wanted = self._plan(document, block, level, active)
                if wanted.is_deep:
                    run(self._kept_below(wanted, []))

        for block in blocks:
            self._pool.submit(work, block)

    def clear(self) -> None:
        self._blocks.clear()
        self._below.clear()

    def close(self) -> None:
        self._turn += 1
        self._pool.shutdown(wait=True)
        self.clear()

    def _plan(self, document: Document, block: Block, level: int, active: int | None) -> Plan:
        return plan(document.layers, self._facts, block.key, level, active=active,
                    canvas=Canvas(document.rect, document.dtype))

    def _block(
        self, document: Document, block: Block, level: int, active: int | None, keeps: bool, out: Array
    ) -> Task:
        wanted = self._plan(document, block, level, active)
        part = block.area.moved(block.at[0] - block.area.x, block.at[1] - block.area.y)
        target = out[part.slices(Rect(0, 0, out.shape[1], out.shape[0]))]
        if not wanted.rows:
            target[:] = 0
            return
        place = (level, block.key)
        signature = wanted.signature
        kept = self._blocks.get(place, signature)
        edge = TILE >> level
        whole = Rect(0, 0, edge, edge)
        if kept is None and keeps and block.area == whole:
            kept = np.empty((edge, edge, 4), np.uint8)
            yield from self._draw(wanted, whole, kept, (0, 0), active)
            self._blocks.put(place, signature, wanted.tiles, kept)
        if kept is not None:
            target[:] = kept[block.area.slices(whole)]
        else:
            yield from self._draw(wanted, block.area, out, block.at, active)

    def _draw(self, wanted: Plan, area: Rect, out: Array, at: tuple[int, int], active: int | None) -> Task:
        if active is None or not wanted.is_deep:
            yield from drawn(wanted, area, out, BGRA8, at)
            return
        below: list[Array] = []
        yield from self._kept_below(wanted, below)
        yield from drawn(wanted, area, out, BGRA8, at, below[0], wanted.split)

    def _kept_below(self, wanted: Plan, found: list[Array]) -> Task:
        """Adds to `found` the float32 planes (4, edge, edge) of all below the active layer."""
        place = (wanted.level, (wanted.block.x // TILE, wanted.block.y // TILE))
        table, opacity = wanted.table(0, wanted.split), np.array(wanted.opacity[:wanted.split])
        signature = table.tobytes(), opacity.tobytes()
        kept = self._below.get(place, signature)
        if kept is None:
            edge = TILE >> wanted.level
            kept = np.empty((4, edge, edge), np.float32)
            yield from drawn(wanted, Rect(0, 0, edge, edge), kept, PLANAR, stop=wanted.split)
            self._below.put(place, signature, wanted.tiles_below, kept)
        found.append(kept)


def level_rect(rect: Rect, level: int) -> Rect:
    """`rect` in px of a level, aligned outward."""
    if rect.is_empty:
        return EMPTY
    x, y = rect.x >> level, rect.y >> level
    return Rect(x, y, -(-rect.right >> level) - x, -(-rect.bottom >> level) - y)


# ---- layers made of others


def layer_image(document: Document, layer_id: int, rect: Rect) -> Array:
    """One layer by itself with its mask, without its opacity and blend mode: straight RGBA in the document's dtype."""
    return composite((alone(document.layer(layer_id)),), rect, document.dtype)


def reach(layers: tuple[Layer, ...], document: Document) -> Rect:
    """What layers cover, beyond the canvas too."""
    return hull_of(extent(layer, document.rect) for layer in layers)


def merged_layer(document: Document, layers: tuple[Layer, ...], name: str) -> PixelLayer:
    """The visible composite of `layers` (bottom to top) as one normal layer, with what lies beyond the canvas."""
    rect = reach(layers, document)
    pixels = Pixels(4, document.dtype)
    if not rect.is_empty:
        pixels = pixels.write(rect.x, rect.y, composite(layers, rect, document.dtype, canvas=document.rect)).compact()
    return PixelLayer(name=name, pixels=pixels)


def merge_down(document: Document, layer_id: int) -> Document:
    """The layer and the one below it in its group as one, which keeps the lower one's id, name and blend mode.

    Raises UserError when the lower one is an adjustment layer.
    """
    parent = document.parent(layer_id)
    siblings = parent.children if isinstance(parent, GroupLayer) else document.layers
    index = next(i for i, layer in enumerate(siblings) if layer.id == layer_id)
    if index == 0:
        return document
    lower, upper = siblings[index - 1], siblings[index]
    if isinstance(lower, AdjustmentLayer):
        raise UserError("An adjustment layer cannot take a layer in.", "Put the layer below it, or merge the group.")
    upper = upper.with_(clipping=upper.clipping and not lower.clipping)
    merged = merged_layer(document, (lower.with_(blend="normal", clipping=False), upper), lower.name)
    merged = merged.with_(id=lower.id, blend=blend_of(lower), clipping=lower.clipping)
    return document.without(layer_id).with_layer(merged)


def merge_group(document: Document, group_id: int) -> Document:
    """The group as one pixel layer with its id, name, opacity, blend mode and clipping; its mask is applied."""
    group = document.layer(group_id)
    merged = merged_layer(document, (alone(group),), group.name)
    return document.with_layer(merged.with_(
        id=group.id, opacity=group.opacity, blend=blend_of(group), clipping=group.clipping, visible=group.visible))


def blend_of(layer: Layer) -> str:
    """The mode with which a layer blends as one picture: a pass-through group is normal then."""
    return "normal" if layer.blend == PASS_THROUGH else layer.blend


def stamped(document: Document, name: str) -> PixelLayer:
    """A new layer that shows what the document shows, within the canvas."""
    image = compose(document, document.rect)
    return PixelLayer(name=name, pixels=Pixels(4, document.dtype).write(0, 0, image).compact())


def stamp_visible(document: Document, name: str = "Stamp") -> Document:
    return document.inserted(stamped(document, name))


def flatten(document: Document, name: str = "Background") -> Document:
    """One layer of what shows; hidden layers are gone. Transparency stays."""
    return document.with_(layers=(stamped(document, name),))


def merge_visible(document: Document, name: str = "Background") -> Document:
    """The visible top-level layers as one, in the place of the lowest; hidden ones stay."""
    shown = [layer for unit in units(document.layers) for layer in unit if unit[0].visible and layer.visible]
    if len(shown) < 2:
        return document
    merged = merged_layer(document, tuple(shown), name)
    gone = {layer.id for layer in shown}
    rest = [merged if layer is shown[0] else layer for layer in document.layers
            if layer is shown[0] or layer.id not in gone]
    return document.with_(layers=tuple(rest))
