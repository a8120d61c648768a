"""What a staged result changes: the count of pixels outside its selection, and a picture of all that differs."""

from __future__ import annotations

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels, convert
from editor.staging import Staged
from editor.text import tr

MARK = (255, 64, 190)  # nothing in a photograph is of this pink
_STRIP = 512  # rows
FAINT = 0.35  # share of the picture that is left where nothing changed


def changed_outside(staged: Staged, document: Document) -> int | None:
    """Pixels that the document shows differently with the result although they were not selected: compared as shown,
    whatever the engine says. None for a result that has no selection."""
    mask = staged.placement.mask
    if mask is None or staged.placement.kind != "layer":
        return None
    outside = mask.read(staged.placement.rect) == 0
    return int(np.count_nonzero(_differs(staged, document) & outside))


def difference(staged: Staged, document: Document) -> Document:
    """The document with a layer on top: grey where nothing changed, marked the stronger the more it did."""
    changed, pixels = staged.apply(document)[0], Pixels(4, document.dtype)
    for y in range(0, document.height, _STRIP):  # a large picture is never whole in memory
        strip = Rect(0, y, document.width, min(_STRIP, document.height - y))
        before = compose(document, strip)
        part = strip.intersect(staged.placement.rect)
        rows, columns = part.slices(strip)
        after = before[rows, columns] if part.is_empty else compose(changed, part)
        drawn = _faint(before)
        drawn[rows, columns] = _marked(before[rows, columns], after, drawn[rows, columns])
        pixels = pixels.write(0, y, convert(drawn, document.dtype))
    return document.inserted(PixelLayer(name=tr("What changed"), pixels=pixels), None)


def _faint(before: Array) -> Array:
    """RGBA uint8, opaque: the picture in a dark grey."""
    grey = convert(before, "uint8")[..., :3].astype(np.float32).mean(axis=2) * FAINT
    return np.dstack([grey, grey, grey, np.full_like(grey, 255)]).astype(np.uint8)


def _marked(before: Array, after: Array, faint: Array) -> Array:
    old, new = (convert(a, "uint8")[..., :3].astype(np.float32) for a in (before, after))
    share = np.clip(0.35 + np.abs(new - old).max(axis=2, keepdims=True, initial=0) / 96, 0, 1)
    colour = faint[..., :3] + (np.array(MARK, np.float32) - faint[..., :3]) * share
    found = faint.copy()
    differs = (before != after).any(axis=2)
    found[differs, :3] = colour[differs].astype(np.uint8)
    return found


def _differs(staged: Staged, document: Document) -> Array:
    rect = staged.placement.rect
    before, after = compose(document, rect), compose(staged.apply(document)[0], rect)
    return np.asarray((before != after).any(axis=2))
