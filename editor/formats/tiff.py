"""TIFF in 8 bit, 16 bit and float. Pillow reads 8 bit, OpenCV the deeper ones; tifffile writes all of them, strip by
strip."""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.pixels import Array
from editor.formats import exif, pil
from editor.formats.carrying import metadata
from editor.formats.colour import rgb_profile
from editor.formats.format import Format
from editor.formats.raster import MOST_PIXELS, Raster, check_size, document_of, rgba
from editor.formats.rows import Rows, rows_of
from inference.api import UserError, choice

XMP, EXIF_IFD = 700, 34665
BIG = 3 << 30  # bytes of pixels; a file beyond 4 GB must be BigTIFF, and packing may make noise larger
PACKERS = 2  # threads
STAND_IN = 34664  # a free number beside it: tifffile refuses to write the EXIF tag
KEPT = (270, 271, 272, 305, 306, 315, 33432)  # description, make, model, software, date, artist, copyright


@dataclass(frozen=True)
class TiffOptions:
    compression: str = choice("Compression", "deflate", {"deflate": "Deflate (smaller)", "none": "None"})
    depth: str = choice("Depth", "document", {"document": "As the document", "8": "8 bit", "16": "16 bit",
                                              "32": "32-bit float"})
    metadata: str = metadata()


def read(path: Path) -> Document:
    from PIL import UnidentifiedImageError

    try:
        return _read(path)
    except UnidentifiedImageError:  # Pillow has no mode for RGB in floats, say
        return _read_plain(path)


def _read_plain(path: Path) -> Document:
    """By tifffile alone, RGB and RGBA only. Raises what tifffile raises for a file that is damaged."""
    import tifffile

    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        check_size(page.imagewidth, page.imagelength)
        if page.photometric != tifffile.PHOTOMETRIC.RGB:
            raise UserError("The file holds colours of a kind that is not supported.", "Save it as RGB.")
        number, icc = int(page.tags.valueof(274, 1)), page.tags.valueof(34675)
    array = exif.oriented(_deep(path, premultiplied=1 in page.extrasamples), number)
    return document_of(Raster(array, rgb_profile(icc)))


def _read(path: Path) -> Document:
    import warnings

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=("TIFF",)) as image:
            check_size(*image.size)
            tags = image.tag_v2  # type: ignore[attr-defined]
            bits = tags.get(258, (1,))
            icc = rgb_profile(image.info.get("icc_profile"))
            number, notes = pil.turn(image), _metadata(image)
            dpi = pil.resolution(image, number)
            if max(bits) > 8 and len(bits) >= 3 and tags.get(262) == 2:
                array = _deep(path, premultiplied=tags.get(338, (0,))[0] == 1)
                if array.shape[:2] != image.size[::-1]:
                    raise UserError("The picture in the file is damaged.")
            else:
                image.load()
                number = pil.turn(image)  # Pillow has turned it upright by now, and its tag says so
                array, icc = pil.pixels(image)
    return document_of(Raster(exif.oriented(array, number), icc, dpi, notes))


def _deep(path: Path, premultiplied: bool) -> Array:
    """RGB and RGBA of 16 bit or float."""
    import tifffile

    try:
        array = tifffile.imread(path, key=0)
    except ValueError:  # a compression that needs a codec of OpenCV's libtiff
        array = _deep_by_opencv(path)
    if array.ndim == 3 and array.shape[0] in (3, 4) and array.shape[2] not in (3, 4):
        array = np.moveaxis(array, 0, 2)  # stored plane by plane
    if array.ndim != 3 or array.shape[2] < 3:
        raise UserError("The picture in the file is damaged.")
    array = rgba(np.ascontiguousarray(array[..., :4]))
    if array.dtype.kind == "f":
        array = np.nan_to_num(array.astype(np.float32), posinf=0, neginf=0)
    elif array.dtype != np.uint16:
        array = (array.astype(np.float64) / np.iinfo(array.dtype).max).astype(np.float32)
    return _straight(array) if premultiplied else array


def _deep_by_opencv(path: Path) -> Array:
    import cv2

    array = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    if array is None or array.ndim != 3:
        raise UserError("The file is compressed in a way that is not supported.")
    return array[..., [2, 1, 0, 3]] if array.shape[2] == 4 else array[..., ::-1]


def _straight(array: Array) -> Array:
    top = 1.0 if array.dtype.kind == "f" else 65535.0
    alpha = np.maximum(array[..., 3:].astype(np.float32), 1e-6)
    array[..., :3] = np.minimum(array[..., :3] * (top / alpha), top)
    return array


