"""Liquify: brushes that push, twirl, pinch and bloat a picture as if it were wet.

What is kept is a displacement field of at most GRID nodes along an edge, not pixels: however often a place is
brushed, the picture is resampled once. While it goes on the touched part is shown at full size, bilinearly; at the
end all that moved is resampled well. Unselected nodes do not move; what lies at the canvas's edge stays on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import EMPTY, Rect
from editor.document.paint_path import Brush, Trail
from editor.document.paint_target import Surface
from editor.document.pixels import Array
from editor.document.warp import BAND, METHODS, in_bands, premultiplied, straight, unweighted, weighted, weights

GRID = 1024  # nodes along the longer edge
SPACING = 0.05  # of the size
STEPS = 10  # strokes that can be taken back
# For each dab at full strength: what turns, grows and goes back.
MODES = {"push": (0, 1.0), "twirl": (1, 0.06), "bloat": (2, 0.035), "pinch": (2, -0.035), "restore": (3, 0.2)}


@dataclass(frozen=True)
class Tip:
    """`mode` of MODES; `size` px; `strength` 0-1; `backwards` turns the other way, and pinches instead of bloating."""

    mode: str = "push"
    size: float = 100.0
    strength: float = 0.5
    backwards: bool = False
    pressure: bool = True


class Liquify:
    """`document` is what the picture looks like so far; places are in document px."""

    def __init__(self, target: Surface) -> None:
        self.document: Document = target.document
        self._surface, self._clip = target, target.clip
        self._step = float(max(1, ceil(max(self._clip.w, self._clip.h) / GRID)))
        nodes = ceil(self._clip.h / self._step) + 2, ceil(self._clip.w / self._step) + 2
        self._field = np.zeros((*nodes, 2), np.float32)
        self._free = _free_nodes(target, nodes, self._step)
        self._source: Array | None = None
        self._shown = target.pixels
        self._dirty = self._stroke = EMPTY  # px of the clip
        self._kept: list[tuple[Array, Rect]] = []
        self._trail: Trail | None = None
        self._tip = Tip()
        self._last = (0.0, 0.0)
        self._at: tuple[float, float] | None = None  # of the last dab

    def press(self, x: float, y: float, pressure: float, tip: Tip) -> Document:
        self._kept = [*self._kept[1 - STEPS:], (self._field.copy(), EMPTY)]
        self._stroke, self._tip, self._at = EMPTY, tip, None
        self._trail = Trail(Brush(tip.size, spacing=SPACING, pressure_opacity=tip.pressure))
        self._last = x, y
        return self._add(self._trail.start(x, y, pressure))

    def move(self, x: float, y: float, pressure: float) -> Document:
        """On to (x, y). Staying in place works on there, except by pushing."""
        assert self._trail is not None
        dabs = self._trail.move(x, y, pressure)
        if len(dabs) == 0 and (x, y) == self._last and self._tip.mode != "push":
            dabs = np.array([(x, y, self._tip.size / 2, 1.0, pressure if self._tip.pressure else 1.0)], np.float32)
        self._last = x, y
        return self._add(dabs)

    def release(self, x: float, y: float, pressure: float = 1.0) -> None:
        """The stroke ends at (x, y), and can be taken back as one."""
        if self._trail is not None:
            self._add(self._trail.end(x, y, pressure))
        if self._kept:
            self._kept[-1] = self._kept[-1][0], self._stroke
        self._trail = None

    def undo(self) -> bool:
        """Take the last stroke back; whether there was one."""
        if not self._kept:
            return False
        self._field, area = self._kept.pop()
        self._show(area)
        return True

    def finish(self, method: str = "cubic") -> Document:
        """Resampled well; the document itself, if nothing moved."""
        area = self._dirty
        if area.is_empty or not self._field.any():
            return self._surface.document
        place = area.moved(self._clip.x, self._clip.y)
        old = self._surface.pixels.read(place)
        new = self._resampled(area, old, method)
        return self._surface.put(self._surface.pixels.write(place.x, place.y, new))

    # ---- the field

    def _add(self, dabs: Array) -> Document:
        from editor.document.liquify_kernels import dabbed

        mode, amount = MODES[self._tip.mode]
        amount *= self._tip.strength * (-1 if self._tip.backwards and mode in (1, 2) else 1)
        touched = EMPTY
        for x, y, radius, _, pressure in dabs:
            at = float(x) - self._surface.x - self._clip.x, float(y) - self._surface.y - self._clip.y
            begin, self._at = at if self._at is None else self._at, at
            reach = float(radius) + 1
            span = self._span(at, reach)
            if span[0] >= span[2] or span[1] >= span[3]:
                continue
            dx, dy = at[0] - begin[0], at[1] - begin[1]
            pad = ceil((abs(dx) + abs(dy) + 0.2 * reach) / self._step) + 2
            from_x, from_y = max(span[0] - pad, 0), max(span[1] - pad, 0)
            old = self._field[from_y:span[3] + pad, from_x:span[2] + pad].copy()
            dabbed(self._field, old, span, from_x, from_y, self._step, self._free,
                   np.array((*at, float(radius)), float), mode, float(amount * pressure), dx, dy)
            touched = touched.union(Rect.hull(at[0] - reach - self._step, at[1] - reach - self._step,
                                              at[0] + reach + self._step, at[1] + reach + self._step))
        touched = touched.intersect(Rect(0, 0, self._clip.w, self._clip.h))
        self._stroke, self._dirty = self._stroke.union(touched), self._dirty.union(touched)
        self._show(touched)
        return self.document

    def _span(self, at: tuple[float, float], reach: float) -> tuple[int, int, int, int]:
        rows, columns = self._field.shape[:2]
        return (max(floor((at[0] - reach) / self._step), 0), max(floor((at[1] - reach) / self._step), 0),
                min(ceil((at[0] + reach) / self._step) + 1, columns), min(ceil((at[1] + reach) / self._step) + 1, rows))

    def _places(self, area: Rect) -> tuple[Array, bool]:
        from editor.document.liquify_kernels import displaced

        coords = np.empty((area.h, area.w, 2), np.float32)
        moves = displaced(self._field, self._step, area.x, area.y, float(self._clip.w), float(self._clip.h), coords)
        return coords, moves

    # ---- the picture

    def _show(self, area: Rect) -> None:
        """The preview anew inside `area`."""
        if area.is_empty:
            return
        if self._source is None:
            self._source = premultiplied(self._surface.pixels.read(self._clip))
        place = area.moved(self._clip.x, self._clip.y)
        new = old = self._surface.pixels.read(place)
        coords, moves = self._places(area)
        if moves:
            out = cv2.remap(self._source, coords - np.float32(0.5), None, cv2.INTER_LINEAR,
                            borderMode=cv2.BORDER_REPLICATE)
            new = self._mixed(straight(out, old.dtype), old, coords, area)
        self._shown = self._shown.write(place.x, place.y, new)
        self.document = self._surface.put(self._shown)

    def _resampled(self, area: Rect, old: Array, method: str) -> Array:
        from editor.document.warp_kernels import PAD, PHASES, sampled

        within = self._reached(area)
        array = self._surface.pixels.read(within.moved(self._clip.x, self._clip.y))
        source = np.pad(weighted(array), ((PAD, PAD), (PAD, PAD), (0, 0)), "edge")
        flat, table, out = source.reshape(len(source), -1), weights(METHODS[method], PHASES), np.empty_like(old)

        def band(top: int) -> None:
            rows = min(BAND, area.h - top)
            part = Rect(area.x, area.y + top, area.w, rows)
            coords, _ = self._places(Rect(part.x, part.y, part.w + 1, rows + 1))
            made = np.empty((rows, area.w, 4), np.float32)
            sampled(flat, coords - np.array((within.x + 0.5, within.y + 0.5), np.float32), METHODS[method], table, made)
            before = old[top:top + rows]
            out[top:top + rows] = self._mixed(unweighted(made, before), before, coords[:-1, :-1], part)

        in_bands(band, area.h)
        return out

    def _reached(self, area: Rect) -> Rect:
        """Where what is seen in `area` comes from."""
        x0, y0 = floor(area.x / self._step), floor(area.y / self._step)
        x1, y1 = ceil(area.right / self._step) + 2, ceil(area.bottom / self._step) + 2
        part = self._field[y0:y1, x0:x1]
        low, high = part.min(axis=(0, 1)), part.max(axis=(0, 1))
        hull = Rect.hull(area.x + float(low[0]), area.y + float(low[1]), area.right + float(high[0]),
                         area.bottom + float(high[1]))
        return hull.grown(2).intersect(Rect(0, 0, self._clip.w, self._clip.h))

    def _mixed(self, new: Array, old: Array, coords: Array, area: Rect) -> Array:
        """The new pixels where something moved and is selected; all others to the byte as they were."""
        middles_x = (np.arange(area.x, area.right) + np.float32(0.5)).astype(np.float32)[None]
        middles_y = (np.arange(area.y, area.bottom) + np.float32(0.5)).astype(np.float32)[:, None]
        moved = (coords[..., 0] != middles_x) | (coords[..., 1] != middles_y)
        if self._surface.selection is not None:
            moved &= self._surface.selection.read(area) > 0  # the clip is the document's rectangle
        if self._surface.lock_alpha:
            moved &= old[..., 3] > 0
            new = np.dstack([new[..., :3], old[..., 3]])
        return np.where(moved[..., None] if old.ndim == 3 else moved, new, old)


def _free_nodes(target: Surface, nodes: tuple[int, int], step: float) -> Array:
    """float32 0-1 for each node: how far the selection lets it move."""
    if target.selection is None:
        return np.ones(nodes, np.float32)
    chosen = target.selection.read(target.document.rect).astype(np.float32) / np.float32(255)
    xs, ys = np.meshgrid(np.arange(nodes[1]) * step, np.arange(nodes[0]) * step)
    if step > 1:
        chosen = cv2.blur(chosen, (int(step), int(step)), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.remap(chosen, (xs - 0.5).astype(np.float32), (ys - 0.5).astype(np.float32), cv2.INTER_LINEAR,
                                borderMode=cv2.BORDER_REPLICATE), np.float32)
