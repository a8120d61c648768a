"""PNG, 8 and 16 bit, written row by row (`pngrows`, as fast as OpenCV); metadata as chunks of our own."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.pixels import Array
from editor.formats import exif, pil, pngchunks, pngrows
from editor.formats.carrying import metadata
from editor.formats.colour import rgb_profile
from editor.formats.format import Format
from editor.formats.raster import Raster, check_size, document_of, is_opaque, rgba
from editor.formats.rows import Rows, rows_of
from inference.api import UserError, choice

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type


@dataclass(frozen=True)
class PngOptions:
    compression: str = choice("Compression", "fast", {"fast": "Fast", "normal": "Normal", "small": "Smallest file"})
    depth: str = choice("Depth", "document", {"document": "As the document", "8": "8 bit", "16": "16 bit"})
    metadata: str = metadata()


LEVELS = {"fast": 1, "normal": 6, "small": 9}


def read(path: Path) -> Document:
    with path.open("rb") as file:
        head = file.read(33)
    if len(head) < 33:
        raise UserError("The file is cut off.", "Part of the picture is missing: get the file again.")
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", head[16:29])
    check_size(width, height)
    if depth != 16:
        return pil.read(path, ("PNG",))
    return _read_deep(path, width, height, kind, bool(interlaced))


def _read_deep(path: Path, width: int, height: int, kind: int, interlaced: bool) -> Document:
    """16 bit: Pillow would cut it to 8. OpenCV fills what is missing in silence, so the data is checked first."""
    import cv2

    data = path.read_bytes()
    parts = list(pngchunks.chunks(data))
    size = pngchunks.unpacked_size([body for name, body in parts if name == b"IDAT"], 9 * width * height + height)
    if not interlaced and size < height * (2 * CHANNELS.get(kind, 1) * width + 1):
        raise UserError("The file is cut off.", "Part of the picture is missing: get the file again.")
    array = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if array is None or array.dtype != np.uint16:
        raise UserError("The picture in the file is damaged.")
    if array.ndim == 3 and array.shape[2] >= 3:
        array = cv2.cvtColor(array, cv2.COLOR_BGRA2RGBA if array.shape[2] == 4 else cv2.COLOR_BGR2RGBA)
    key = next((bytes(body) for name, body in parts if name == b"tRNS"), None)
    return document_of(_carried(path, _keyed(rgba(array), kind, key)))


def _keyed(array: Array, kind: int, key: bytes | None) -> Array:
    """With the one colour of a tRNS chunk transparent."""
    if key is None or kind not in (0, 2):
        return array
    colour = np.frombuffer(key, ">u2").astype(np.uint16)
    array[..., 3] = np.where((array[..., :3] == colour).all(axis=2), 0, 65535)
    return array


def _carried(path: Path, array: Array) -> Raster:
    from PIL import Image

    with Image.open(path, formats=("PNG",)) as image:
        image.load()  # texts and EXIF may follow the pixels
        number = pil.turn(image)
        icc = rgb_profile(image.info.get("icc_profile"))
        return Raster(exif.oriented(array, number), icc, pil.resolution(image, number), pil.metadata(image))


def write(document: Document, path: Path, options: Any) -> None:
    write_rows(rows_of(document), path, options)


def encoded(array: Array, level: int = 1) -> bytes:
    """The bytes of a small picture, RGBA (h, w, 4) uint8; without an alpha channel where all is opaque."""
    file, opaque = BytesIO(), is_opaque(array)
    samples = np.ascontiguousarray(array[..., :3]) if opaque else array
    pngrows.written(file, (array.shape[1], array.shape[0]), (samples,), b"", level, opaque, deep=False)
    return file.getvalue()


def write_rows(rows: Rows, path: Path, options: Any) -> None:
    about = rows.about
    wanted = {"8": "uint8", "16": "uint16"}.get(options.depth, "uint8" if about.dtype == "uint8" else "uint16")
    count = max((4 << 20) // (about.width * 8), 1)
    with path.open("wb") as file:
        pngrows.written(file, (about.width, about.height), rows.cut(count, wanted), pngchunks.carried(about),
                        LEVELS[options.compression], rows.opaque, wanted == "uint16")


FORMAT = Format("png", "PNG", (".png",), lambda head: head.startswith(pngchunks.SIGNATURE), read, write,
                write_rows=write_rows, dtypes=("uint8", "uint16"), options=PngOptions, order=10)
