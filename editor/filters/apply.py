"""A filter on a layer, through the selection, in bands: memory stays bounded, unselected pixels stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.execute import GRID, located
from editor.document.geometry import TILE, Rect
from editor.document.layer import AdjustmentLayer, PixelLayer
from editor.document.pixels import Array, Pixels, white
from inference.api import Operation, UserError, discover, validated

BAND = 4  # tiles: height of a band


def filters() -> tuple[Operation, ...]:
    return discover("editor.filters", "OPERATION")


def filter_named(name: str) -> Operation:
    found = next((f for f in filters() if f.id == name), None)
    if found is None:
        raise UserError("There is no filter called {name}.", "Choose one of: {known}.", name=name,
                        known=", ".join(f.id for f in filters()))
    return found


def target(document: Document, layer_id: int | None) -> PixelLayer:
    """The layer, if its pixels may be changed. Raises UserError."""
    layer = document.find(layer_id)
    if layer is None:
        raise UserError("No layer is chosen.", "Click a layer in the Layers panel.")
    if isinstance(layer, AdjustmentLayer):
        raise UserError("An adjustment layer has no pixels of its own.", "Merge it down, or choose a pixel layer.")
    if not isinstance(layer, PixelLayer):
        raise UserError("A group has no pixels of its own.", "Choose a layer inside it.")
    if layer.locked:
        raise UserError("The layer {name} is locked.", "Unlock it in the Layers panel.", name=layer.name)
    return layer


def apply_filter(
    document: Document, layer_id: int | None, operation: Operation, params: Any,
    rect: Rect | None = None, scale: float = 1.0,
) -> Document:
    """The document with a filter's result on one layer, inside the selection and inside `rect` (document px).

    Where nothing is selected every byte stays; where a pixel is partly selected it is mixed, weighted by alpha.
    """
    layer = target(document, layer_id)
    params = validated(params)
    margin = operation.margin(params) if operation.margin else 0
    content = layer.pixels.content_bounds().moved(layer.x, layer.y)
    if content.is_empty:
        raise UserError("The layer {name} is empty.", name=layer.name)
    limit = content.union(document.rect) if margin else content
    area = content.grown(margin).intersect(limit)
    if document.selection is not None:
        area = area.intersect(document.selection.content_bounds())
    if rect is not None:
        area = area.intersect(rect)
    pixels = layer.pixels
    for band in _bands(area):
        pixels = _band(pixels, layer, document, band, margin, limit, operation, params, scale)
    if pixels is layer.pixels:
        return document
    return document.with_layer(layer.with_(pixels=pixels.compact()))


def _bands(area: Rect) -> Iterator[Rect]:
    step = BAND * TILE
    for top in range(area.y // step * step, area.bottom, step):
        part = Rect(area.x, top, area.w, step).intersect(area)
        if not part.is_empty:
            yield part


def _band(
    pixels: Pixels, layer: PixelLayer, document: Document, band: Rect, margin: int, limit: Rect,
    operation: Operation, params: Any, scale: float,
) -> Pixels:
    mask = None if document.selection is None else document.selection.read(band)
    if mask is not None and not mask.any():
        return pixels
    wide = _aligned(band.grown(margin), limit).intersect(limit) if margin else band
    source = layer.pixels.read(wide.moved(-layer.x, -layer.y))
    result = operation.run(source, located(params, wide, document.rect), scale)
    inside = band.slices(wide)
    old, new = source[inside], result[inside]
    if layer.lock_alpha:
        new = np.concatenate([new[..., :3], old[..., 3:]], axis=2)
    return pixels.write(band.x - layer.x, band.y - layer.y, new if mask is None else mixed(old, new, mask))


def _aligned(rect: Rect, limit: Rect) -> Rect:
    """Grown up and left to the grid on which large blurs are sampled, so that bands meet without a seam."""
    x = limit.x + (rect.x - limit.x) // GRID * GRID
    y = limit.y + (rect.y - limit.y) // GRID * GRID
    return Rect(x, y, rect.right - x, rect.bottom - y)


def mixed(old: Array, new: Array, mask: Array) -> Array:
    """`old` where the mask is 0, `new` where it is full, between them a mix weighted by alpha; masks uint8."""
    out = np.where((mask >= 255)[..., None], new, old)
    ys, xs = np.nonzero((mask > 0) & (mask < 255))
    if ys.size == 0:
        return out
    top = np.float32(white(old.dtype))
    share = mask[ys, xs, None].astype(np.float32) / 255
    a, b = (array[ys, xs].astype(np.float32) / top for array in (old, new))
    alpha = a[:, 3:] * (1 - share) + b[:, 3:] * share
    colour = (a[:, :3] * a[:, 3:] * (1 - share) + b[:, :3] * b[:, 3:] * share) / np.maximum(alpha, 1e-6)
    blend = np.concatenate([np.where(alpha > 0, colour, a[:, :3]), alpha], axis=1) * top
    out[ys, xs] = blend if old.dtype.kind == "f" else np.clip(np.rint(blend), 0, top)
    return out
