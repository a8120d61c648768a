"""JPEG, as 8-bit RGB; CMYK is converted to sRGB through its profile on reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.document.document import Document
from editor.formats import pil
from editor.formats.carrying import metadata
from editor.formats.format import Format
from editor.formats.raster import flat, without_alpha
from inference.api import choice, flag, integer


@dataclass(frozen=True)
class JpegOptions:
    quality: int = integer("Quality", 92, 1, 100)
    subsampling: str = choice("Colour detail", "444", {"444": "Full (4:4:4)", "420": "Reduced (4:2:0)"})
    progressive: bool = flag("Progressive")
    metadata: str = metadata()


def read(path: Path) -> Document:
    return pil.read(path, ("JPEG", "MPO"))


def write(document: Document, path: Path, options: Any) -> None:
    """Transparent places become white."""
    from PIL import Image

    image = Image.fromarray(without_alpha(flat(document, "uint8")))
    image.save(path, "JPEG", quality=options.quality, progressive=options.progressive, optimize=False,
               subsampling={"444": 0, "420": 2}[options.subsampling],
               **_short(pil.carried(document, "icc_profile", "exif", "xmp", "dpi", "comment")))


def _short(arguments: dict[str, Any]) -> dict[str, Any]:
    """Without what does not fit into one segment of 64 KB (profiles are split by Pillow)."""
    return {k: v for k, v in arguments.items() if k not in ("exif", "xmp", "comment") or len(v) < 65500}


FORMAT = Format("jpeg", "JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"), lambda head: head.startswith(b"\xff\xd8\xff"),
                read, write, longest=65500, alpha=False, options=JpegOptions, order=20)
