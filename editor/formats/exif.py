"""EXIF: the orientation is applied to the pixels and its tag set back to 1; every other byte stays as it was.

Specification: CIPA DC-008 (Exif 2.32), TIFF 6.0 for the layout of directories.
"""

from __future__ import annotations

import re
import struct

import numpy as np

from editor.document.pixels import Array

PREFIX = b"Exif\x00\x00"
ORIENTATION = 0x0112


def orientation(raw: bytes) -> int:
    """1-8; 1 where there is no such tag or the block is damaged."""
    place = _place(raw)
    if place is None:
        return 1
    order, offset = place
    value = struct.unpack_from(order + "H", raw, offset)[0]
    return value if 1 <= value <= 8 else 1


def upright(raw: bytes) -> bytes:
    """The block with the orientation tag set to 1."""
    place = _place(raw)
    if place is None:
        return raw
    order, offset = place
    return raw[:offset] + struct.pack(order + "H", 1) + raw[offset + 2:]


def xmp_upright(raw: bytes) -> bytes:
    return re.sub(rb'(tiff:Orientation(?:="|>))[0-9]', rb"\g<1>1", raw)


def _place(raw: bytes) -> tuple[str, int] | None:
    """Byte order and offset of the orientation's value in the first directory."""
    start = len(PREFIX) if raw.startswith(PREFIX) else 0
    order = {b"II": "<", b"MM": ">"}.get(raw[start:start + 2])
    if order is None or len(raw) < start + 10:
        return None
    directory = start + struct.unpack_from(order + "I", raw, start + 4)[0]
    if directory + 2 > len(raw):
        return None
    for i in range(struct.unpack_from(order + "H", raw, directory)[0]):
        entry = directory + 2 + 12 * i
        if entry + 12 > len(raw):
            return None
        tag, kind = struct.unpack_from(order + "HH", raw, entry)
        if tag == ORIENTATION and kind == 3:
            return order, entry + 8
    return None


def oriented(array: Array, number: int) -> Array:
    """The picture as it is meant to be seen, for an EXIF orientation 1-8."""
    if number in (5, 6, 7, 8):
        array = array.swapaxes(0, 1)
    if number in (2, 3, 6, 7):
        array = array[:, ::-1]
    if number in (3, 4, 7, 8):
        array = array[::-1]
    return np.ascontiguousarray(array)
