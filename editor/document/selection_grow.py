"""Quick selection: a stroke of a brush over a thing, and the selection that grows from it to the thing's edges."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, hypot

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, Pixels, bounds_where, convert
from editor.document.selection_edge import sharpened
from editor.document.selection_pick import picture, small_picture
from editor.document.selection_regions import Regions, regions_of
from editor.document.selection_shape import Mode, from_array, tidy

EDGE_PX = 512  # longest edge of the copy that is looked at
BRUSH_PX = 12.0  # least diameter of the brush in that copy
SEED = 0.6  # of the brush's radius: what is under it belongs to the thing for sure
REACH = 12.0  # diameters of the brush: growing so far costs one unit of log ratio
MARGIN = 0.12  # of the copy's edge that a stroke comes near to, before a larger copy is made


class Growing:
    """One stroke. `document` shows what it selects so far, `found()` has its edge at full resolution.

    `mode` "add" and "replace" grow over the thing; "subtract" takes it out of the selection there is. `size` is the
    brush's diameter in document px; `layer_id` None looks at the merged picture. Raises UserError for a layer
    without pixels.
    """

    def __init__(self, document: Document, mode: Mode, size: float, layer_id: int | None = None) -> None:
        self._start, self._mode, self._size, self._layer_id = document, mode, max(size, 1.0), layer_id
        self._base = None if mode == "replace" else document.selection
        self._points: list[tuple[float, float]] = []
        self._work: Rect | None = None
        self._regions: Regions | None = None
        self._k = 1.0  # px of the copy for one of the document
        self._mask: Array = np.zeros((1, 1), np.uint8)
        self._seen: frozenset[int] = frozenset()
        self.document = document

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The stroke so far, document px."""
        return tuple(self._points)

    def to(self, x: float, y: float) -> bool:
        """Draw on to a point, document px; whether the selection changed."""
        self._points.append((x, y))
        place = self._start.rect.intersect(Rect.hull(x - self._size, y - self._size, x + self._size, y + self._size))
        if place.is_empty:
            return False
        if self._work is None or not self._has_room(x, y):
            self._look(x, y)
        else:
            self._paint(self._points[-2:])
        return self._grow()

    def found(self) -> Pixels | None:
        """What the stroke grew to, its edge laid onto the picture's own at full resolution; None when it is nothing.
        For "subtract", what is to be taken away."""
        inside = bounds_where(self._mask > 0)
        if inside.is_empty:
            return None
        part, full = self._at_full_size(inside.grown(4))
        small = self._mask[part.slices(self._whole)] * np.uint8(255)

        def read(rect: Rect) -> Array:
            return convert(picture(self._start, self._layer_id, rect), np.uint8)

        return from_array(sharpened(small, full, read), full.x, full.y)

    # ---- inside

    def _has_room(self, x: float, y: float) -> bool:
        assert self._work is not None
        near = ceil(MARGIN * max(self._work.w, self._work.h))
        return self._work.covers(Rect.hull(x - near, y - near, x + near, y + near).intersect(self._start.rect))

    def _look(self, x: float, y: float) -> None:
        """Make a copy of where the stroke is, small enough to be cut in no time, and its regions."""
        whole = self._start.rect
        k = min(1.0, max(EDGE_PX / max(whole.w, whole.h), BRUSH_PX / self._size))
        xs, ys = [p[0] for p in self._points], [p[1] for p in self._points]
        drawn = Rect.hull(min(xs), min(ys), max(xs), max(ys)).grown(ceil(2 * MARGIN * EDGE_PX / k))
        work = _around(drawn.union(self._work or drawn), ceil(EDGE_PX / k), whole)
        image = small_picture(self._start, self._layer_id, work, EDGE_PX)
        self._work, self._k = work, image.shape[1] / work.w
        self._regions = regions_of(image)
        self._mask = np.zeros(image.shape[:2], np.uint8)
        self._painted = np.zeros(image.shape[:2], np.uint8)
        self._kept_out = self._limits(image.shape[:2])
        self._seen = frozenset()
        self.document = self._start if self._base is self._start.selection else self._start.with_(selection=self._base)
        self._paint(self._points)

    def _limits(self, shape: tuple[int, ...]) -> Array:
        """Per region the share that the stroke has nothing to win in: selected already, or for a stroke that
        subtracts, not selected."""
        assert self._regions is not None
        assert self._work is not None
        if self._base is None or self._mode == "add":
            return np.zeros(self._regions.count, np.float32)
        inside = cv2.resize(self._base.read(self._work), shape[::-1], interpolation=cv2.INTER_AREA)
        flat = self._regions.labels.ravel()
        outside = np.bincount(flat, (255.0 - inside.ravel()) / 255, minlength=self._regions.count)
        return (outside / np.maximum(self._regions.areas, 1)).astype(np.float32)

    def _paint(self, points: list[tuple[float, float]]) -> None:
        assert self._work is not None
        wide = max(round(self._size * self._k * SEED), 1)
        at = [(round((x - self._work.x) * self._k * 16), round((y - self._work.y) * self._k * 16)) for x, y in points]
        for a, b in zip(at, at[1:] or at, strict=False):
            cv2.line(self._painted, a, b, 255, wide, cv2.LINE_8, 4)

    def _grow(self) -> bool:
        """Cut anew, if the stroke came to regions it had not seen."""
        regions = self._regions
        assert regions is not None
        under = np.bincount(regions.labels[self._painted > 0], minlength=regions.count)
        wide = max(self._size * self._k * SEED, 1.0)
        enough = np.minimum(0.5 * regions.areas, 0.7 * wide * np.sqrt(regions.areas))  # half of it, or right through it
        seeds = np.flatnonzero((under > enough) & (self._kept_out < 0.5))
        if not len(seeds):
            seeds = np.flatnonzero((under == under.max()) & (under > 0) & (self._kept_out < 0.5))
        now = frozenset(seeds.tolist())
        if now == self._seen or not len(seeds):
            return False
        self._seen = now
        chosen = regions.grown(seeds.astype(np.int32), under[seeds].astype(np.float32), self._kept_out,
                               REACH * max(self._size * self._k, 6.0))
        mask = without_specks(chosen.astype(np.uint8)[regions.labels], 1 / 2000)
        changed = bounds_where(mask != self._mask)
        self._mask = mask
        if changed.is_empty:
            return False
        self._show(changed)
        return True

    def _show(self, changed: Rect) -> None:
        """Write the part of the copy that changed into the selection, at the document's size."""
        part, full = self._at_full_size(changed.grown(2))
        if full.is_empty:
            return
        small = self._mask[part.slices(self._whole)] * np.uint8(255)
        new = cv2.resize(small, (full.w, full.h), interpolation=cv2.INTER_LINEAR)
        new = cv2.threshold(new, 127, 255, cv2.THRESH_BINARY)[1]
        old = np.zeros_like(new) if self._base is None else self._base.read(full)
        joined = cv2.min(old, cv2.bitwise_not(new)) if self._mode == "subtract" else cv2.max(old, new)
        shown = self.document.selection or Pixels(1)
        self.document = self._start.with_(selection=tidy(shown.write(full.x, full.y, joined)))

    @property
    def _whole(self) -> Rect:
        return Rect(0, 0, self._mask.shape[1], self._mask.shape[0])

    def _at_full_size(self, part: Rect) -> tuple[Rect, Rect]:
        """A part of the copy, cut to it, and the same in document px."""
        assert self._work is not None
        part = part.intersect(self._whole)
        x, y = self._work.w / self._whole.w, self._work.h / self._whole.h  # the copy's edges are rounded
        full = Rect.hull(round(part.x * x), round(part.y * y), round(part.right * x), round(part.bottom * y))
        return part, full.moved(self._work.x, self._work.y).intersect(self._work)


