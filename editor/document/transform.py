"""Moving, scaling, rotating and bending of a layer, a group or the selected pixels; cropping.

Taken out once (`lifted`), put back as often as wanted (`placed`): a gesture shows fast previews of the same
floating pixels and resamples them well only when it is accepted. Matrices and maps (document/warp.py) take old
document px to new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Literal

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import EMPTY, Rect, hull_of
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer, walk
from editor.document.layers import faded
from editor.document.paint_target import editable, with_pixels
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.resize import each_layer, extended
from editor.document.selection_shape import bounds, from_array, tidy
from editor.document.warp import LARGEST, Map, bent, corner_points, straight
from inference.api import UserError

FLAGS = {"nearest": cv2.INTER_NEAREST, "linear": cv2.INTER_LINEAR, "cubic": cv2.INTER_CUBIC,
         "lanczos": cv2.INTER_LANCZOS4}
Matrix = Array  # float64 (2, 3)


@dataclass(frozen=True, eq=False)
class Piece:
    """Pixels in the air: RGBA or one channel at `rect` of the document, of a layer's pixels or mask, or of the
    selection. `over` is set when they lie over what is left of the layer."""

    layer_id: int
    kind: Literal["pixels", "mask", "selection"]
    array: Array
    rect: Rect
    fill: float = 0.0
    over: bool = False


@dataclass(frozen=True, eq=False)
class Floating:
    """`document` without the `pieces`; `rect` is what they cover together."""

    document: Document
    pieces: tuple[Piece, ...]

    @property
    def rect(self) -> Rect:
        shown = [p.rect for p in self.pieces if p.kind == "pixels"]
        return hull_of(iter(shown or [p.rect for p in self.pieces]))


# ---- matrices


def matrix(dx: float = 0.0, dy: float = 0.0, angle: float = 0.0, sx: float = 1.0, sy: float = 1.0,
           about: tuple[float, float] = (0.0, 0.0)) -> Matrix:
    """Scaled, then rotated by `angle` (radians, clockwise as y goes down) about a point, then moved."""
    cos, sin = np.cos(angle), np.sin(angle)
    linear = np.array([[cos * sx, -sin * sy], [sin * sx, cos * sy]])
    centre = np.array(about)
    shift = centre - linear @ centre + (dx, dy)
    return np.hstack([linear, shift[:, None]])


def corners(rect: Rect, by: Matrix) -> tuple[tuple[float, float], ...]:
    """Where the four corners of `rect` go, clockwise from the top left."""
    return tuple((float(x), float(y)) for x, y in corner_points(rect) @ by[:, :2].T + by[:, 2])


def is_shift(by: Matrix) -> bool:
    """A move by whole px: nothing is resampled."""
    return bool(np.allclose(by[:, :2], np.eye(2), atol=1e-9) and np.allclose(by[:, 2], np.rint(by[:, 2]), atol=1e-6))


# ---- taking out, putting back


def lifted(document: Document, layer_id: int | None, copy: bool = False) -> Floating:
    """The selected pixels of a layer, or a whole layer or group with its masks. `copy` leaves the original there.

    Raises UserError when the layer is locked or hidden, or when there is nothing to take.
    """
    layer = editable(document, layer_id)
    if document.selection is not None:
        return _cut(document, with_pixels(layer), copy)
    if any(inner.locked for inner in walk((layer,))):
        raise UserError("A layer in this group is locked.", "Unlock it in the layers panel.")
    pieces = [piece for inner in walk((layer,)) for piece in _whole(inner)]
    if not pieces:
        raise UserError("The layer is empty.", "Choose a layer that has something in it.")
    return Floating(document, tuple(pieces))


def _whole(layer: Layer) -> list[Piece]:
    pieces = []
    if isinstance(layer, PixelLayer):
        area = layer.pixels.content_bounds()
        if not area.is_empty:
            pieces.append(Piece(layer.id, "pixels", layer.pixels.read(area), area.moved(layer.x, layer.y)))
    if layer.mask is not None:
        area = layer.mask.pixels.content_bounds()
        if not area.is_empty:
            pieces.append(Piece(layer.id, "mask", layer.mask.pixels.read(area), area.moved(layer.x, layer.y),
                                layer.mask.pixels.fill))
    return pieces


def _cut(document: Document, layer: PixelLayer, copy: bool) -> Floating:
    assert document.selection is not None
    area = bounds(document).intersect(layer.pixels.content_bounds().moved(layer.x, layer.y))
    place = area.moved(-layer.x, -layer.y)
    old = layer.pixels.read(place)
    share = document.selection.read(area).astype(np.float32) / 255
    array = faded(old, share)
    if area.is_empty or not array[..., 3].any():
        raise UserError("The selected part of the layer is empty.", "Choose another layer, or select something else.")
    rest = document
    if not copy:
        rest = document.with_layer(layer.with_(
            pixels=layer.pixels.write(place.x, place.y, faded(old, 1 - share))))
    chosen = bounds(document)
    outline = Piece(layer.id, "selection", document.selection.read(chosen), chosen)
    return Floating(rest, (Piece(layer.id, "pixels", array, area, over=True), outline))


def placed(floating: Floating, by: Matrix | Map, method: str = "linear", clip: Rect | None = None) -> Document:
    """The document with the pieces moved by a matrix or a map. `clip` bounds how far resampled pixels may lie."""
    document = floating.document
    limit = clip or document.rect.grown(max(document.width, document.height))
    for piece in floating.pieces:
        if isinstance(by, np.ndarray):
            array, rect = warped(piece.array, piece.rect, by, method, limit, piece.fill)
        else:
            array, rect = bent(piece.array, piece.rect, by, method, limit, piece.fill)
        document = put(document, piece, array, rect)
    return document


def put(document: Document, piece: Piece, array: Array, rect: Rect) -> Document:
    """The document with the piece, now `array`, at `rect`."""
    if piece.kind == "selection":
        kept = rect.intersect(document.rect)
        return document.with_(selection=None if kept.is_empty else from_array(array[kept.slices(rect)], kept.x, kept.y))
    layer = document.layer(piece.layer_id)
    x, y = rect.x - layer.x, rect.y - layer.y
    if piece.kind == "mask":
        assert layer.mask is not None
        values = Pixels(1, layer.mask.pixels.dtype, fill=piece.fill).write(x, y, array)
        return document.with_layer(layer.with_(mask=Mask(values, layer.mask.enabled)))
    pixels = with_pixels(layer).pixels
    if piece.over:
        array = laid_over(pixels.read(Rect(x, y, rect.w, rect.h)), array)
        return document.with_layer(layer.with_(pixels=pixels.write(x, y, array)))
    return document.with_layer(layer.with_(pixels=Pixels(4, pixels.dtype).write(x, y, array)))


def laid_over(below: Array, above: Array) -> Array:
    """Straight RGBA over straight RGBA of the same shape and depth."""
    from editor.document.paint_kernels import over

    out, above = np.empty_like(below), np.ascontiguousarray(above)
    half = np.float32(0.0 if below.dtype.kind == "f" else 0.5)
    if not above.flags.writeable:
        above = above.copy()
    over(below, above, white(below.dtype), half, out)
    return out


def warped(array: Array, rect: Rect, by: Matrix, method: str, clip: Rect, fill: float = 0.0) -> tuple[Array, Rect]:
    """Pixels at `rect` of the document after a matrix, and where they lie then. Same depth.

    Colour is weighted by alpha while it is resampled. Smaller sizes are averaged by area first. "linear" works
    in the depth of the picture, for previews; the others in float32.
    """
    if is_shift(by):
        return array, rect.moved(round(by[0, 2]), round(by[1, 2]))
    source, inner = _shrunk(array, rect, by, method)
    xs, ys = zip(*corners(rect, by), strict=True)
    place = Rect.hull(min(xs), min(ys), max(xs), max(ys)).grown(1).intersect(clip)
    if place.is_empty:
        return np.full((1, 1, *array.shape[2:]), fill, array.dtype), Rect(round(min(xs)), round(min(ys)), 1, 1)
    if max(*source.shape[:2], place.w, place.h) > LARGEST:
        raise UserError("The result would be too large.", "Scale it less.")
    shift = inner.copy()  # to pixel indices: centres lie half a px in
    shift[:, 2] += inner[:, :2] @ (0.5, 0.5) - (0.5 + place.x, 0.5 + place.y)
    out = cv2.warpAffine(source, shift, (place.w, place.h), flags=FLAGS[method], borderMode=cv2.BORDER_CONSTANT,
                         borderValue=(fill,) * 4)
    return straight(out, array.dtype), place


def _shrunk(array: Array, rect: Rect, by: Matrix, method: str) -> tuple[Array, Matrix]:
    """The source with colour weighted by alpha, averaged down where the matrix shrinks, and the matrix from its
    own px to the document."""
    top = np.float32(white(array.dtype))
    work = array if method in ("linear", "nearest") else array.astype(np.float32)
    if array.ndim == 3 and not (array[..., 3] == top).all():
        work = work.astype(np.float32)
        work[..., :3] *= work[..., 3:] / top
        work = work if method not in ("linear", "nearest") else convert(work / top, array.dtype)
    h, w = work.shape[:2]
    sizes = [max(1, round(n * min(1.0, hypot(by[0, i], by[1, i])))) for i, n in enumerate((w, h))]
    if method != "nearest" and (sizes[0] < w or sizes[1] < h):
        work = cv2.resize(work, (sizes[0], sizes[1]), interpolation=cv2.INTER_AREA)
    inner = by.astype(np.float64).copy()
    inner[:, 2] += by[:, :2] @ (rect.x, rect.y)
    inner[:, 0] *= w / work.shape[1]
    inner[:, 1] *= h / work.shape[0]
    return np.ascontiguousarray(work), inner


# ---- whole edits


def transformed(document: Document, layer_id: int, by: Matrix | Map, method: str = "cubic") -> Document:
    """A layer, a group, or the selected pixels of a layer after a matrix."""
    if isinstance(by, np.ndarray) and is_shift(by) and document.selection is None:
        return moved(document, layer_id, round(by[0, 2]), round(by[1, 2]))
    return placed(lifted(document, layer_id), by, method)


def moved(document: Document, layer_id: int | None, dx: int, dy: int) -> Document:
    """A layer, or a group with all in it, moved by whole px: no pixel is touched."""
    layer = editable(document, layer_id)
    if any(inner.locked for inner in walk((layer,))):
        raise UserError("A layer in this group is locked.", "Unlock it in the layers panel.")

    def of(inner: Layer) -> Layer:
        if isinstance(inner, GroupLayer):
            inner = inner.with_(children=tuple(of(child) for child in inner.children))
        return inner.with_(x=inner.x + dx, y=inner.y + dy)

    return document if dx == dy == 0 else document.with_layer(of(layer))


def crop(document: Document, rect: Rect, delete: bool = True) -> Document:
    """The canvas becomes `rect`, which may reach beyond it; `delete` drops the pixels outside."""
    if rect.is_empty:
        raise UserError("There is nothing inside the crop.")
    if rect == document.rect:
        return document
    result = extended(document, rect)
    result = replace(result, selection=tidy(result.selection))
    return result.with_(layers=each_layer(result, lambda layer: _trimmed(layer, result))) if delete else result


def _trimmed(layer: Layer, document: Document) -> Layer:
    if not isinstance(layer, PixelLayer):
        return layer
    canvas = document.rect.moved(-layer.x, -layer.y)
    if canvas.covers(layer.pixels.bounds):
        return layer
    area = layer.pixels.content_bounds()
    inside = area.intersect(canvas)
    if inside == area:
        return layer
    empty = Pixels(4, layer.pixels.dtype)
    return layer.with_(pixels=empty if inside == EMPTY else empty.write(inside.x, inside.y, layer.pixels.read(inside)))
