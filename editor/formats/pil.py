"""Pillow, as the formats use it: one way to open a picture safely, one to pass on what came along."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.pixels import Array
from editor.formats import colour, exif
from editor.formats.raster import MOST_PIXELS, Raster, check_size, document_of, rgba

ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")


def read(path: Path, kinds: tuple[str, ...]) -> Document:
    """The first frame of a file that Pillow opens as one of `kinds`, turned upright.

    Raises UserError, or what Pillow raises for a damaged file; `editor.formats.files` makes a sentence of that.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=kinds) as image:
            check_size(*image.size)
            return document_of(raster(image))


def raster(image: Any) -> Raster:
    """An opened Pillow image with its profile, resolution and metadata."""
    image.load()
    array, icc = pixels(image)
    number = turn(image)
    return Raster(exif.oriented(array, number), icc, resolution(image, number), metadata(image))


def turn(image: Any) -> int:
    """EXIF (or XMP) orientation 1-8."""
    try:
        value = image.getexif().get(exif.ORIENTATION, 1)
    except Exception:  # damaged EXIF does not make the picture worse
        value = 1
    return value if value in range(1, 9) else 1


def pixels(image: Any) -> tuple[Array, bytes | None]:
    """RGBA in 8, 16 bit or float, and the profile that it is in."""
    icc = image.info.get("icc_profile")
    mode = image.mode
    if mode.startswith("I;16"):
        return rgba(np.asarray(image).astype(np.uint16)), None
    if mode == "I":
        wide = np.asarray(image)
        return rgba(np.clip(wide, 0, 65535).astype(np.uint16)), None
    if mode == "F":
        return rgba(_unit(np.asarray(image))), None
    if mode in ("CMYK", "LAB") or (mode == "L" and colour.space(icc) == "GRAY" and "transparency" not in image.info):
        return np.asarray(colour.to_srgb(image, icc).convert("RGBA")), None
    if mode in ("YCbCr", "HSV"):
        image = image.convert("RGB")
    return np.asarray(image.convert("RGBA")), colour.rgb_profile(icc)


def _unit(array: Array) -> Array:
    """Float samples 0-1; some files hold 0-255 or 0-65535 in floats."""
    clean = np.nan_to_num(array.astype(np.float32), posinf=0, neginf=0)
    peak = float(clean.max(initial=0))
    scale = 1.0 if peak <= 16 else 255.0 if peak <= 255 else 65535.0 if peak <= 65535 else peak
    return clean / np.float32(scale)


def resolution(image: Any, number: int = 1) -> tuple[float, float] | None:
    dpi = image.info.get("dpi")
    try:
        x, y = (float(dpi[0]), float(dpi[1])) if dpi else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    if not (0 < x < 1e6 and 0 < y < 1e6):  # also refuses NaN
        return None
    return (y, x) if number >= 5 else (x, y)


def metadata(image: Any) -> dict[str, Any]:
    """What a format carries through, with the orientation set back to 1."""
    found: dict[str, Any] = {}
    raw = image.info.get("exif")
    if isinstance(raw, bytes) and raw:
        found["exif"] = exif.upright(raw)
    xmp = image.info.get("xmp")
    if xmp:
        found["xmp"] = exif.xmp_upright(xmp.encode() if isinstance(xmp, str) else bytes(xmp))
    texts = {k: str(v) for k, v in getattr(image, "text", {}).items()
             if k != "XML:com.adobe.xmp" and not k.startswith("Raw profile")}
    comment = image.info.get("comment")
    if comment:
        texts["Comment"] = comment.decode("utf-8", "replace") if isinstance(comment, bytes) else str(comment)
    if texts:
        found["text"] = texts
    return found


def carried(document: Document, *names: str) -> dict[str, Any]:
    """Arguments of `Image.save`: of "icc_profile", "exif", "xmp", "dpi", "comment" those that there are."""
    texts = document.metadata.get("text", {})
    values = {
        "icc_profile": document.icc, "exif": document.metadata.get("exif"), "xmp": document.metadata.get("xmp"),
        "dpi": document.dpi, "comment": texts.get("Comment", "").encode() or None,
    }
    return {name: values[name] for name in names if values[name]}
