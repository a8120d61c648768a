"""WebP, lossless or lossy, 8 bit with alpha; the first frame of an animation."""

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
from inference.api import flag, integer


@dataclass(frozen=True)
class WebpOptions:
    lossless: bool = flag("Lossless", True)
    quality: int = integer("Quality", 90, 0, 100, help="Of lossy files.")
    effort: int = integer("Effort", 2, 0, 6, help="Smaller files take longer to write.")
    metadata: str = metadata()


def read(path: Path) -> Document:
    return pil.read(path, ("WEBP",))


def write(document: Document, path: Path, options: Any) -> None:
    from PIL import Image

    array = flat(document, "uint8")
    image = Image.fromarray(np.ascontiguousarray(array[..., :3]) if is_opaque(array) else array)
    # In lossless files "quality" is the effort of packing; "exact" keeps colours where alpha is 0.
    image.save(path, "WEBP", lossless=options.lossless, quality=25 if options.lossless else options.quality,
               method=options.effort, exact=options.lossless, **pil.carried(document, "icc_profile", "exif", "xmp"))


FORMAT = Format("webp", "WebP", (".webp",), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
                read, write, longest=16383, options=WebpOptions, order=30)
