"""A filter at view resolution: computed on a reduced picture, laid out again in document px for the canvas. No Qt."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.execute import located
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, white
from editor.filters.apply import apply_filter, mixed, target
from inference.api import Operation, validated


def preview(document: Document, layer_id: int | None, operation: Operation, params: Any, rect: Rect,
            level: int) -> Document:
    """What `apply_filter` gives inside `rect`, at one sample for 2**level px. The canvas, which shows the document
    reduced as much or more, cannot tell the difference, but the cost is 4**level times less."""
    if level <= 0:
        return apply_filter(document, layer_id, operation, params, rect=rect)
    layer, params, step = target(document, layer_id), validated(params), 1 << level
    margin = operation.margin(params) if operation.margin else 0
    content = layer.pixels.content_bounds().moved(layer.x, layer.y)
    limit = content.union(document.rect) if margin else content
    area = rect.intersect(content.grown(margin)).intersect(limit)
    if document.selection is not None:
        area = area.intersect(document.selection.content_bounds())
    if area.is_empty:
        return document
    wide = _snapped(area.grown(margin).intersect(limit), step)
    source = layer.pixels.read(wide.moved(-layer.x, -layer.y))
    small = operation.run(reduced(source, step), located(params, wide, document.rect), 1 / step)
    large = np.repeat(np.repeat(small, step, axis=0), step, axis=1)
    inside = area.slices(wide)
    return _put(document, layer, area, source[inside], large[inside])


def reduced(pixels: Array, step: int) -> Array:
    """The mean of every step x step square; RGBA straight alpha, colours weighted by alpha. Edges are multiples of
    `step`."""
    h, w = pixels.shape[0] // step, pixels.shape[1] // step
    top = np.float32(white(pixels.dtype))
    values = pixels.astype(np.float32) / top
    values[..., :3] *= values[..., 3:]
    mean = values.reshape(h, step, w, step, 4).mean(axis=(1, 3))
    mean[..., :3] /= np.maximum(mean[..., 3:], 1e-6)
    made: Array = mean * top
    return made.astype(pixels.dtype) if pixels.dtype.kind == "f" else np.rint(made).astype(pixels.dtype)


def _snapped(rect: Rect, step: int) -> Rect:
    x, y = rect.x // step * step, rect.y // step * step
    return Rect(x, y, -((x - rect.right) // step) * step, -((y - rect.bottom) // step) * step)


def _put(document: Document, layer: PixelLayer, area: Rect, old: Array, new: Array) -> Document:
    """`new` over `old` through the selection and a locked alpha."""
    if layer.lock_alpha:
        new = np.concatenate([new[..., :3], old[..., 3:]], axis=2)
    if document.selection is not None:
        new = mixed(old, new, document.selection.read(area))
    pixels = layer.pixels.write(area.x - layer.x, area.y - layer.y, new)
    return document.with_layer(layer.with_(pixels=pixels))
