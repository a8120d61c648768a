"""Changes of a document's size: every layer, mask, selection and guide follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil, gcd

import cv2
import numpy as np

from editor.document.document import Document, Guide
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.region import Region

BAND = 256  # rows of the result that are enlarged at once
REACH = 4  # px to each side that "lanczos" looks at, the widest of the filters
FILTERS = {"nearest": cv2.INTER_NEAREST, "linear": cv2.INTER_LINEAR, "cubic": cv2.INTER_CUBIC,
           "lanczos": cv2.INTER_LANCZOS4, "area": cv2.INTER_AREA}


def each_layer(document: Document, edit: Callable[[Layer], Layer]) -> tuple[Layer, ...]:
    """All layers after `edit`, which sees a group after its children were edited."""

    def of(layer: Layer) -> Layer:
        if isinstance(layer, GroupLayer):
            layer = layer.with_(children=tuple(of(child) for child in layer.children))
        return edit(layer)

    return tuple(of(layer) for layer in document.layers)


def each_region(document: Document, edit: Callable[[Pixels], Pixels]) -> tuple[Region, ...]:
    """All regions after `edit` of their masks, without those of which nothing is left."""
    made = (replace(region, mask=edit(region.mask)) for region in document.regions)
    return tuple(region for region in made if not region.mask.content_bounds().is_empty)


def extended(document: Document, rect: Rect) -> Document:
    """The canvas becomes `rect` (old document px): layers move, nothing is cut or lost."""
    dx, dy = -rect.x, -rect.y
    layers = document.layers if dx == dy == 0 else each_layer(
        document, lambda layer: layer if isinstance(layer, GroupLayer) and layer.mask is None
        else layer.with_(x=layer.x + dx, y=layer.y + dy))
    selection = None
    if document.selection is not None:
        selection = Pixels.of(document.selection.read(rect))
    guides = tuple(Guide(g.vertical, g.position + (dx if g.vertical else dy)) for g in document.guides)
    channels = tuple((name, Pixels.of(p.read(rect))) for name, p in document.channels)
    return document.with_(width=rect.w, height=rect.h, layers=layers, selection=selection,
                          guides=guides, channels=channels,
                          regions=each_region(document, lambda mask: Pixels.of(mask.read(rect))))


def scaled(document: Document, width: int, height: int, method: str = "lanczos") -> Document:
    """The whole document resampled to a new size in px."""
    fx, fy = width / document.width, height / document.height

    def of(layer: Layer) -> Layer:
        changes: dict[str, object] = {"x": round(layer.x * fx), "y": round(layer.y * fy)}
        if layer.mask is not None:
            changes["mask"] = Mask(scaled_pixels(layer.mask.pixels, fx, fy, method), layer.mask.enabled)
        if isinstance(layer, PixelLayer):
            changes["pixels"] = scaled_pixels(layer.pixels, fx, fy, method)
        return layer.with_(**changes)

    def mask(pixels: Pixels) -> Pixels:
        return Pixels.of(resampled(pixels.read(document.rect), width, height, method))

    return document.with_(
        width=width, height=height, layers=each_layer(document, of),
        selection=None if document.selection is None else mask(document.selection),
        channels=tuple((name, mask(p)) for name, p in document.channels), regions=each_region(document, mask),
        guides=tuple(Guide(g.vertical, g.position * (fx if g.vertical else fy)) for g in document.guides))


def scaled_pixels(pixels: Pixels, fx: float, fy: float, method: str) -> Pixels:
    """Resampled about the origin of its own coordinates; enlarged in bands, so that no second whole picture is held."""
    old = pixels.content_bounds()
    if old.is_empty:
        return Pixels(pixels.channels, pixels.dtype, fill=pixels.fill)
    new = Rect.hull(old.x * fx, old.y * fy, old.right * fx, old.bottom * fy)
    width, height = max(new.w, 1), max(new.h, 1)
    made = Pixels(pixels.channels, pixels.dtype, fill=pixels.fill)
    for low, high, first, last in _bands(old.h, height, whole=width < old.w):
        part = pixels.read(Rect(old.x, old.y + low, old.w, high - low))
        array = resampled(part, width, (high - low) * height // old.h, method)
        above = first - low * height // old.h
        made = made.write(new.x, new.y + first, array[above:above + last - first])
    return made


def _bands(source: int, target: int, whole: bool) -> Iterator[tuple[int, int, int, int]]:
    """Rows to be read (from, to) and rows of the result (from, to). Bands begin where a row of the one lies exactly
    on a row of the other; sizes that have no such places in common, and smaller ones, are one band."""
    common = 1 if whole or target < source else gcd(source, target)
    rows, steps = source // common, target // common
    many, around = max(BAND // steps, 1), ceil(REACH / rows)
    for first in range(0, common, many):
        last = min(first + many, common)
        yield max(first - around, 0) * rows, min(last + around, common) * rows, first * steps, last * steps


def averaged(array: Array, step: int) -> Array:
    """The mean of every step x step square, colours not weighted by alpha: a preview may be a shade off at an edge."""
    size = max(array.shape[1] // step, 1), max(array.shape[0] // step, 1)
    return array if step == 1 else np.asarray(cv2.resize(array, size, interpolation=cv2.INTER_AREA))


def resampled(array: Array, width: int, height: int, method: str = "lanczos") -> Array:
    """A picture or mask at another size. Colour is weighted by alpha, so transparent pixels do not bleed."""
    shrinks = width < array.shape[1] or height < array.shape[0]
    flag = FILTERS["area"] if shrinks and method != "nearest" else FILTERS[method]
    if array.ndim == 2 or method == "nearest":
        return np.ascontiguousarray(cv2.resize(array, (width, height), interpolation=flag))
    top = np.float32(white(array.dtype))
    if bool((array[..., 3] >= top).all()):
        solid = np.asarray(cv2.resize(array, (width, height), interpolation=flag))
        solid[..., 3] = top  # fixed-point weights need not sum to one
        return solid
    work = array.astype(np.float32)
    work *= 1 / top
    work[..., :3] *= work[..., 3:]
    work = np.asarray(cv2.resize(work, (width, height), interpolation=flag))
    np.clip(work, 0, 1, out=work)
    work[..., :3] /= np.maximum(work[..., 3:], 1e-6)
    return convert(np.minimum(work, 1, out=work), array.dtype)
