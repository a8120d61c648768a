"""What a staged result changes: the count of pixels outside its selection, and a picture of all that differs."""

from __future__ import annotations

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels, convert
from editor.staging import Staged
from editor.text import tr

MARK = (255, 64, 190)  # nothing in a photograph is of this pink
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
    rect = staged.placement.rect
    before = convert(compose(document, rect), "uint8")[..., :3].astype(np.float32)
    after = convert(compose(staged.apply(document)[0], rect), "uint8")[..., :3].astype(np.float32)
    grey = before.mean(axis=2, keepdims=True) * FAINT
    mark = np.array(MARK, np.float32)
    share = np.clip(0.35 + np.abs(after - before).max(axis=2, keepdims=True) / 96, 0, 1)
    drawn = np.where(_differs(staged, document)[..., None], grey + (mark - grey) * share, grey)
    rgba = np.dstack([drawn.astype(np.uint8), np.full(drawn.shape[:2], 255, np.uint8)])
    pixels = Pixels(4, document.dtype).write(0, 0, convert(rgba, document.dtype))
    layer = PixelLayer(name=tr("What changed"), x=rect.x, y=rect.y, pixels=pixels)
    return document.inserted(layer, None)


def _differs(staged: Staged, document: Document) -> Array:
    rect = staged.placement.rect
    before, after = compose(document, rect), compose(staged.apply(document)[0], rect)
    return np.asarray((before != after).any(axis=2))
