"""Integer rectangles and their tiles. Document pixels, y down, half open: right and bottom are outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

TILE = 256  # px, edge of a tile; measured in design.md against 64 and 512


@dataclass(frozen=True, slots=True)
class Rect:
    x: int
    y: int
    w: int
    h: int

    @staticmethod
    def hull(x0: float, y0: float, x1: float, y1: float) -> Rect:
        """The smallest pixel rectangle that covers two corners in any order."""
        left, top = floor(min(x0, x1)), floor(min(y0, y1))
        return Rect(left, top, ceil(max(x0, x1)) - left, ceil(max(y0, y1)) - top)

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def is_empty(self) -> bool:
        return self.w <= 0 or self.h <= 0

    @property
    def area(self) -> int:
        return 0 if self.is_empty else self.w * self.h

    def intersect(self, other: Rect) -> Rect:
        x, y = max(self.x, other.x), max(self.y, other.y)
        w, h = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return EMPTY if w <= 0 or h <= 0 else Rect(x, y, w, h)

    def union(self, other: Rect) -> Rect:
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def moved(self, dx: int, dy: int) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: int) -> Rect:
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def covers(self, other: Rect) -> bool:
        return self.intersect(other) == other or other.is_empty

    def slices(self, origin: Rect) -> tuple[slice, slice]:
        """Where this rectangle lies in an array that covers `origin`."""
        x, y = self.x - origin.x, self.y - origin.y
        return slice(y, y + self.h), slice(x, x + self.w)

    def tiles(self) -> Iterator[tuple[int, int]]:
        """Keys (column, row) of the tiles this rectangle touches."""
        if self.is_empty:
            return
        for row in range(self.y // TILE, (self.bottom - 1) // TILE + 1):
            for column in range(self.x // TILE, (self.right - 1) // TILE + 1):
                yield column, row


EMPTY = Rect(0, 0, 0, 0)


def tile_rect(key: tuple[int, int]) -> Rect:
    return Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)


def hull_of(rects: Iterator[Rect]) -> Rect:
    total = EMPTY
    for rect in rects:
        total = total.union(rect)
    return total