def _metadata(image: Any) -> dict[str, Any]:
    """EXIF as a block of its own: of the tags of the picture itself only those that describe it."""
    from PIL import Image

    found: dict[str, Any] = {}
    xmp = image.tag_v2.get(XMP)
    if isinstance(xmp, bytes):
        found["xmp"] = exif.xmp_upright(xmp)
    try:
        own, kept = image.getexif(), Image.Exif()
        for tag in KEPT:
            if tag in own:
                kept[tag] = own[tag]
        details = dict(own.get_ifd(EXIF_IFD))
        if details:
            kept._ifds[EXIF_IFD] = details
            kept[EXIF_IFD] = 0
        if len(kept):
            found["exif"] = kept.tobytes()
    except Exception:  # damaged EXIF does not make the picture worse
        found.pop("exif", None)
    return found


def write(document: Document, path: Path, options: Any) -> None:
    write_rows(rows_of(document), path, options)


def write_rows(rows: Rows, path: Path, options: Any) -> None:
    """Strips of 1 MB, packed in threads; BigTIFF where the picture might not fit into 4 GB."""
    import tifffile

    about = rows.about
    dtype = {"8": "uint8", "16": "uint16", "32": "float32"}.get(options.depth, about.dtype)
    samples = 3 if rows.opaque else 4
    count = max(1, (1 << 20) // (about.width * 4 * np.dtype(dtype).itemsize))
    packed = options.compression == "deflate"
    big = about.width * about.height * samples * np.dtype(dtype).itemsize > BIG
    tags = _tags(about, big)
    tifffile.imwrite(
        path, _packed(rows.cut(count, dtype), packed), shape=(about.height, about.width, samples), dtype=dtype,
        photometric="rgb", byteorder="<", extrasamples=None if rows.opaque else ["unassalpha"], metadata=None,
        software=False, compression="zlib" if packed else None, predictor=False, bigtiff=big, rowsperstrip=count,
        resolution=about.dpi, resolutionunit="INCH" if about.dpi else None,
        iccprofile=about.icc, extratags=tags)
    if any(tag[0] == STAND_IN for tag in tags):
        _append_exif(path, about.metadata["exif"], big)


def _packed(strips: Iterator[Array], packs: bool) -> Iterator[bytes]:
    """The bytes of the strips; two of them are packed at a time, and few more are waiting."""
    if not packs:
        yield from (_ordered(strip) for strip in strips)
        return
    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(PACKERS) as pool:
        for strip in strips:
            waiting.append(pool.submit(lambda one: zlib.compress(_ordered(one)), strip))
            if len(waiting) > 2 * PACKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _ordered(strip: Array) -> bytes:
    return strip.astype(strip.dtype.newbyteorder("<"), copy=False).tobytes()


def _tags(document: Document, big: bool) -> list[tuple[int, str, int, Any, bool]]:
    from PIL import Image

    tags: list[tuple[int, str, int, Any, bool]] = []
    xmp = document.metadata.get("xmp")
    if xmp:
        tags.append((XMP, "B", len(xmp), xmp, True))
    raw = document.metadata.get("exif")
    if raw:
        block = Image.Exif()
        block.load(raw)
        for tag in KEPT:
            value = block.get(tag)
            if isinstance(value, str):
                tags.append((tag, "s", 0, value.encode("ascii", "replace").decode(), True))
        if block.get_ifd(EXIF_IFD):
            tags.append((STAND_IN, "Q" if big else "I", 1, 0, True))
    return tags


def _append_exif(path: Path, raw: bytes, big: bool) -> None:
    """tifffile writes no directories of its own: the EXIF directory goes to the end, its tag points there."""
    import tifffile
    from PIL import Image
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    block = Image.Exif()
    block.load(raw)
    head = b"II\x2b\x00\x08\x00\x00\x00" + bytes(8) if big else b"II\x2a\x00\x08\x00\x00\x00"
    directory = ImageFileDirectory_v2(ifh=head)
    for tag, value in block.get_ifd(EXIF_IFD).items():
        if not isinstance(value, dict):
            directory[tag] = value
    with tifffile.TiffFile(path) as tiff:
        entry = tiff.pages[0].tags[STAND_IN]
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        end += end % 2
        file.seek(end)
        file.write(directory.tobytes(end))
        file.seek(entry.offset)
        file.write(struct.pack("<H", EXIF_IFD))
        file.seek(entry.valueoffset)
        file.write(struct.pack("<Q" if big else "<I", end))


FORMAT = Format("tiff", "TIFF", (".tif", ".tiff"), lambda head: head[:4] in (
    b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), read, write, write_rows=write_rows, dtypes=("uint8", "uint16", "float32"),
    options=TiffOptions, order=40)
