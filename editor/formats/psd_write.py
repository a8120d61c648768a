"""Layered Photoshop files by psd-tools, with a merged picture of our own: psd-tools would render it four times slower.

Float documents are written in 16 bit: Photoshop's 32-bit files hold linear light.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from editor.document.adjustment import rasterised
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer, walk
from editor.document.pixels import Array, convert
from editor.formats.psd_adjustments import written
from editor.formats.raster import flat
from inference.api import UserError

LONGEST = 30_000  # px, an edge of a PSD
DEPTHS = {"uint8": 8, "uint16": 16, "float32": 16}


def write(document: Document, path: Path, options: Any) -> None:
    from psd_tools import PSDImage

    if max(document.width, document.height) > LONGEST:
        raise UserError("Photoshop files can hold at most {most} pixels on an edge.", "Save it as .limn or TIFF.",
                        most=LONGEST)
    depth = DEPTHS[document.dtype]
    picture = flat(document, "float32")
    for layer in walk(document.layers):
        if isinstance(layer, AdjustmentLayer) and written(layer) is None:
            document = rasterised(document, layer.id)
    psd = PSDImage.new("RGB", (document.width, document.height), depth=depth)  # type: ignore[arg-type]
    for layer in document.layers:
        _add(psd, layer, f"uint{depth}")
    _resources(psd, document)
    _merged(psd, picture)
    with path.open("wb") as file:
        psd._record.write(file)


def _add(parent: Any, layer: Layer, dtype: str) -> None:
    from psd_tools.constants import BlendMode

    mode = getattr(BlendMode, layer.blend.upper().replace(" ", "_"), BlendMode.NORMAL)
    facts: dict[str, Any] = {"name": layer.name or "Layer", "opacity": round(layer.opacity * 255), "blend_mode": mode}
    if isinstance(layer, GroupLayer):
        made = parent.create_group(open_folder=layer.expanded, **facts)
        for child in layer.children:
            _add(made, child, dtype)
    elif isinstance(layer, PixelLayer):
        bounds = layer.pixels.content_bounds()
        array = np.zeros((1, 1, 4), dtype) if bounds.is_empty else convert(layer.pixels.read(bounds), dtype)
        made = parent.create_pixel_layer_from_array(array, top=bounds.y + layer.y, left=bounds.x + layer.x, **facts)
    elif isinstance(layer, AdjustmentLayer):
        made = _adjustment(parent, layer, dtype, facts)
    else:
        return
    made.name = facts["name"]
    # The old name is in Mac Roman; every program of this century reads the Unicode one beside it.
    made._record.name = facts["name"].encode("macroman", "replace").decode("macroman")[:60]
    made.visible = layer.visible
    if layer.clipping and not isinstance(layer, GroupLayer):  # Photoshop knows no clipped groups
        made.clipping = True
    _lock(made, layer)
    if layer.mask is not None:
        _mask(made, layer, layer.mask)


def _adjustment(parent: Any, layer: AdjustmentLayer, dtype: str, facts: dict[str, Any]) -> Any:
    """A layer without pixels and with the block that says what it does."""
    from psd_tools.constants import Compression
    from psd_tools.psd.tagged_blocks import TaggedBlock

    made = parent.create_pixel_layer_from_array(np.zeros((1, 1, 4), dtype), **facts)
    record = made._record
    record.top = record.left = record.bottom = record.right = 0
    for info, channel in zip(record.channel_info, made._channels, strict=True):
        channel.compression, channel.data, info.length = Compression.RAW, b"", 2
    block = written(layer)
    assert block is not None, "what cannot be said was made pixels"
    made.tagged_blocks[block[0]] = TaggedBlock(key=block[0], data=block[1])
    return made


def _lock(made: Any, layer: Layer) -> None:
    from psd_tools.constants import ProtectedFlags, Tag

    if layer.locked or layer.lock_alpha:
        flag = ProtectedFlags.COMPLETE if layer.locked else ProtectedFlags.TRANSPARENCY
        made.tagged_blocks.set_data(Tag.PROTECTED_SETTING, int(flag))


def _mask(made: Any, layer: Layer, mask: Mask) -> None:
    from PIL import Image

    bounds = mask.pixels.content_bounds()
    array = np.full((1, 1), mask.pixels.fill, "uint8") if bounds.is_empty else convert(
        mask.pixels.read(bounds), "uint8")
    made.create_mask(Image.fromarray(array), top=bounds.y + layer.y, left=bounds.x + layer.x)
    data = made._record.mask_data
    data.background_color = 255 if mask.pixels.fill > 0 else 0
    data.flags.mask_disabled = not mask.enabled


def _merged(psd: Any, picture: Array) -> None:
    """The picture for programs that read no layers: over white, as Photoshop stores it."""
    from psd_tools.api.numpy_io import encode_image_data

    alpha = picture[..., 3:]
    colour = np.clip(picture[..., :3] * alpha + (1 - alpha), 0, 1)
    encoded = encode_image_data(psd, np.ascontiguousarray(colour), np.ascontiguousarray(alpha))
    from psd_tools.constants import Compression

    psd._record.image_data.compression = Compression.RLE
    psd._record.image_data.set_data(encoded, psd._record.header)


def _resources(psd: Any, document: Document) -> None:
    from psd_tools.constants import Resource
    from psd_tools.psd.image_resources import ImageResource, ResoulutionInfo

    found: dict[Any, Any] = {}
    if document.icc:
        found[Resource.ICC_PROFILE] = document.icc
    if document.metadata.get("xmp"):
        found[Resource.XMP_METADATA] = document.metadata["xmp"]
    if document.metadata.get("exif"):
        found[Resource.EXIF_DATA_1] = document.metadata["exif"].removeprefix(b"Exif\0\0")
    if document.dpi:
        x, y = (round(v * 65536) for v in document.dpi)
        found[Resource.RESOLUTION_INFO] = ResoulutionInfo(x, 1, 2, y, 1, 2)
    for key, value in found.items():
        psd._record.image_resources[key] = ImageResource(key=key.value, data=value)
