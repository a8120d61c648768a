"""Quarter turns, mirror images and cropping of a whole document or of one layer: no pixel is resampled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document, Guide
from editor.document.geometry import EMPTY, Rect
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer, walk
from editor.document.pixels import Array, Pixels, bounds_where
from editor.document.resize import each_layer, each_region, extended
from inference.api import UserError

Turn = Literal["right", "left", "half", "horizontal", "vertical"]
ARRAYS: dict[str, Callable[[Array], Array]] = {
    "right": lambda a: np.rot90(a, -1), "left": lambda a: np.rot90(a, 1), "half": lambda a: a[::-1, ::-1],
    "horizontal": lambda a: a[:, ::-1], "vertical": lambda a: a[::-1],
}


def turned(document: Document, turn: Turn) -> Document:
    """The whole document rotated by a quarter or half, or mirrored: layers, masks, selection, channels, regions,
    guides."""
    whole = document.rect
    swap = turn in ("right", "left")
    size = {"width": document.height, "height": document.width} if swap else {}

    def mask(pixels: Pixels) -> Pixels:
        return turned_pixels(pixels, whole, turn)

    return document.with_(
        **size, layers=each_layer(document, lambda layer: _layer(layer, whole, turn)),
        selection=None if document.selection is None else mask(document.selection),
        channels=tuple((name, mask(p)) for name, p in document.channels), regions=each_region(document, mask),
        guides=tuple(_guide(guide, whole, turn) for guide in document.guides),
        dpi=document.dpi[::-1] if document.dpi and swap else document.dpi)


def turned_layer(document: Document, layer_id: int, turn: Turn) -> Document:
    """One layer, or a group with all in it, about the middle of what it shows."""
    layer = document.layer(layer_id)
    if any(inner.locked for inner in walk((layer,))):
        raise UserError("The layer {name} is locked.", "Unlock it in the layers panel.", name=layer.name)
    bounds = EMPTY
    for inner in walk((layer,)):
        if isinstance(inner, PixelLayer):
            bounds = bounds.union(inner.pixels.content_bounds().moved(inner.x, inner.y))
    if bounds.is_empty:
        return document
    about = _square(bounds) if turn in ("right", "left") else bounds

    def of(inner: Layer) -> Layer:
        if isinstance(inner, GroupLayer):
            inner = inner.with_(children=tuple(of(child) for child in inner.children))
        return _layer(inner, about, turn)

    return document.with_layer(of(layer))


def _square(bounds: Rect) -> Rect:
    """A square of whole px about the same middle, to within half a px."""
    edge = max(bounds.w, bounds.h)
    return Rect(bounds.x + (bounds.w - edge) // 2, bounds.y + (bounds.h - edge) // 2, edge, edge)


def _layer(layer: Layer, whole: Rect, turn: Turn) -> Layer:
    """The layer after `whole` was turned. Its own origin moves to (0, 0) of the document."""
    changes: dict[str, object] = {"x": 0, "y": 0}
    own = whole.moved(-layer.x, -layer.y)
    if layer.mask is not None:
        changes["mask"] = Mask(_settled(turned_pixels(layer.mask.pixels, own, turn), whole), layer.mask.enabled)
    if isinstance(layer, PixelLayer):
        changes["pixels"] = _settled(turned_pixels(layer.pixels, own, turn), whole)
    return layer.with_(**changes)


def _settled(pixels: Pixels, whole: Rect) -> Pixels:
    """Turned pixels lie about (0, 0); back to where `whole` begins."""
    if whole.x == whole.y == 0:
        return pixels
    area = pixels.content_bounds()
    empty = Pixels(pixels.channels, pixels.dtype, fill=pixels.fill)
    return empty if area.is_empty else empty.write(area.x + whole.x, area.y + whole.y, pixels.read(area))


def turned_pixels(pixels: Pixels, whole: Rect, turn: Turn) -> Pixels:
    """What lies about `whole` after that was turned, with its new corner at (0, 0)."""
    area = pixels.content_bounds()
    empty = Pixels(pixels.channels, pixels.dtype, fill=pixels.fill)
    if area.is_empty:
        return empty
    place = _rect(area, whole, turn)
    return empty.write(place.x, place.y, np.ascontiguousarray(ARRAYS[turn](pixels.read(area))))


def _rect(area: Rect, whole: Rect, turn: Turn) -> Rect:
    left, top = area.x - whole.x, area.y - whole.y
    right, bottom = whole.w - left - area.w, whole.h - top - area.h
    if turn == "right":
        return Rect(bottom, left, area.h, area.w)
    if turn == "left":
        return Rect(top, right, area.h, area.w)
    return Rect(right if turn in ("half", "horizontal") else left, bottom if turn in ("half", "vertical") else top,
                area.w, area.h)


def _guide(guide: Guide, whole: Rect, turn: Turn) -> Guide:
    """Position 0 is an edge of a pixel: a mirrored guide lies at size - position."""
    size = whole.w if guide.vertical else whole.h
    mirrored = {"right": not guide.vertical, "left": guide.vertical, "half": True,
                "horizontal": guide.vertical, "vertical": not guide.vertical}[turn]
    position = size - guide.position if mirrored else guide.position
    return Guide(guide.vertical != (turn in ("right", "left")), position)


def cropped(document: Document, rect: Rect) -> Document:
    """The canvas cut to `rect`; what layers have beyond it is dropped, so that the file becomes smaller."""
    kept = document.rect.intersect(rect)
    if kept.is_empty:
        raise UserError("The part to keep lies outside the picture.")
    result = extended(document, kept)

    def cut(layer: Layer) -> Layer:
        if not isinstance(layer, PixelLayer):
            return layer
        inside = layer.pixels.content_bounds().intersect(result.rect.moved(-layer.x, -layer.y))
        empty = Pixels(4, document.dtype)
        return layer.with_(pixels=empty if inside.is_empty else empty.write(
            inside.x, inside.y, layer.pixels.read(inside)))

    return result.with_(layers=each_layer(result, cut))


def cropped_to_selection(document: Document) -> Document:
    """The canvas cut to what is selected; nothing is selected then. Raises UserError where nothing was."""
    if document.selection is None:
        raise UserError("Nothing is selected.", "Draw around the part to keep.")
    return cropped(document, document.selection.content_bounds().intersect(document.rect)).with_(selection=None)


def trimmed(document: Document) -> Document:
    """Without the transparent edges, or edges of the colour of the top left corner where all is opaque."""
    picture = compose(document, document.rect)
    seen = picture[..., 3] > 0
    if seen.all():
        seen = (picture != picture[0, 0]).any(axis=2)
    kept = bounds_where(seen)
    if kept.is_empty:
        raise UserError("There is nothing but one colour, so nothing is left after trimming.")
    return cropped(document, kept)
