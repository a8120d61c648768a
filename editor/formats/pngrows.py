"""PNG from rows as they come: filtered, packed and written, with no more in memory than a strip.

Specification: W3C PNG (Third Edition), sections 9 (filters), 10 (compression), 11 (chunks).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO

import numpy as np

from editor.document.pixels import Array
from editor.formats.pngchunks import SIGNATURE, chunk

_RGB, _RGBA = 2, 6  # colour types
_SUB, _UP = 1, 2  # filters


def written(file: BinaryIO, size: tuple[int, int], strips: Iterable[Array], extra: bytes, level: int,
            opaque: bool, deep: bool) -> None:
    """`strips` are samples (n, width, 3 or 4), uint8 or, where `deep`, uint16; `extra` are the chunks between header
    and pixels. Raises OSError."""
    head = struct.pack(">IIBBBBB", *size, 16 if deep else 8, _RGB if opaque else _RGBA, 0, 0, 0)
    file.write(SIGNATURE + chunk(b"IHDR", head) + extra)
    packer = zlib.compressobj(level)
    above: Array | int = 0
    for strip in strips:
        rows = _bytes(strip)
        packed = packer.compress(_filtered(rows, above, rows.shape[1] // size[0]))
        if packed:
            file.write(chunk(b"IDAT", packed))
        above = rows[-1]
    file.write(chunk(b"IDAT", packer.flush()) + chunk(b"IEND", b""))


def _bytes(strip: Array) -> Array:
    """(n, bytes of a row); samples of 16 bit with the high byte first."""
    ordered = strip.astype(">u2").view(np.uint8) if strip.dtype == np.uint16 else strip
    return np.ascontiguousarray(ordered).reshape(len(strip), -1)


def _filtered(rows: Array, above: Array | int, step: int) -> bytes:
    """Each row as its differences from the left or from above, whichever are smaller (the usual choice, section 12.7),
    behind the number of the filter. `step` is the bytes of a pixel."""
    before = np.empty_like(rows)
    before[0] = above
    before[1:] = rows[:-1]
    up = rows - before
    sub = rows.copy()
    sub[:, step:] -= rows[:, :-step]
    flat = np.abs(sub.view(np.int8)[:, ::7]).sum(1, dtype=np.int64) <= np.abs(
        up.view(np.int8)[:, ::7]).sum(1, dtype=np.int64)  # every seventh byte tells enough
    out = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    out[:, 0] = np.where(flat, _SUB, _UP)
    out[:, 1:] = np.where(flat[:, None], sub, up)
    return out.tobytes()
