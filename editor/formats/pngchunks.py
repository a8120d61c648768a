"""PNG chunks: checking that a file is whole; profile, resolution and texts for one that is written.

Specification: W3C PNG (Third Edition), section 11.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from editor.document.document import Document
from inference.api import UserError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_TEXT = 16 << 20  # bytes of one text or profile once unpacked


def chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """(type, body) of every chunk. Raises UserError where the file is cut off or a checksum is wrong."""
    view, place = memoryview(data), len(SIGNATURE)
    while True:
        if place + 12 > len(view):
            raise UserError("The file is cut off.", "Part of the picture is missing: get the file again.")
        size, kind = struct.unpack_from(">I4s", view, place)
        end = place + 12 + size
        if end > len(view):
            raise UserError("The file is cut off.", "Part of the picture is missing: get the file again.")
        body = view[place + 8:end - 4]
        if zlib.crc32(view[place + 4:end - 4]) != struct.unpack_from(">I", view, end - 4)[0]:
            raise UserError("The file is damaged: a checksum is wrong.", "Get the file again.")
        yield kind, body
        if kind == b"IEND":
            return
        place = end


def unpacked_size(parts: list[memoryview], most: int) -> int:
    """Bytes in a zlib stream cut into `parts`, counted without keeping them; stops beyond `most`."""
    stream, total = zlib.decompressobj(), 0
    for part in parts:
        rest: bytes | memoryview = part
        while rest and not stream.eof and total <= most:
            total += len(stream.decompress(rest, 1 << 20))
            rest = stream.unconsumed_tail
    return total


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def carried(document: Document) -> bytes:
    """The chunks for profile, resolution, EXIF, XMP and texts of a document."""
    parts = []
    if document.icc:
        parts.append(chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(document.icc)))
    if document.dpi:
        x, y = (round(value / 0.0254) for value in document.dpi)  # pixels per metre
        parts.append(chunk(b"pHYs", struct.pack(">IIB", x, y, 1)))
    raw = document.metadata.get("exif")
    if raw:
        parts.append(chunk(b"eXIf", raw.removeprefix(b"Exif\0\0")))
    xmp = document.metadata.get("xmp")
    if xmp:
        parts.append(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    for key, value in document.metadata.get("text", {}).items():
        name = key.encode("latin-1", "replace").strip()[:79] or b"Comment"
        parts.append(chunk(b"iTXt", name + b"\0\1\0\0\0" + zlib.compress(value.encode())))
    return b"".join(parts)
