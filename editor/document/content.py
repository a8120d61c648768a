"""What is in a layer, through the selection: fill, clear, copy and paste."""

from __future__ import annotations

import numpy as np

from editor.document.compose import compose, layer_image
from editor.document.diff import extent
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.layers import faded
from editor.document.paint_target import editable, with_pixels
from editor.document.pixels import Array, Pixels, bounds_where, convert, white
from editor.document.selection_shape import as_array, blend_through, bounds
from inference.api import UserError

Colour = tuple[float, float, float, float]  # straight sRGB and alpha, 0-1


def filled(document: Document, layer_id: int | None, colour: Colour, opacity: float = 1.0) -> Document:
    """The selection (or the canvas) filled; a layer that keeps its alpha is only coloured."""
    layer = with_pixels(editable(document, layer_id))
    area = bounds(document)
    place = area.moved(-layer.x, -layer.y)
    old = layer.pixels.read(place)
    new = np.empty_like(old)
    new[:] = convert(np.array(colour, np.float32), document.dtype)
    if layer.lock_alpha:
        new[..., 3] = old[..., 3]
    mask = as_array(document, area)
    if opacity < 1:
        mask = np.rint(mask * np.float32(opacity)).astype(np.uint8)
    return document.with_layer(layer.with_(pixels=layer.pixels.write(place.x, place.y, blend_through(old, new, mask))))


def cleared(document: Document, layer_id: int | None, background: Colour) -> Document:
    """Nothing where it was selected; the background colour in a layer that keeps its alpha."""
    layer = with_pixels(editable(document, layer_id))
    if layer.lock_alpha:
        return filled(document, layer_id, background)
    if document.selection is None:
        return document.with_layer(layer.with_(pixels=Pixels(4, document.dtype)))
    area = bounds(document).intersect(extent(layer, document.rect))
    if area.is_empty:
        return document
    place = area.moved(-layer.x, -layer.y)
    kept = faded(layer.pixels.read(place), 1 - document.selection.read(area).astype(np.float32) / 255)
    return document.with_layer(layer.with_(pixels=layer.pixels.write(place.x, place.y, kept).compact()))


def copied(document: Document, layer_id: int | None, merged: bool = False) -> tuple[Array, int, int]:
    """What is selected of a layer, or of all visible ones: straight RGBA and its place, without empty edges."""
    area = bounds(document)
    if merged:
        array = compose(document, area)
    else:
        layer = document.find(layer_id)
        if layer is None:
            raise UserError("No layer is chosen.", "Choose one in the layers panel.")
        if document.selection is None:
            area = extent(layer, document.rect)
        array = layer_image(document, layer.id, area) if not area.is_empty else np.zeros((0, 0, 4), document.dtype)
    if document.selection is not None:
        array = faded(array, document.selection.read(area).astype(np.float32) / 255)
    return _trimmed(array, area)


def _trimmed(array: Array, area: Rect) -> tuple[Array, int, int]:
    seen = bounds_where(array[..., 3] > 0)
    if seen.is_empty:
        raise UserError("There is nothing to copy.", "The selected part of the layer is empty.")
    cut = array[seen.y:seen.bottom, seen.x:seen.right]
    return np.ascontiguousarray(cut), area.x + seen.x, area.y + seen.y


def pasted(document: Document, array: Array, name: str, at: tuple[int, int] | None, above: int | None,
           ) -> tuple[Document, int]:
    """A new layer with a picture: at a place, or in the middle of the selection or the canvas."""
    height, width = array.shape[:2]
    middle = bounds(document)
    x, y = at or (middle.x + (middle.w - width) // 2, middle.y + (middle.h - height) // 2)
    layer = PixelLayer(name=name, pixels=Pixels(4, document.dtype).write(0, 0, array), x=x, y=y)
    return document.inserted(layer, above if document.find(above) else None), layer.id


def at_depth(document: Document, dtype: str) -> Document:
    """Every pixel layer in another depth; masks and selections stay as they are."""
    from editor.document.layer import Layer
    from editor.document.resize import each_layer

    def of(layer: Layer) -> Layer:
        if not isinstance(layer, PixelLayer):
            return layer
        tiles = {key: _frozen(convert(tile, dtype), tile) for key, tile in layer.pixels.tiles.items()}
        fill = layer.pixels.fill / white(layer.pixels.dtype) * white(dtype)
        return layer.with_(pixels=Pixels(4, dtype, tiles, fill))

    if document.dtype == dtype:
        return document
    return document.with_(dtype=dtype, layers=each_layer(document, of))


def _frozen(tile: Array, source: Array) -> Array:
    if tile is not source:
        tile.flags.writeable = False
    return tile
