"""A flat picture with what came along in its file, and the ways between it and a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Layer, PixelLayer
from editor.document.pixels import Array, Pixels, convert, white
from inference.api import UserError

MOST_PIXELS = 400_000_000  # a picture of 20 000 x 20 000; beyond it a file is refused before it is decoded
LONGEST_EDGE = 300_000


@dataclass(frozen=True, eq=False)
class Raster:
    """`array` is RGBA, straight alpha, (h, w, 4). The rest as in `Document`."""

    array: Array
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


def check_size(width: int, height: int) -> None:
    """Raises UserError for an empty picture and for one that would not fit into memory."""
    if width < 1 or height < 1:
        raise UserError("The picture is empty.")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_EDGE:
        raise UserError("The picture is too large: {width} x {height} pixels.",
                        "At most {most} million pixels can be opened.",
                        width=width, height=height, most=MOST_PIXELS // 1_000_000)


def document_of(raster: Raster, name: str = "Background") -> Document:
    height, width = raster.array.shape[:2]
    layer = PixelLayer(name=name, pixels=Pixels.of(raster.array))
    return Document(width=width, height=height, dtype=raster.array.dtype.name, layers=(layer,),
                    icc=raster.icc, dpi=raster.dpi, metadata=raster.metadata)


def rgba(array: Array) -> Array:
    """RGBA of grey (h, w), grey and alpha (h, w, 2), RGB or RGBA samples of any depth."""
    if array.ndim == 2:
        array = array[..., None]
    count = array.shape[2]
    out = np.empty((*array.shape[:2], 4), array.dtype)
    out[..., :3] = array[..., :1] if count < 3 else array[..., :3]
    out[..., 3] = array[..., count - 1] if count in (2, 4) else white(array.dtype)
    return out


def flat(document: Document, dtype: str = "", part: Rect | None = None) -> Array:
    """The merged picture or `part` of it, RGBA (h, w, 4) with straight alpha, in the depth `dtype` or its own.

    A document that is one plain layer is read as it stands: colours under zero alpha are kept to the bit.
    """
    layer = document.layers[0] if len(document.layers) == 1 else None
    rect = document.rect if part is None else part
    if isinstance(layer, PixelLayer) and _is_plain(layer):
        array = layer.pixels.read(rect.moved(-layer.x, -layer.y))
    else:
        from editor.document.compose import compose

        array = compose(document, rect)
    return convert(array, dtype or document.dtype)


def _is_plain(layer: Layer) -> bool:
    return (layer.visible and layer.opacity == 1.0 and layer.blend == "normal"
            and (layer.mask is None or not layer.mask.enabled))


def is_opaque(array: Array) -> bool:
    return bool((array[..., 3] >= white(array.dtype)).all())


def without_alpha(array: Array, background: float = 1.0) -> Array:
    """RGB (h, w, 3): the picture over a grey of `background` 0-1."""
    if is_opaque(array):
        return np.ascontiguousarray(array[..., :3])
    top = np.float32(white(array.dtype))
    alpha = array[..., 3:].astype(np.float32) / top
    mixed = array[..., :3] * alpha + (1 - alpha) * np.float32(background) * top
    return mixed.astype(array.dtype) if array.dtype.kind == "f" else (mixed + np.float32(0.5)).astype(array.dtype)
