"""What the canvas draws from: the composite of a document in halving sizes, rendered where it is looked at.

QImages lie over numpy memory without copying. A change of the document marks what it touched; the rest stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

import cv2
import numpy as np
from PySide6.QtGui import QColorSpace, QImage

from editor.document.document import Document
from editor.document.geometry import TILE, Rect, tile_rect
from editor.document.pixels import Array, Pixels, convert
from editor.ui.rough import rough

BLOCK = 256  # level px, edge of what is rendered at once
COARSEST = 6  # 1/64, the smallest zoom
SKETCH_PX = 1 << 19
MERGED = 1 << 18  # px, the largest rectangle handed to the compositor in one call: between two the clock is looked at

Block = tuple[int, int]


class Renderer(Protocol):
    """`editor.document.compose.Compositor`, as far as the view needs it."""

    def render(self, document: Document, rect: Rect, level: int = 0, active: int | None = None) -> Array:
        """The composite of `rect` (document px): uint8 (h, w, 4), premultiplied BGRA, at 1/2^level size."""

    def prepare(self, document: Document, rect: Rect, level: int, active: int) -> None:
        """Get ready, in the background, to render `rect` again and again while the layer `active` changes."""


@dataclass(eq=False)
class Level:
    """`stale` says for each block what has to be rendered again; `filled` which blocks hold anything at all, `opaque`
    which of them hide what is under them."""

    array: Array
    image: QImage
    filled: set[Block]
    stale: dict[Block, Rect]
    opaque: set[Block] = field(default_factory=set)

    @staticmethod
    def of(width: int, height: int) -> Level:
        array = np.zeros((height, width, 4), np.uint8)  # memory is taken by the system where it is written
        image = QImage(array.data, width, height, array.strides[0], QImage.Format.Format_ARGB32_Premultiplied)
        return Level(array, image, set(), {})

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.array.shape[1], self.array.shape[0])

    def wanted(self, area: Rect) -> list[Rect]:
        """What has to be rendered before `area` can be drawn."""
        found = []
        for block in blocks(area.intersect(self.rect)):
            if block not in self.filled:
                found.append(block_rect(block).intersect(self.rect))
            elif block in self.stale:
                found.append(self.stale[block])
        return merged(found)

    def done(self, area: Rect) -> None:
        for block in blocks(area):
            whole = block_rect(block).intersect(self.rect)
            words = self.array[area.intersect(whole).slices(self.rect)].view(np.uint32)
            if int(np.bitwise_and.reduce(words, axis=None)) >> 24 != 255:
                self.opaque.discard(block)
            elif area.covers(whole):
                self.opaque.add(block)
            if area.covers(whole):
                self.filled.add(block)
            if block in self.stale and area.covers(self.stale[block]):
                del self.stale[block]

    def touch(self, area: Rect) -> None:
        for block in blocks(area.intersect(self.rect)):
            if block in self.filled:
                part = area.intersect(block_rect(block)).intersect(self.rect)
                self.stale[block] = self.stale[block].union(part) if block in self.stale else part

    def is_fresh(self, area: Rect) -> bool:
        return all(b in self.filled and b not in self.stale for b in blocks(area.intersect(self.rect)))


class Pyramid:
    """The levels of one document, which may change as long as its size does not."""

    def __init__(self, document: Document, renderer: Renderer) -> None:
        self.document = document
        self.active: int | None = None  # the layer being edited; the compositor keeps what lies below it
        self._renderer = renderer
        self._prepared: tuple[object, ...] = ()
        self._sketched: Document | None = None
        self._convert = display_conversion(document.icc)
        count = min(COARSEST, max(0, max(document.width, document.height).bit_length() - 8))
        self.levels = [Level.of(*_size(document, n)) for n in range(count + 1)]

    def fits(self, document: Document) -> bool:
        """Whether `document` can take the place of the one shown by `touch` alone."""
        now = self.document
        return (now.width, now.height, now.icc) == (document.width, document.height, document.icc)

    def touch(self, document: Document, dirty: Rect) -> None:
        """`document` is shown from now on; it differs in `dirty`, document px."""
        self.document = document
        for n, level in enumerate(self.levels):
            level.touch(reduced(dirty, n))

    def sketch(self) -> None:
        """Fill a coarse level without the renderer, for as long as that cannot be had; it is stale at once."""
        if self._sketched is self.document:
            return
        self._sketched = self.document
        n = next((n for n, level in enumerate(self.levels) if level.rect.area <= SKETCH_PX), len(self.levels) - 1)
        level, picture = self.levels[n], rough(self.document, 1 << n)
        level.array[:] = picture if self._convert is None else self._convert(picture)
        level.filled = set(blocks(level.rect))
        level.stale = {block: block_rect(block).intersect(level.rect) for block in level.filled}

    def level_for(self, wanted: int) -> int:
        return min(wanted, len(self.levels) - 1)

    def ensure(self, n: int, area: Rect, budget_s: float = float("inf")) -> bool:
        """Render what is missing of `area` (level px), as much as the time allows; whether all is there."""
        level = self.levels[n]
        end = perf_counter() + budget_s
        for rect in level.wanted(area):
            self._render(n, rect)
            if perf_counter() > end:
                return level.is_fresh(area)
        return True

    def is_opaque(self, n: int, area: Rect) -> bool:
        """Whether `area` (level px) has been rendered and nothing shows through it."""
        return self.levels[n].opaque.issuperset(blocks(area.intersect(self.levels[n].rect)))

    def prepare(self, n: int, area: Rect) -> None:
        """Get ready for strokes on the active layer in `area` (level px); costs nothing when it is ready."""
        others = (id(layer) for layer in self.document.layers if layer.id != self.active)
        wanted = (n, area, self.active, *others)
        if self.active is not None and not area.is_empty and wanted != self._prepared:
            self._prepared = wanted
            self._renderer.prepare(self.document, enlarged(area, n), n, self.active)

    def stand_in(self, n: int, block: Block) -> tuple[int, Rect] | None:
        """For a block that is not there yet: another level, and the rectangle of it (level px) to show instead."""
        area = block_rect(block).intersect(self.levels[n].rect)
        for other in sorted(range(len(self.levels)), key=lambda k: abs(k - n - 0.5)):
            if other == n:
                continue
            where = reduced(area, other - n) if other > n else enlarged(area, n - other)
            where = where.intersect(self.levels[other].rect)
            if not where.is_empty and all(b in self.levels[other].filled for b in blocks(where)):
                return other, where
        return None

    def _render(self, n: int, rect: Rect) -> None:
        level = self.levels[n]
        finer = enlarged(rect, 1)
        if n > 0 and self.levels[n - 1].is_fresh(finer):
            finer = finer.intersect(self.levels[n - 1].rect)
            source = self.levels[n - 1].array[finer.slices(self.levels[n - 1].rect)]
            part = halved(source)
        else:
            part = self._renderer.render(self.document, enlarged(rect, n), n, active=self.active)
            if self._convert is not None:
                part = self._convert(part)
        level.array[rect.slices(level.rect)] = part
        level.done(rect)


class MaskLevels:
    """Masks at reduced size, a tile at a time, each kept as long as its tile is in use."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Block, int], tuple[Array, Array]] = {}

    def read(self, mask: Pixels, area: Rect, n: int) -> Array:
        """`area` (level px) of `mask` at 1/2^n: uint8 (h, w), each value the mean of what it covers."""
        if n == 0:
            return convert(mask.read(area), np.uint8)
        empty = int(convert(np.full((1, 1), mask.fill, mask.dtype), np.uint8)[0, 0])
        out = np.full((area.h, area.w), empty, np.uint8)
        for key in enlarged(area, n).tiles():
            tile = mask.tiles.get(key)
            if tile is not None:
                where = reduced(tile_rect(key), n)
                part = where.intersect(area)
                out[part.slices(area)] = self._reduced(key, tile, n)[part.slices(where)]
        return out

    def _reduced(self, key: Block, tile: Array, n: int) -> Array:
        kept = self._kept.get((key, n))
        if kept is None or kept[0] is not tile:
            edge = max(1, TILE >> n)
            kept = (tile, cv2.resize(convert(tile, np.uint8), (edge, edge), interpolation=cv2.INTER_AREA))
            self._kept[key, n] = kept
        return kept[1]


