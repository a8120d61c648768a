"""Selections made from a picture: magic wand, by colour, from alpha."""

from __future__ import annotations

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Layer, PixelLayer
from editor.document.pixels import Array, Pixels, convert
from editor.document.selection_shape import colour_distance, from_array
from inference.api import UserError


def picture(document: Document, layer_id: int | None, rect: Rect) -> Array:
    """What a tool samples inside `rect`: the pixels of one layer, or the merged picture when None. Straight RGBA."""
    if layer_id is None:
        from editor.document.compose import compose

        return compose(document, rect)
    layer = _with_pixels(document, layer_id)
    return layer.pixels.read(rect.moved(-layer.x, -layer.y))


def small_picture(document: Document, layer_id: int | None, rect: Rect, edge_px: int) -> Array:
    """The same as uint8, reduced to a longer edge of `edge_px` where it is larger; a layer with its mask. Raises
    UserError for a layer without pixels."""
    from editor.document.thumbnail import thumbnail

    if layer_id is None:
        return thumbnail(document, edge_px, rect)
    return thumbnail(_with_pixels(document, layer_id), edge_px, rect)


def _with_pixels(document: Document, layer_id: int) -> PixelLayer:
    layer = document.layer(layer_id)
    if not isinstance(layer, PixelLayer):
        raise UserError("This layer has no pixels of its own.", "Choose a pixel layer, or sample all layers.")
    return layer


def flood_mask(image: Array, x: int, y: int, tolerance: float, contiguous: bool = True,
               antialias: bool = True) -> Array:
    """uint8 (h, w): the pixels like the one at (x, y), of RGBA `image` (h, w, 4); `tolerance` 0-255 a channel.

    `contiguous` keeps those connected to it (four neighbours); `antialias` softens the edge by one px.
    """
    h, w = image.shape[:2]
    if not (0 <= x < w and 0 <= y < h):
        return np.zeros((h, w), np.uint8)
    far = colour_distance(image, image[y, x])
    if not contiguous:
        mask = cv2.threshold(far, tolerance, 255, cv2.THRESH_BINARY_INV)[1]
    else:
        framed = np.zeros((h + 2, w + 2), np.uint8)
        flags = 4 | (255 << 8) | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY
        cv2.floodFill(far, framed, (x, y), 0, tolerance, tolerance, flags)  # type: ignore[call-overload]
        mask = np.ascontiguousarray(framed[1:-1, 1:-1])
    return cv2.GaussianBlur(mask, (3, 3), 0, borderType=cv2.BORDER_REPLICATE) if antialias else mask


def flood(document: Document, x: int, y: int, tolerance: float, contiguous: bool = True, antialias: bool = True,
          layer_id: int | None = None) -> Pixels | None:
    """The magic wand at document px (x, y), on one layer, or on the merged picture when `layer_id` is None."""
    rect = document.rect
    return from_array(flood_mask(picture(document, layer_id, rect), x, y, tolerance, contiguous, antialias))


def by_colour(document: Document, colour: Array, tolerance: float, softness: float = 0.0,
              layer_id: int | None = None) -> Pixels | None:
    """Every pixel like `colour` (RGBA in the document's depth); beyond `tolerance` it fades over `softness`."""
    far = colour_distance(picture(document, layer_id, document.rect), colour).astype(np.float32)
    if softness <= 0:
        return from_array(np.where(far <= tolerance, np.uint8(255), np.uint8(0)))
    fade = np.clip((tolerance + softness - far) / softness, 0, 1)
    return from_array((fade * 255 + 0.5).astype(np.uint8))


def from_alpha(document: Document, layer: Layer) -> Pixels | None:
    """What a pixel layer shows, by its alpha and mask."""
    if not isinstance(layer, PixelLayer):
        raise UserError("This layer has no pixels of its own.", "Choose a pixel layer.")
    rect = document.rect.moved(-layer.x, -layer.y)
    inner = layer.pixels.content_bounds().intersect(rect)
    if inner.is_empty:
        return None
    alpha = convert(layer.pixels.read(inner)[..., 3], np.uint8)
    if layer.mask is not None and layer.mask.enabled:
        shown = convert(layer.mask.pixels.read(inner), np.uint8)
        alpha = cv2.multiply(np.ascontiguousarray(alpha), np.ascontiguousarray(shown), scale=1 / 255)
    return from_array(alpha, inner.x + layer.x, inner.y + layer.y)


def from_mask(document: Document, layer: Layer) -> Pixels | None:
    """A layer's mask as a selection."""
    if layer.mask is None:
        raise UserError("The layer has no mask.", "Add one in the layers panel.")
    rect = document.rect
    return from_array(convert(layer.mask.pixels.read(rect.moved(-layer.x, -layer.y)), np.uint8))
