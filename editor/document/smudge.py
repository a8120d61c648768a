"""The smudge brush: a tip that takes up paint, carries it along and leaves it again.

After GIMP's smudge tool (app/paint/gimpsmudge.c): the tip mixes what it carries with what it passes and paints with
that. As it mostly meets what it left a dab ago, fresh paint comes in at its front edge only: how far paint is carried,
about size / 2 / (1 - strength), depends neither on the spacing nor on the speed of the hand. The surface is worked on
in float32 and rounded for showing only.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from editor.document.adjustment import unadjusted
from editor.document.geometry import Rect, tile_rect
from editor.document.paint import Painting, hull, sealed
from editor.document.paint_path import Brush
from editor.document.paint_target import Surface
from editor.document.pixels import Array, Key, Pixels, white
from editor.document.retouch import as_rgba, read_held, words
from editor.document.selection_pick import picture

NOTHING = np.zeros((1, 1, 4), np.float32)


@dataclass(frozen=True)
class Smear:
    """`strength` 0-1, 1 carries on for ever; `finger` (straight sRGBA) is on the tip at the start (Photoshop's finger
    painting); `all_layers` takes up what is seen."""

    strength: float = 0.5
    finger: tuple[float, float, float, float] | None = None
    all_layers: bool = False


class Smudge(Painting):
    """A stroke that carries paint along."""

    def __init__(self, target: Surface, brush: Brush, how: Smear, zoom: float = 1.0) -> None:
        super().__init__(target, brush, zoom)
        self._how = how
        self._seen = unadjusted(target.document, target.layer.id if target.layer is not None else None)
        self._works: dict[Key, Array] = {}
        self._unders: dict[Key, Array] = {}
        self._edge = ceil(brush.size) + 4
        self._carried: Array | None = None

    def _lay(self, dabs: Array) -> bool:
        touched: dict[Key, Rect] = {}
        for dab in dabs:
            self._dab(dab, touched)
        for key, area in touched.items():
            self._show(key, area.moved(-tile_rect(key).x, -tile_rect(key).y))
        return bool(touched)

    def _dab(self, dab: Array, touched: dict[Key, Rect]) -> None:
        from editor.document.smudge_kernels import smear

        begin_x, begin_y = floor(float(dab[0])) - self._edge // 2, floor(float(dab[1])) - self._edge // 2
        fresh = self._carried is None
        if self._carried is None:
            self._carried = self._taken(Rect(begin_x, begin_y, self._edge, self._edge))
        if fresh and self._how.finger is None:
            return
        keep = 1.0 if fresh else self._how.strength
        for key in (area := hull(dab[None]).intersect(self._clip)).tiles():
            chosen = self._selected(key)
            if chosen is None:
                continue
            box = tile_rect(key)
            here = area.intersect(box)
            part = here.moved(-box.x, -box.y)
            span = part.x, part.y, part.right, part.bottom
            smear(_flat(self._work(key)), box.x, box.y, span, _flat(self._carried), begin_x, begin_y, dab,
                  self._brush.hardness, keep, _flat(self._under(key)), self._how.all_layers, chosen)
            touched[key] = touched.get(key, here).union(here)

    def _taken(self, rect: Rect) -> Array:
        """What is on the tip when the stroke begins."""
        if self._how.finger is not None:
            r, g, b, a = self._how.finger
            return np.full((rect.h, rect.w, 4), (r * a, g * a, b * a, a), np.float32)
        own = _weighted(read_held(self._surface.pixels, rect, self._surface.clip))
        if self._how.all_layers:
            canvas, x, y = self._surface.document.rect, self._surface.x, self._surface.y
            place = _nearest(rect.moved(x, y), canvas).intersect(canvas)
            seen = Pixels.of(picture(self._seen, None, place), place.x, place.y)
            own += _weighted(read_held(seen, rect.moved(x, y), place)) * (1 - own[..., 3:])
        return own

    def _work(self, key: Key) -> Array:
        if key not in self._works:
            self._works[key] = _weighted(as_rgba(self._surface.pixels.tiles.get(key, self._blank)))
        return self._works[key]

    def _under(self, key: Key) -> Array:
        if not self._how.all_layers:
            return NOTHING
        if key not in self._unders:
            place = tile_rect(key).moved(self._surface.x, self._surface.y)
            self._unders[key] = _weighted(picture(self._seen, None, place))
        return self._unders[key]

    def _show(self, key: Key, part: Rect) -> None:
        """The tile anew inside `part`, in the picture's depth."""
        from editor.document.smudge_kernels import straightened, straightened_words

        original = self._surface.pixels.tiles.get(key, self._blank)
        out = self._painted.get(key, original).copy()
        old, new = as_rgba(original), as_rgba(out)
        work, chosen, span = self._works[key], self._selected(key), (part.x, part.y, part.right, part.bottom)
        half, lock = self._half, self._surface.lock_alpha
        if old.dtype == np.uint8:
            straightened_words(words(old), _flat(work), chosen, half, lock, span, words(new))
        else:
            straightened(old, work, chosen, self._white, half, lock, span, new)
        if new is not out:
            out[:] = new[..., 0]
        self._painted[key] = sealed(out)


def _flat(array: Array) -> Array:
    """(h, w, 4) as (h, 4 w), which kernels walk faster."""
    return array.reshape(array.shape[0], -1)


def _nearest(rect: Rect, canvas: Rect) -> Rect:
    """`rect`, or where it lies outside, one px of the canvas beside it."""
    if not rect.intersect(canvas).is_empty:
        return rect
    return Rect(min(max(rect.x, canvas.x), canvas.right - 1), min(max(rect.y, canvas.y), canvas.bottom - 1), 1, 1)


def _weighted(array: Array) -> Array:
    from editor.document.smudge_kernels import weighted

    out = np.empty(array.shape, np.float32)
    sealed_view = array.view()
    sealed_view.flags.writeable = False
    weighted(sealed_view, white(array.dtype), out)
    return out