def blocks(area: Rect) -> list[Block]:
    if area.is_empty:
        return []
    return [(column, row) for row in range(area.y // BLOCK, (area.bottom - 1) // BLOCK + 1)
            for column in range(area.x // BLOCK, (area.right - 1) // BLOCK + 1)]


def block_rect(block: Block) -> Rect:
    return Rect(block[0] * BLOCK, block[1] * BLOCK, BLOCK, BLOCK)


def reduced(area: Rect, n: int) -> Rect:
    """The pixels of the level `n` steps coarser that `area` reaches into."""
    if area.is_empty:
        return area
    x, y = area.x >> n, area.y >> n
    return Rect(x, y, -(-area.right >> n) - x, -(-area.bottom >> n) - y)


def enlarged(area: Rect, n: int) -> Rect:
    """What `area` covers, `n` levels finer."""
    return Rect(area.x << n, area.y << n, area.w << n, area.h << n)


def merged(rects: list[Rect]) -> list[Rect]:
    """The same area in fewer rectangles: neighbours in a row, then rows of equal width."""
    rows = _joined(rects, lambda a, b: a.right == b.x and (a.y, a.h) == (b.y, b.h))
    return _joined(sorted(rows, key=lambda r: (r.x, r.w, r.y)),
                   lambda a, b: a.bottom == b.y and (a.x, a.w) == (b.x, b.w))


def _joined(rects: list[Rect], meet: Callable[[Rect, Rect], bool]) -> list[Rect]:
    out: list[Rect] = []
    for rect in rects:
        if out and meet(out[-1], rect) and out[-1].area + rect.area <= MERGED:
            out[-1] = out[-1].union(rect)
        else:
            out.append(rect)
    return out


def halved(source: Array) -> Array:
    """Half the size, rounded up; the last odd row and column stand for themselves."""
    h, w = source.shape[:2]
    if h % 2 or w % 2:
        source = cv2.copyMakeBorder(source, 0, h % 2, 0, w % 2, cv2.BORDER_REPLICATE)
    out: Array = cv2.resize(source, ((w + 1) // 2, (h + 1) // 2), interpolation=cv2.INTER_AREA)
    return out


def _size(document: Document, n: int) -> tuple[int, int]:
    return max(1, -(-document.width >> n)), max(1, -(-document.height >> n))


def display_conversion(icc: bytes | None) -> Callable[[Array], Array] | None:
    """A function that turns BGRA in the document's profile into sRGB, None if they are the same.

    A profile that Qt cannot use is passed over: the picture is shown as if it were sRGB.
    """
    if icc is None:
        return None
    space = QColorSpace.fromIccProfile(icc)
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if not space.isValid() or space == srgb or space.colorModel() != QColorSpace.ColorModel.Rgb:
        return None
    transform = space.transformationToColorSpace(srgb)
    if transform.isIdentity():
        return None

    def converted(part: Array) -> Array:
        part = np.ascontiguousarray(part)
        h, w = part.shape[:2]
        image = QImage(part.data, w, h, part.strides[0], QImage.Format.Format_ARGB32_Premultiplied)
        done = image.colorTransformed(transform)
        flat = np.frombuffer(done.constBits(), np.uint8).reshape(h, done.bytesPerLine())
        return flat[:, : w * 4].reshape(h, w, 4).copy()

    return converted
