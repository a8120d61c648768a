"""Photoshop files through psd-tools: layers, groups, masks, clipping, blend modes, opacity, the common adjustment
layers; 8, 16 and 32 bit.

What has no counterpart here (layer effects, vector masks, artboards, rarer adjustments) would change the look.
Such a file opens with the merged picture that it carries on top, and its layers below in a hidden group.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.geometry import tile_rect
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels, white
from editor.formats import exif, pil
from editor.formats.colour import rgb_profile, to_srgb
from editor.formats.format import Format
from editor.formats.psd_adjustments import RGB_KEYS, reading
from editor.formats.psd_write import write
from editor.formats.raster import Raster, check_size, document_of, rgba
from inference.api import UserError

DEPTHS = {1: "uint8", 8: "uint8", 16: "uint16", 32: "float32"}
DIFFERENT = 0.012  # mean difference 0-1 of a tile that rounding and soft edges do not explain
RGB, GREY = 3, 1  # colour modes of the header
ADJUSTMENTS = ("brightnesscontrast", "levels", "curves", "exposure", "vibrance", "huesaturation", "colorbalance",
               "blackandwhite", "photofilter", "channelmixer", "colorlookup", "invert", "posterize", "threshold",
               "selectivecolor", "gradientmap")


def read(path: Path) -> Document:
    depth, mode = _check_header(path)
    from psd_tools import PSDImage

    psd = PSDImage.open(path)
    dtype = DEPTHS[depth]
    if mode not in (RGB, GREY) or depth == 1 or not len(psd):
        return document_of(Raster(*_merged(psd, dtype, mode), *_along(psd)))
    layers = tuple(_layer(item, psd, dtype) for item in psd)
    icc = rgb_profile(_resource(psd, "ICC_PROFILE")) if mode == RGB else None
    dpi, metadata = _along(psd)
    document = Document(width=psd.width, height=psd.height, dtype=dtype, layers=layers, icc=icc, dpi=dpi,
                        metadata=metadata)
    if not psd.has_preview():
        return document
    merged = _merged(psd, dtype, mode)[0]
    foreign = any(_is_foreign(item) for item in psd.descendants() if item.is_visible())
    return _with_merged(document, merged) if foreign or _looks_different(document, merged) else document


def _check_header(path: Path) -> tuple[int, int]:
    """Depth and colour mode. Adobe Photoshop File Formats Specification, "File Header Section"."""
    with path.open("rb") as file:
        head = file.read(26)
    if len(head) < 26:
        raise UserError("The file is cut off.")
    version, _, height, width, depth, mode = struct.unpack(">4xH6xHIIHH", head)
    check_size(width, height)
    if version not in (1, 2) or depth not in DEPTHS:
        raise UserError("The file is of an unusual kind: {depth} bit.", depth=depth)
    return depth, mode


def _looks_different(document: Document, merged: Array) -> bool:
    """Whether the layers, as they are understood here, do not make the picture that the file shows.

    Compared over white, a tile in four, which is what programs without alpha in the merged picture write.
    """
    from editor.document.compose import compose

    for i, key in enumerate(document.rect.tiles()):
        if i % 4 == 0:
            area = tile_rect(key).intersect(document.rect)
            shown, wanted = compose(document, area), merged[area.slices(document.rect)]
            if np.abs(_over_white(shown) - _over_white(wanted)).mean() > DIFFERENT:
                return True
    return False


def _over_white(array: Array) -> Array:
    unit = array.astype(np.float32) / np.float32(white(array.dtype))
    return unit[..., :3] * unit[..., 3:] + 1 - unit[..., 3:]


def _with_merged(document: Document, merged: Array) -> Document:
    parts = GroupLayer(name="Layers", children=document.layers, visible=False, expanded=False)
    picture = PixelLayer(name="Merged picture", pixels=Pixels.of(merged))
    return document.with_(layers=(parts, picture))


# ---- layers

def _layer(item: Any, psd: Any, dtype: str) -> Layer:
    facts: dict[str, Any] = {
        "name": item.name, "visible": item.visible, "blend": _blend(item.blend_mode.name),
        "opacity": item.opacity / 255 * _fill_opacity(item), "clipping": bool(item.clipping),
        "mask": _mask(item), "lock_alpha": bool(item.locks and item.locks.transparency),
        "locked": bool(item.locks and item.locks.complete),
    }
    if item.is_group():
        children = tuple(_layer(child, psd, dtype) for child in item)
        return GroupLayer(children=children, expanded=bool(getattr(item, "open_folder", True)), **facts)
    if item.kind in ADJUSTMENTS and (found := reading(item)) is not None:
        return AdjustmentLayer(operation=found[0], params=found[1], **facts)
    if item.kind in ADJUSTMENTS:
        facts["name"] = f"{item.name} (not supported: {item.kind})"
    return PixelLayer(pixels=_pixels(item, psd, dtype), **facts)


def _blend(name: str) -> str:
    return name.lower().replace("_", " ")


def _fill_opacity(item: Any) -> float:
    value: float = getattr(item, "fill_opacity", 255)
    return value / 255


def _pixels(item: Any, psd: Any, dtype: str) -> Pixels:
    empty = Pixels(4, dtype)
    if item.kind == "solidcolorfill" and not item.has_pixels():
        return _filled(item, psd, empty)
    if not item.has_pixels() or item.width < 1 or item.height < 1:
        return empty
    check_size(item.width, item.height)
    array = item.numpy()
    return empty if array is None else empty.write(item.left, item.top, _samples(array, dtype)).compact()


def _filled(item: Any, psd: Any, empty: Pixels) -> Pixels:
    """A solid colour over the canvas; its mask or the artist's shape is the layer mask."""
    colour = item.data
    values = [float(colour.get(key, 0)) / 255 for key in RGB_KEYS]
    array = np.empty((psd.height, psd.width, 4), np.float32)
    array[:] = (*values, 1.0)
    return empty.write(0, 0, array)


