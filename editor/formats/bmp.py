"""BMP: 24 bit, or 32 bit with a version 4 header that says where alpha is.

Layout: Microsoft, BITMAPFILEHEADER and BITMAPV4HEADER.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.pixels import Array
from editor.formats import pil
from editor.formats.format import Format
from editor.formats.raster import flat, is_opaque
from inference.api import UserError

BITFIELDS, SRGB = 3, 0x73524742


def read(path: Path) -> Document:
    return pil.read(path, ("BMP",))


def write(document: Document, path: Path, options: Any) -> None:
    array = flat(document, "uint8")
    deep = not is_opaque(array)
    rows = _rows(array, deep)
    if rows.nbytes + 122 >= 1 << 32:
        raise UserError("The picture is too large for BMP.", "Save it as PNG or TIFF.")
    x, y = (round(value / 0.0254) for value in document.dpi or (72.0, 72.0))
    size = 108 if deep else 40
    header = struct.pack("<2sIHHI", b"BM", 14 + size + rows.nbytes, 0, 0, 14 + size)
    header += struct.pack("<IiiHHIIiiII", size, document.width, document.height, 1, 32 if deep else 24,
                          BITFIELDS if deep else 0, rows.nbytes, x, y, 0, 0)
    if deep:
        header += struct.pack("<5I48x", 0xFF0000, 0xFF00, 0xFF, 0xFF000000, SRGB)
    with path.open("wb") as file:
        file.write(header)
        file.write(rows.tobytes())


def _rows(array: Array, deep: bool) -> Array:
    """Bottom row first, blue first, every row padded to four bytes."""
    upside = array[::-1]
    if deep:
        return np.ascontiguousarray(upside[..., [2, 1, 0, 3]])
    height, width = array.shape[:2]
    out = np.zeros((height, (3 * width + 3) // 4 * 4), np.uint8)
    out[:, :3 * width] = upside[..., 2::-1].reshape(height, 3 * width)
    return out


FORMAT = Format("bmp", "BMP", (".bmp", ".dib"), lambda head: head[:2] == b"BM", read, write, order=50)
