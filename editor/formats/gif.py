"""GIF: the first frame in; out with at most 256 colours and hard transparency."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.formats import pil
from editor.formats.format import Format
from editor.formats.raster import flat
from inference.api import flag


@dataclass(frozen=True)
class GifOptions:
    dither: bool = flag("Dither", True)


def read(path: Path) -> Document:
    return pil.read(path, ("GIF",))


def write(document: Document, path: Path, options: Any) -> None:
    from PIL import Image

    array = flat(document, "uint8")
    clear = array[..., 3] < 128
    colours = 255 if clear.any() else 256
    dither = Image.Dither.FLOYDSTEINBERG if options.dither else Image.Dither.NONE
    picture = Image.fromarray(np.ascontiguousarray(array[..., :3]))
    palette = picture.quantize(colours, Image.Quantize.MEDIANCUT)
    indexed = picture.quantize(palette=palette, dither=dither)
    if not clear.any():
        indexed.save(path, "GIF", optimize=False, **pil.carried(document, "comment"))
        return
    indices = np.asarray(indexed).copy()
    indices[clear] = 255
    image = Image.fromarray(indices, "P")
    image.putpalette((indexed.getpalette() or []) + [0] * (768 - len(indexed.getpalette() or [])))
    image.save(path, "GIF", transparency=255, optimize=False, **pil.carried(document, "comment"))


FORMAT = Format("gif", "GIF", (".gif",), lambda head: head[:6] in (b"GIF87a", b"GIF89a"), read, write,
                longest=65535, options=GifOptions, order=60)