def _samples(array: Array, dtype: str) -> Array:
    """RGBA in the document's depth of the floats 0-1 that psd-tools hands out."""
    clean = rgba(array if array.shape[2] <= 4 else array[..., :4])
    if dtype == "float32":
        return np.ascontiguousarray(clean, np.float32)
    top = white(dtype)
    return np.rint(np.clip(clean, 0, 1).astype(np.float64) * top).astype(dtype)


def _mask(item: Any) -> Mask | None:
    """The pixel mask in 8 bit; its density is worked in."""
    found = item.mask
    if found is None:
        return None
    values = Pixels(1, "uint8", fill=float(found.background_color))
    if found.width > 0 and found.height > 0:
        check_size(found.width, found.height)
        array = item.numpy("mask")
        if array is None:
            return None
        plane = np.rint(np.clip(array.reshape(found.height, found.width), 0, 1) * 255)
        values = values.write(found.left, found.top, plane.astype(np.uint8))
    density = getattr(found.parameters, "user_mask_density", None) if found.parameters else None
    if density is not None and density < 255:
        values = _thinned(values, density / 255)
    return Mask(values, not found.disabled)


def _thinned(values: Pixels, density: float) -> Pixels:
    def thin(value: Any) -> Any:
        return 255 - (255 - value) * density

    tiles = {key: np.rint(thin(tile.astype(np.float32))).astype(np.uint8) for key, tile in values.tiles.items()}
    for tile in tiles.values():
        tile.flags.writeable = False
    return Pixels(1, "uint8", tiles, float(np.rint(thin(values.fill))))


def _is_foreign(item: Any) -> bool:
    """Whether a visible layer looks different here, because it holds what the document has not."""
    if item.kind in ("gradientfill", "patternfill", "artboard"):
        return True
    if item.kind in ADJUSTMENTS and reading(item) is None:
        return True
    if item.has_vector_mask() and not item.vector_mask.disabled:
        return True
    if item.kind == "solidcolorfill" and RGB_KEYS[0] not in item.data:
        return True
    parameters = item.mask.parameters if item.mask is not None else None
    if parameters is not None and getattr(parameters, "user_mask_feather", None):
        return True
    return bool(item.effects) and item.effects.enabled and any(e.enabled for e in item.effects)


# ---- the merged picture and what comes along

def _merged(psd: Any, dtype: str, mode: int) -> tuple[Array, bytes | None]:
    """The picture as the program that saved the file showed it, and its profile."""
    from psd_tools.api.utils import has_transparency

    icc = _resource(psd, "ICC_PROFILE")
    if mode not in (RGB, GREY) or dtype == "uint8":
        image = psd.topil(apply_icc=False)
        if image is None:
            raise UserError("The file holds no merged picture.", "Save it with maximised compatibility.")
        if image.mode in ("CMYK", "LAB"):
            return np.asarray(to_srgb(image, icc).convert("RGBA")), None
        return pil.pixels(image)[0], rgb_profile(icc) if mode == RGB else None
    array = psd.numpy()
    count = (3 if mode == RGB else 1) + (1 if has_transparency(psd) else 0)
    floats = rgba(array[..., :count])
    if count in (2, 4):  # stored over white; the same rule as psd-tools' own for Pillow
        alpha = np.maximum(floats[..., 3:], 1e-6)
        floats[..., :3] = np.clip((floats[..., :3] + floats[..., 3:] - 1) / alpha, 0, 1)
    return _samples(floats, dtype), rgb_profile(icc) if mode == RGB else None


def _resource(psd: Any, name: str) -> Any:
    from psd_tools.constants import Resource

    return psd.image_resources.get_data(Resource[name])


def _along(psd: Any) -> tuple[tuple[float, float] | None, dict[str, Any]]:
    """Resolution and metadata."""
    found: dict[str, Any] = {}
    raw, xmp = _resource(psd, "EXIF_DATA_1"), _resource(psd, "XMP_METADATA")
    if isinstance(raw, bytes) and raw:
        found["exif"] = exif.upright(exif.PREFIX + raw)
    if isinstance(xmp, bytes) and xmp:
        found["xmp"] = exif.xmp_upright(xmp)
    info = _resource(psd, "RESOLUTION_INFO")
    if info is None:
        return None, found
    x, y = _fixed(info.horizontal), _fixed(info.vertical)
    return ((x, y) if 0 < x < 1e6 and 0 < y < 1e6 else None), found


def _fixed(value: float) -> float:
    """16.16 fixed point, pixels per inch."""
    return value / 65536


FORMAT = Format("psd", "Photoshop", (".psd", ".psb"), lambda head: head[:4] == b"8BPS", read, write, layers=True,
                dtypes=("uint8", "uint16"), order=5)
