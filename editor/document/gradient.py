"""Gradients between two colours on a layer, its mask or the selection, tile by tile on all cores."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from editor.document.document import Document
from editor.document.geometry import TILE, tile_rect
from editor.document.paint import luminance
from editor.document.paint_target import Surface
from editor.document.pixels import Array, Key, Pixels, white

KINDS = ("linear", "radial", "angle", "reflected", "diamond")
Colour = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ramp:
    """From `start` to `end`, points in document px. Colours straight sRGBA, `opacity` 0-1; `dither` breaks bands
    of 8 and 16 bits."""

    start: tuple[float, float]
    end: tuple[float, float]
    colours: tuple[Colour, Colour]
    kind: str = "linear"
    opacity: float = 1.0
    dither: bool = True


def graded(target: Surface, ramp: Ramp) -> Document:
    """The document with the gradient painted on a surface through the selection."""
    selection = target.selection
    area = target.clip
    if selection is not None:
        area = area.intersect(selection.content_bounds().moved(-target.x, -target.y))
    tiles, keys = dict(target.pixels.tiles), list(area.tiles())
    blank = np.full(target.pixels.shape(TILE, TILE), target.pixels.fill, target.pixels.dtype)
    blank.flags.writeable = False

    def work(key: Key) -> Array:
        return _tile(target, ramp, key, target.pixels.tiles.get(key, blank))

    with ThreadPoolExecutor(os.cpu_count(), "limner-gradient") as pool:
        tiles.update(zip(keys, pool.map(work, keys), strict=True))
    old = target.pixels
    return target.put(Pixels(old.channels, old.dtype, MappingProxyType(tiles), old.fill))


def _tile(target: Surface, ramp: Ramp, key: Key, old: Array) -> Array:
    from editor.document.gradient_kernels import paint_ramp, paint_ramp_value

    box = tile_rect(key)
    chosen = np.zeros((TILE, TILE), np.uint8)
    inside = box.intersect(target.clip)
    at = inside.moved(target.x, target.y)
    chosen[inside.slices(box)] = 255 if target.selection is None else target.selection.read(at)
    (x0, y0), (x1, y1) = ramp.start, ramp.end
    line = (float(x0 - target.x), float(y0 - target.y), float(x1 - target.x), float(y1 - target.y))
    kind, top = KINDS.index(ramp.kind), white(old.dtype)
    half, out = 0.0 if old.dtype.kind == "f" else 0.5, old.copy()
    if target.kind == "pixels":
        ends = np.array(ramp.colours, np.float64)
        paint_ramp(old, chosen, box.x, box.y, kind, line, ends, float(ramp.opacity), top, half, ramp.dither,
                   target.lock_alpha, out)
    else:
        values = np.array([(luminance(c), c[3]) for c in ramp.colours], np.float64)
        paint_ramp_value(old, chosen, box.x, box.y, kind, line, values, float(ramp.opacity), top, half, ramp.dither,
                         out)
    out.flags.writeable = False
    return out
