"""Small pictures of a document, a layer or a mask, made from reduced tiles: cheap for the largest documents."""

from __future__ import annotations

import cv2
import numpy as np

from editor.document.compose import composite, level_rect
from editor.document.diff import extent
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Layer, Mask, alone
from editor.document.pixels import Array, Pixels, convert
from editor.document.plan import TileFacts, shrunk

SAMPLES = 4  # px taken along each edge of what a thumbnail's px averages
LAST_LEVEL = 8  # a tile is one px


def thumbnail(item: Document | Layer | Mask | Pixels, edge_px: int, rect: Rect | None = None,
              facts: TileFacts | None = None) -> Array:
    """uint8 RGBA (h, w, 4) with straight alpha, the longer side `edge_px` or as small as the picture is.

    `rect` is what to show: by default the canvas of a document, the extent of a layer's or mask's tiles. A layer is
    shown with its mask, without opacity and blend mode; a mask as opaque grey. `facts`, kept by the caller, make the
    next one of a document that changed a little cost little.
    """
    pixels = item.pixels if isinstance(item, Mask) else item
    area = rect if rect is not None else _extent(pixels)
    if area.is_empty:
        return np.zeros((1, 1, 4), np.uint8)
    scale = min(edge_px / max(area.w, area.h), 1.0)
    w, h = max(round(area.w * scale), 1), max(round(area.h * scale), 1)
    level = max(min(int(np.log2(1 / scale)), LAST_LEVEL), 0)
    step = max((1 << level) // SAMPLES, 1)
    small = level_rect(area, level)
    if isinstance(pixels, Pixels) and pixels.channels == 1:
        image = _grey(pixels, small, level, step)
    else:
        layers = (pixels.layers if isinstance(pixels, Document) else (alone(pixels),)
                  if isinstance(pixels, Layer) else (alone(_as_layer(pixels)),))
        canvas = pixels.rect if isinstance(pixels, Document) else area
        image = composite(layers, small, "uint8", level, step, facts, canvas)
    return image if image.shape[:2] == (h, w) else _resized(image, w, h)


def _extent(item: Document | Layer | Pixels) -> Rect:
    if isinstance(item, Document):
        return item.rect
    return item.bounds if isinstance(item, Pixels) else extent(item, Rect(0, 0, 0, 0))


def _as_layer(pixels: Pixels) -> Layer:
    from editor.document.layer import PixelLayer

    return PixelLayer(pixels=pixels)


def _grey(pixels: Pixels, small: Rect, level: int, step: int) -> Array:
    area = Rect(small.x << level, small.y << level, small.w << level, small.h << level)
    values = convert(shrunk(pixels.read(area), level, step) if level else pixels.read(area), "uint8")
    return np.dstack((values, values, values, np.full_like(values, 255)))


def _resized(image: Array, w: int, h: int) -> Array:
    """Area average in premultiplied colour."""
    work = image.astype(np.float32)
    work[..., :3] *= work[..., 3:] * np.float32(1 / 255)
    work = np.asarray(cv2.resize(work, (w, h), interpolation=cv2.INTER_AREA))
    work[..., :3] *= 255 / np.maximum(work[..., 3:], 1)
    result: Array = (np.clip(work, 0, 255) + np.float32(0.5)).astype(np.uint8)
    return result