def spread(points: tuple[tuple[float, float], ...], most: int = 6) -> tuple[tuple[float, float], ...]:
    """A few points of a stroke, evenly along it: what to show a model that is asked by clicks."""
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    lengths = np.concatenate(([0.0], np.cumsum(steps)))
    wanted = np.linspace(0, lengths[-1], min(most, len(points)))
    return tuple(dict.fromkeys(points[int(np.abs(lengths - at).argmin())] for at in wanted))


def _around(drawn: Rect, edge: int, whole: Rect) -> Rect:
    """At least `edge` px wide and high about `drawn`, moved and cut to lie in `whole`."""
    w, h = min(max(drawn.w, edge), whole.w), min(max(drawn.h, edge), whole.h)
    x, y = drawn.x + (drawn.w - w) // 2, drawn.y + (drawn.h - h) // 2
    return Rect(min(max(x, 0), whole.w - w), min(max(y, 0), whole.h - h), w, h)


def without_specks(mask: Array, share: float) -> Array:
    """Without holes and spots smaller than a `share` of the picture. uint8 0 or 1."""
    least = mask.size * share
    for value in (0, 1):
        count, parts, facts, _ = cv2.connectedComponentsWithStats((mask == value).astype(np.uint8), connectivity=4)
        small = facts[:, cv2.CC_STAT_AREA] < least
        small[0] = False
        if count > 1 and small.any() and not (value == 1 and small[1:].all()):
            mask = np.where(small[parts], np.uint8(1 - value), mask)
    return mask
