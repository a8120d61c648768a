"""A document drawn roughly, without compiled kernels: what the canvas shows until they are loaded."""

from __future__ import annotations

import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, PixelLayer
from editor.document.pixels import Array, convert


def rough(document: Document, step: int) -> Array:
    """Premultiplied BGRA, uint8 (h, w, 4): every `step`-th pixel of the layers, one over the other as if each had the
    blend mode "normal"; adjustments are left out."""
    rect = document.rect
    out = np.zeros((-(-rect.h // step), -(-rect.w // step), 4), np.float32)
    for layer in document.layers:
        _lay(layer, rect, step, 1.0, out)
    picture: Array = (np.clip(out, 0, 255) + np.float32(0.5)).astype(np.uint8)
    return np.ascontiguousarray(picture[..., (2, 1, 0, 3)])


def _lay(layer: Layer, rect: Rect, step: int, opacity: float, out: Array) -> None:
    opacity *= layer.opacity
    if not layer.visible or opacity <= 0:
        return
    if isinstance(layer, GroupLayer):
        for child in layer.children:
            _lay(child, rect, step, opacity, out)
    elif isinstance(layer, PixelLayer):
        place = rect.moved(-layer.x, -layer.y)
        above = convert(layer.pixels.sampled(place, step), "uint8").astype(np.float32)
        alpha = above[..., 3:] * np.float32(opacity / 255)
        if layer.mask is not None and layer.mask.enabled:
            alpha *= convert(layer.mask.pixels.sampled(place, step), "uint8")[..., None] * np.float32(1 / 255)
        above[..., 3] = 255
        out *= 1 - alpha
        out += above * alpha
