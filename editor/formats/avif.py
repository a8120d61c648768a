"""AVIF through Pillow, 8 bit with alpha."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.formats import pil
from editor.formats.carrying import metadata
from editor.formats.format import Format
from editor.formats.raster import flat, is_opaque
from inference.api import integer


@dataclass(frozen=True)
class AvifOptions:
    quality: int = integer("Quality", 85, 0, 100)
    speed: int = integer("Speed", 8, 0, 10, help="Smaller files take longer to write.")
    metadata: str = metadata()


def read(path: Path) -> Document:
    return pil.read(path, ("AVIF",))


def write(document: Document, path: Path, options: Any) -> None:
    from PIL import Image

    array = flat(document, "uint8")
    image = Image.fromarray(np.ascontiguousarray(array[..., :3]) if is_opaque(array) else array)
    image.save(path, "AVIF", quality=options.quality, speed=options.speed, subsampling="4:4:4",
               **pil.carried(document, "icc_profile", "exif", "xmp"))


FORMAT = Format("avif", "AVIF", (".avif",), lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"),
                read, write, options=AvifOptions, order=70)
