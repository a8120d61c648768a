"""Live wire: the way between two points that keeps to the edges of the picture.

Mortensen and Barrett, "Intelligent scissors for image composition" (1995), by OpenCV's implementation, with features of
our own: the gradient over all colours instead of grey, and no edge below a contrast.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, hypot

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, convert
from editor.document.selection_pick import picture, small_picture
from editor.document.selection_regions import flattened

Point = tuple[float, float]
EDGE_PX = 420  # edge of the copy around an anchor
MOST_PX = 700  # of a copy that has to hold a far target too
WEIGHTS = (0.35, 0.15, 0.5)  # of no edge, direction and magnitude
CHUNK = 160  # points that are laid onto the full picture together


class Wire:
    """The ways from one anchor. `scale` is screen px per document px: the picture is looked at as it is shown; `anchor`
    raises UserError where the layer has no pixels.

    `width` px of the screen around the pointer where an edge attracts it; `contrast` 0-1 of the strongest edge around,
    below which there is none.
    """

    def __init__(self, document: Document, layer_id: int | None, scale: float, width: float, contrast: float) -> None:
        self._document, self._layer_id = document, layer_id
        self._scale, self._width, self._contrast = min(scale, 1.0), width / scale, contrast
        self._rect = Rect(0, 0, 0, 0)
        self._k = (1.0, 1.0)
        self._strength: Array = np.zeros((1, 1), np.float32)
        self._scissors = cv2.segmentation.IntelligentScissorsMB()
        self._scissors.setWeights(*WEIGHTS)
        self._anchor: Point = (0.0, 0.0)

    def anchor(self, x: float, y: float, snap: bool = True) -> Point:
        """Begin at the edge nearest to a point, document px; where that is."""
        self._look(((x, y),))
        self._anchor = self.near(x, y) if snap else self._inside(x, y)
        self._scissors.buildMap(self._px(self._anchor))
        return self._anchor

    def to(self, x: float, y: float, snap: bool = True) -> list[Point]:
        """The way from the anchor to a point, or to the edge that attracts it. Both ends are in it."""
        if not self._holds(x, y):
            self._look((self._anchor, (x, y)))
            self._scissors.buildMap(self._px(self._anchor))
        end = self.near(x, y) if snap else self._inside(x, y)
        cells = self._scissors.getContour(self._px(end)).reshape(-1, 2).astype(np.float64) + 0.5
        cells = _smoothed(cells)
        points = cells / self._k + (self._rect.x, self._rect.y)
        return [self._anchor, *((float(a), float(b)) for a, b in points[1:-1]), end]

    def near(self, x: float, y: float) -> Point:
        """The strongest edge within the width, those nearer first; the point itself where there is none."""
        at = self._px((x, y))
        reach = max(ceil(self._width * self._k[0]), 1)
        rows = slice(max(at[1] - reach, 0), at[1] + reach + 1)
        columns = slice(max(at[0] - reach, 0), at[0] + reach + 1)
        part = self._strength[rows, columns]
        ys, xs = np.mgrid[rows.start:rows.start + part.shape[0], columns.start:columns.start + part.shape[1]]
        far = np.hypot(xs - at[0], ys - at[1]) / reach
        score = np.where((far <= 1) & (part > max(self._contrast, 0.02)), part * (1 - 0.5 * far), -1)
        best = np.unravel_index(int(score.argmax()), score.shape)
        if score[best] < 0:
            return self._inside(x, y)
        return ((float(xs[best]) + 0.5) / self._k[0] + self._rect.x,
                (float(ys[best]) + 0.5) / self._k[1] + self._rect.y)

    # ---- inside

    def _look(self, points: Sequence[Point]) -> None:
        """Make a copy of the picture around the points, and what in it is an edge."""
        whole = self._document.rect
        half = EDGE_PX / self._scale / 2
        hull = Rect.hull(min(p[0] for p in points) - half, min(p[1] for p in points) - half,
                         max(p[0] for p in points) + half, max(p[1] for p in points) + half)
        self._rect = hull.intersect(whole)
        if self._rect.is_empty:
            self._rect = Rect(0, 0, 1, 1)
        edge = min(max(round(max(self._rect.w, self._rect.h) * self._scale), 8), MOST_PX)
        image = flattened(small_picture(self._document, self._layer_id, self._rect, edge))
        self._k = image.shape[1] / self._rect.w, image.shape[0] / self._rect.h
        across, down = gradients(image)
        size = np.hypot(across, down)
        self._strength = np.clip(size / max(float(np.quantile(size, 0.98)), 6.0), 0, 1).astype(np.float32)
        unit = np.where(size > 1e-3, size, 1)
        direction = np.dstack((np.where(size > 1e-3, across / unit, 1), down / unit)).astype(np.float32)
        ridge = _thin(self._strength, direction) & (self._strength > self._contrast)
        cost = np.where(self._strength > self._contrast, 1 - self._strength, 1).astype(np.float32)
        self._scissors.applyImageFeatures((~ridge).astype(np.uint8), direction, cost)

    def _holds(self, x: float, y: float) -> bool:
        """Whether the copy reaches a little beyond a point, or the picture ends there."""
        x, y = self._inside(x, y)
        is_at_border = not self._document.rect.grown(-8).contains(x, y)
        return self._rect.grown(-4).contains(x, y) or (is_at_border and self._rect.contains(x, y))

    def _inside(self, x: float, y: float) -> Point:
        w, h = self._document.width, self._document.height
        return min(max(x, 0.0), float(w)), min(max(y, 0.0), float(h))

    def _px(self, point: Point) -> tuple[int, int]:
        h, w = self._strength.shape
        return (min(max(int((point[0] - self._rect.x) * self._k[0]), 0), w - 1),
                min(max(int((point[1] - self._rect.y) * self._k[1]), 0), h - 1))


def gradients(image: Array) -> tuple[Array, Array]:
    """float32 (h, w) across and down: of the channel of Lab that changes most."""
    lab = cv2.cvtColor(cv2.GaussianBlur(image, (0, 0), 0.8).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    across: Array = cv2.Sobel(lab, cv2.CV_32F, 1, 0)
    down: Array = cv2.Sobel(lab, cv2.CV_32F, 0, 1)
    strongest = (across * across + down * down).argmax(axis=2)[..., None]
    return np.take_along_axis(across, strongest, 2)[..., 0], np.take_along_axis(down, strongest, 2)[..., 0]


def laid(document: Document, layer_id: int | None, points: Sequence[Point], reach: float) -> list[Point]:
    """A line found on a smaller copy, moved by up to `reach` px across itself onto the edge of the full picture."""
    line = np.asarray(points, np.float64)
    if len(line) < 8 or reach < 1.2:
        return list(points)
    ways = np.gradient(_smoothed(_smoothed(line)), axis=0)
    normals = np.stack((-ways[:, 1], ways[:, 0]), 1) / np.maximum(np.hypot(*ways.T), 1e-6)[:, None]
    steps = np.arange(-ceil(reach * 2), ceil(reach * 2) + 1) / 2
    offsets = np.zeros(len(line))
    for first in range(0, len(line), CHUNK):
        some = slice(first, first + CHUNK)
        low, high = line[some].min(0) - reach - 4, line[some].max(0) + reach + 4
        rect = Rect.hull(*low.tolist(), *high.tolist()).intersect(document.rect)
        if rect.is_empty:
            continue
        image = flattened(convert(picture(document, layer_id, rect), np.uint8))
        size = np.hypot(*gradients(image))
        at = (line[some, None] + normals[some, None] * steps[None, :, None] - (rect.x, rect.y) - 0.5).astype(np.float32)
        seen = cv2.remap(size, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        seen = cv2.blur(seen, (1, 5)) * (1 - 0.3 * np.abs(steps / reach)[None])
        offsets[some] = steps[seen.argmax(axis=1)]
    moved = line + normals * _medians(offsets)[:, None]
    moved[0], moved[-1] = line[0], line[-1]
    return [(float(x), float(y)) for x, y in _smoothed(moved)]


def length_of(points: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def _thin(strength: Array, direction: Array) -> Array:
    """bool (h, w): the px that are stronger than both across the edge (Canny, 1986)."""
    h, w = strength.shape
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    sides = [cv2.remap(strength, xs + s * direction[..., 0], ys + s * direction[..., 1], cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_REPLICATE) for s in (1, -1)]
    return (strength >= sides[0]) & (strength >= sides[1]) & (strength > 0.05)


def _smoothed(line: Array) -> Array:
    """Each point the mean of five: without the steps of whole px. The ends stay."""
    if len(line) < 5:
        return line
    out, padded = line.copy(), np.pad(line, ((2, 2), (0, 0)), mode="edge")
    out[1:-1] = np.mean([padded[i:i + len(line)] for i in range(5)], axis=0)[1:-1]
    return out


def _medians(values: Array, wide: int = 9) -> Array:
    padded = np.pad(values, wide // 2, mode="edge")
    made: Array = np.median(np.lib.stride_tricks.sliding_window_view(padded, wide), axis=1)
    return made
