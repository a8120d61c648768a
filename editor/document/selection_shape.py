"""Selections as values: one uint8 channel in document px, 255 inside; None means that everything is selected."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, pi, sin
from types import MappingProxyType
from typing import Literal

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import EMPTY, Rect
from editor.document.pixels import Array, Pixels, white

Mode = Literal["replace", "add", "subtract", "intersect"]
Point = tuple[float, float]


def everything(rect: Rect) -> Pixels:
    """A selection of all of `rect`."""
    return Pixels.of(np.full((rect.h, rect.w), 255, np.uint8), rect.x, rect.y)


def from_array(mask: Array, x: int = 0, y: int = 0) -> Pixels | None:
    """A selection from a uint8 mask (h, w) with its corner at (x, y); None when nothing is inside."""
    return tidy(Pixels.of(np.ascontiguousarray(mask, np.uint8), x, y))


def tidy(selection: Pixels | None) -> Pixels | None:
    """Without empty tiles; None (no selection) when nothing is left."""
    kept = None if selection is None else selection.compact()
    return kept if kept is not None and kept.tiles else None


def as_array(document: Document, rect: Rect) -> Array:
    """The selection inside `rect` as writable uint8 (h, w); all 255 when there is none."""
    if document.selection is None:
        return np.full((rect.h, rect.w), 255, np.uint8)
    return document.selection.read(rect)


def bounds(document: Document) -> Rect:
    """The tight rectangle of what is selected, inside the document."""
    if document.selection is None:
        return document.rect
    return document.selection.content_bounds().intersect(document.rect)


def combine(old: Pixels | None, new: Pixels | None, mode: Mode) -> Pixels | None:
    """`new` put together with `old`, tile by tile; None when nothing is left.

    Without an old selection every mode gives `new`, as in Photoshop.
    """
    if mode == "replace" or old is None:
        return tidy(new)
    if new is None:
        return None if mode == "intersect" else tidy(old)
    tiles = dict(old.tiles)
    keys = new.tiles.keys() if mode != "intersect" else tiles.keys()
    for key in list(keys):
        joined = _joined(tiles.get(key), new.tiles.get(key), mode)
        if joined is None:
            tiles.pop(key, None)
        else:
            tiles[key] = joined
    return tidy(Pixels(1, "uint8", MappingProxyType(tiles)))


def _joined(old: Array | None, new: Array | None, mode: Mode) -> Array | None:
    if mode == "add":
        result = new if old is None else old if new is None else cv2.max(old, new)
    elif old is None or new is None:
        result = None if mode == "intersect" else old
    else:
        result = cv2.min(old, new if mode == "intersect" else cv2.bitwise_not(new))
    if result is not None:
        result.flags.writeable = False
    return result


def inverted(selection: Pixels | None, rect: Rect) -> Pixels | None:
    """What is not selected inside `rect`; everything when there was no selection."""
    if selection is None:
        return everything(rect)
    return from_array(cv2.bitwise_not(selection.read(rect)), rect.x, rect.y)


def moved(selection: Pixels, dx: int, dy: int, rect: Rect) -> Pixels | None:
    """Moved by whole px; what leaves `rect` is lost."""
    area = selection.content_bounds()
    kept = area.moved(dx, dy).intersect(rect)
    return None if kept.is_empty else from_array(selection.read(kept.moved(-dx, -dy)), kept.x, kept.y)


# ---- shapes


def from_rect(x0: float, y0: float, x1: float, y1: float, clip: Rect, antialias: bool = True) -> Pixels | None:
    """A rectangle between two corners; with `antialias` edges at fractions of a px are soft."""
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    if not antialias:
        left, top, right, bottom = (float(round(v)) for v in (left, top, right, bottom))
    box = Rect.hull(left, top, right, bottom).intersect(clip)
    if box.is_empty:
        return None
    columns = np.arange(box.x, box.right, dtype=np.float64)
    rows = np.arange(box.y, box.bottom, dtype=np.float64)
    wide = np.clip(np.minimum(columns + 1, right) - np.maximum(columns, left), 0, 1)
    tall = np.clip(np.minimum(rows + 1, bottom) - np.maximum(rows, top), 0, 1)
    return from_array((np.outer(tall, wide) * 255 + 0.5).astype(np.uint8), box.x, box.y)


def from_ellipse(x0: float, y0: float, x1: float, y1: float, clip: Rect, antialias: bool = True) -> Pixels | None:
    """The ellipse inside two corners, exact to a thirtieth of a px."""
    cx, cy, rx, ry = (x0 + x1) / 2, (y0 + y1) / 2, abs(x1 - x0) / 2, abs(y1 - y0) / 2
    count = max(16, ceil(4 * max(rx, ry, 1.0) ** 0.5) * 4)
    turn = [2 * pi * i / count for i in range(count)]
    return from_polygon([(cx + rx * cos(a), cy + ry * sin(a)) for a in turn], clip, antialias)


def from_polygon(points: Sequence[Point], clip: Rect, antialias: bool = True) -> Pixels | None:
    """The inside of a closed polygon (a lasso too), cut to `clip`. Coverage is exact."""
    if len(points) < 3:
        return None
    corners = np.asarray(points, np.float64)
    low, high = corners.min(axis=0), corners.max(axis=0)
    box = Rect.hull(*low.tolist(), *high.tolist()).intersect(clip)
    if box.is_empty:
        return None
    mask = polygon_mask(corners - (box.x, box.y), box.w, box.h)
    if not antialias:
        mask = cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1]
    return from_array(mask, box.x, box.y)


from_lasso = from_polygon


def polygon_mask(points: Array, w: int, h: int) -> Array:
    """Exact uint8 coverage (h, w) of a polygon, float64 (n, 2) in px of the mask; it may leave the mask."""
    from editor.document.selection_kernels import coverage, edge_areas

    inside = _clipped(points, w, h) if _leaves(points, w, h) else points
    areas, out = np.zeros((h, w + 2), np.float32), np.empty((h, w), np.uint8)
    if len(inside) > 2:
        edge_areas(np.ascontiguousarray(inside, np.float64), areas)
    coverage(areas, out)
    return out


def _leaves(points: Array, w: int, h: int) -> bool:
    return bool(points.min() < 0 or points[:, 0].max() > w or points[:, 1].max() > h)


def _clipped(points: Array, w: int, h: int) -> Array:
    """Cut by the four edges in turn (Sutherland and Hodgman, 1974)."""
    ring = points
    for axis, limit, sign in ((0, 0.0, 1.0), (0, float(w), -1.0), (1, 0.0, 1.0), (1, float(h), -1.0)):
        if len(ring) == 0:
            return ring
        after = np.roll(ring, -1, axis=0)
        here, there = (ring[:, axis] - limit) * sign, (after[:, axis] - limit) * sign
        out: list[Array] = []
        for p, q, a, b in zip(ring, after, here, there, strict=True):
            if a >= 0:
                out.append(p)
            if (a >= 0) != (b >= 0):
                cut = p + (q - p) * (a / (a - b))
                cut[axis] = limit
                out.append(cut)
        ring = np.array(out, np.float64).reshape(-1, 2)
    return ring


# ---- editing through a selection


def blend_through(old: Array, new: Array, mask: Array) -> Array:
    """`new` where `mask` (uint8, h, w) is 255, `old` to the byte where it is 0, their alpha-weighted mix between.

    `old` and `new` have the same shape, (h, w, 4) or (h, w), and dtype.
    """
    from editor.document.selection_kernels import through_mask, through_picture

    out = np.empty_like(old)
    half = np.float32(0.0 if old.dtype.kind == "f" else 0.5)
    (through_picture if old.ndim == 3 else through_mask)(old, np.ascontiguousarray(new, old.dtype), mask, out, half)
    return out


def colour_distance(picture: Array, seed: Array) -> Array:
    """uint8 (h, w): the largest channel difference to the RGBA value `seed` in 8-bit steps."""
    from editor.document.selection_kernels import distance

    out = np.empty(picture.shape[:2], np.uint8)
    distance(np.ascontiguousarray(picture), np.asarray(seed, np.float64), 255.0 / white(picture.dtype), out)
    return out


def outlines(selection: Pixels) -> tuple[tuple[Point, ...], ...]:
    """Closed outlines of what is at least half selected, along pixel edges, for overlays."""
    area = selection.content_bounds()
    if area == EMPTY:
        return ()
    mask = (selection.read(area.grown(1)) > 127).astype(np.uint8)
    doubled = cv2.resize(mask, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    found, _ = cv2.findContours(doubled, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    left, top = area.x - 1, area.y - 1
    return tuple(tuple((ceil(x / 2) + left, ceil(y / 2) + top) for x, y in ring[:, 0].tolist()) for ring in found)
