"""The bucket: what is alike and connected gets one colour, through the selection."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.paint import luminance
from editor.document.paint_target import Kind, Surface, surface
from editor.document.pixels import Array, Pixels, convert
from editor.document.selection_pick import flood_mask, picture
from editor.document.selection_shape import as_array, blend_through

Colour = tuple[float, float, float, float]


@dataclass(frozen=True)
class Bucket:
    """`tolerance` 0-255 a channel, `opacity` 0-1, `blend` a name of `editor.document.blend.MODES`."""

    tolerance: float = 32.0
    contiguous: bool = True
    antialias: bool = True
    all_layers: bool = False
    opacity: float = 1.0
    blend: str = "normal"


def poured(document: Document, layer_id: int | None, x: int, y: int, colour: Colour, bucket: Bucket,
           kind: Kind = "pixels") -> Document:
    """The document after a click of the bucket at document px (x, y); itself when that is outside.

    Raises UserError when the target may not be painted.
    """
    target = surface(document, layer_id, kind)
    if not document.rect.contains(x, y):
        return document
    sampled = None if bucket.all_layers or not isinstance(target.layer, PixelLayer) else target.layer.id
    found = flood_mask(picture(document, sampled, document.rect), x, y, bucket.tolerance, bucket.contiguous,
                       bucket.antialias)
    area = Rect(*cv2.boundingRect(found))
    cover = np.ascontiguousarray(found[area.slices(document.rect)])
    if kind != "selection":
        cover = cv2.multiply(cover, as_array(document, area), scale=1 / 255)
    if not cover.any():
        return document
    return _coloured(target, area, cover, colour, bucket)


def _coloured(target: Surface, area: Rect, cover: Array, colour: Colour, bucket: Bucket) -> Document:
    place = area.moved(-target.x, -target.y)
    old = target.pixels.read(place)
    share = bucket.opacity * (colour[3] if target.kind == "pixels" else 1.0)
    mask = cover if share >= 1 else np.rint(cover * np.float32(share)).astype(np.uint8)
    new = np.empty_like(old)
    if target.kind != "pixels":
        value = 1.0 if target.kind == "selection" else luminance(colour)
        new[:] = convert(np.array(value, np.float32), target.pixels.dtype)
    else:
        new[:] = convert(np.array((*colour[:3], 1.0), np.float32), target.pixels.dtype)
        if bucket.blend != "normal":
            new = blended(old, new, bucket.blend)
        if target.lock_alpha:
            new[..., 3] = old[..., 3]
    return target.put(target.pixels.write(place.x, place.y, blend_through(old, new, mask)))


def blended(below: Array, above: Array, mode: str) -> Array:
    """Straight RGBA `above` over `below` in a blend mode, by the compositor. Same shape and depth."""
    from editor.document.compose import composite

    stack = (PixelLayer(pixels=Pixels.of(below)), PixelLayer(pixels=Pixels.of(above), blend=mode))
    return composite(stack, Rect(0, 0, below.shape[1], below.shape[0]), below.dtype.name)


