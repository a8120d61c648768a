"""A flat picture in strips from the top: what the formats are written from that never need the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, convert
from editor.formats.raster import flat, is_opaque

WHOLE = 256 << 20  # bytes; up to here a document is composed once and held
STRIP = 16 << 20  # bytes of one strip of a larger one


@dataclass(frozen=True, eq=False)
class Rows:
    """`about` has the size, depth, profile, resolution and metadata; its layers are not looked at. `strips` are RGBA
    (n, width, 4) of its depth, arrays of their own, `height` rows in all; `opaque`: their alpha is full everywhere."""

    about: Document
    opaque: bool
    strips: Iterable[Array]

    def cut(self, count: int, dtype: str) -> Iterator[Array]:
        """The samples of `count` rows at a time, contiguous, (count, width, 3 or 4) at a depth of choice; the last may
        be fewer."""
        parts: list[Array] = []
        have = 0
        for strip in self.strips:
            rest = convert(strip[..., :3] if self.opaque else strip, dtype)
            while have + len(rest) >= count:
                parts.append(rest[:count - have])
                rest = rest[count - have:]
                yield _joined(parts)
                parts, have = [], 0
            if len(rest):
                parts.append(rest)
                have += len(rest)
        if parts:
            yield _joined(parts)


def _joined(parts: list[Array]) -> Array:
    return np.ascontiguousarray(parts[0] if len(parts) == 1 else np.concatenate(parts))


def rows_of(document: Document) -> Rows:
    """The merged picture. A large one is composed in strips, to see whether it is opaque, and again to be written."""
    bytes_per_row = document.width * 4 * np.dtype(document.dtype).itemsize
    if bytes_per_row * document.height <= WHOLE:
        array = flat(document)
        return Rows(document, is_opaque(array), (array,))
    count = max(STRIP // bytes_per_row, 1)
    parts = [Rect(0, top, document.width, min(count, document.height - top))
             for top in range(0, document.height, count)]
    opaque = all(is_opaque(flat(document, part=part)) for part in parts)
    return Rows(document, opaque, (flat(document, part=part) for part in parts))
