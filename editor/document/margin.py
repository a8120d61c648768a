"""The empty margin of a document: what the canvas gained by cropping or turning past the edge of the picture."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import cv2
import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer, walk
from editor.document.pixels import Array, Pixels

_KNOWN: WeakKeyDictionary[Document, bool] = WeakKeyDictionary()  # documents are values: the answer never changes


def has_margin(document: Document) -> bool:
    """Whether there is a picture, and some px at the edge of the canvas is empty. Looks at the edge alone."""
    known = _KNOWN.get(document)
    if known is None:
        known = _KNOWN[document] = _has_picture(document) and _edge_is_open(document)
    return known


def margin(document: Document) -> Pixels | None:
    """A mask, in document px: 255 where nothing at all is visible and the edge of the canvas can be reached through
    such px. None when there is no margin, or no picture."""
    if not has_margin(document):
        return None
    empty = compose(document, document.rect)[..., 3] == 0
    if empty.all():
        return None
    _, labels = cv2.connectedComponents(empty.astype(np.uint8), connectivity=4)
    outer = np.zeros(int(labels.max()) + 1, bool)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        outer[edge] = True
    outer[0] = False  # what is visible
    return Pixels.of(np.where(outer[labels], np.uint8(255), np.uint8(0)))


def is_mostly_empty(document: Document, mask: Pixels) -> bool:
    """Whether more than half of the px that `mask` holds show nothing."""
    rect = mask.content_bounds().intersect(document.rect)
    if rect.is_empty or not has_margin(document):
        return False
    inside = mask.read(rect) > 0
    return bool((_alpha(document, rect)[inside] == 0).mean() > 0.5)


def _has_picture(document: Document) -> bool:
    return any(isinstance(layer, PixelLayer) and layer.visible and layer.pixels.tiles
               for layer in walk(document.layers))


def _edge_is_open(document: Document) -> bool:
    w, h = document.width, document.height
    edges = (Rect(0, 0, w, 1), Rect(0, h - 1, w, 1), Rect(0, 0, 1, h), Rect(w - 1, 0, 1, h))
    return any(not _alpha(document, edge).all() for edge in edges)


def _alpha(document: Document, rect: Rect) -> Array:
    alpha: Array = compose(document, rect)[..., 3]
    return alpha
