"""What a transform looks like while it is dragged: computed at the resolution of the view, laid out in document px."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import TILE, Rect, tile_rect
from editor.document.pixels import Array, Key, Pixels
from editor.document.resize import averaged, resampled
from editor.document.transform import Floating, Matrix, Piece, is_shift, put, warped
from editor.document.warp import Map, place_of, premultiplied, straight

BENT_PX = 4e6
COARSEST = 16  # px of the document for one sample, which divides a tile


@dataclass(frozen=True, eq=False)
class Sketch:
    """`floating` with its pieces reduced once, to be put back as often as the pointer moves."""

    floating: Floating
    step: int
    small: tuple[Array, ...]

    @staticmethod
    def of(floating: Floating, zoom: float) -> Sketch:
        """For a view that shows a px of the document as `zoom` px of the screen."""
        step = 1
        while step * 2 * zoom <= 1 and step < COARSEST:
            step *= 2
        return Sketch(floating, step, tuple(averaged(piece.array, step) for piece in floating.pieces))

    @cached_property
    def bending(self) -> Sketch:
        """Itself, or a coarser one where there is more than can be bent while a hand moves."""
        step, area = self.step, sum(piece.rect.area for piece in self.floating.pieces)
        while area > BENT_PX * step**2 and step < COARSEST:
            step *= 2
        return self if step == self.step else Sketch(
            self.floating, step, tuple(averaged(piece.array, step) for piece in self.floating.pieces))

    @cached_property
    def soft(self) -> tuple[Array, ...]:
        """`small` with colour weighted by alpha, in its own depth, for maps that bend."""
        return tuple(premultiplied(small) for small in self.small)

    def placed(self, by: Matrix | Map, clip: Rect) -> Document:
        """As `transform.placed` with the method "linear", at one sample for `step` px along each side."""
        document = self.floating.document
        if not isinstance(by, np.ndarray):
            coarse = self.bending
            for piece, soft in zip(self.floating.pieces, coarse.soft, strict=True):
                document = coarse._laid(document, piece, *_bent(piece, soft, coarse.step, by, clip))
            return document
        for piece, small in zip(self.floating.pieces, self.small, strict=True):
            if is_shift(by) and piece.kind == "pixels" and not piece.over:
                layer = document.layer(piece.layer_id)
                document = document.with_layer(layer.with_(x=layer.x + round(by[0, 2]), y=layer.y + round(by[1, 2])))
            elif is_shift(by) or self.step == 1:
                document = put(document, piece, *warped(piece.array, piece.rect, by, "linear", clip, piece.fill))
            else:
                document = self._coarse(document, piece, small, by, clip)
        return document

    def _coarse(self, document: Document, piece: Piece, small: Array, by: Matrix, clip: Rect) -> Document:
        step, (h, w) = self.step, small.shape[:2]
        inner = by.astype(np.float64).copy()  # from samples of the piece to samples of the document
        inner[:, 2] = (by[:, 2] + by[:, :2] @ (piece.rect.x, piece.rect.y)) / step
        inner[:, :2] = by[:, :2] * (piece.rect.w / w / step, piece.rect.h / h / step)
        limit = Rect.hull(clip.x / step, clip.y / step, clip.right / step, clip.bottom / step)
        return self._laid(document, piece, *warped(small, Rect(0, 0, w, h), inner, "linear", limit, piece.fill))

    def _laid(self, document: Document, piece: Piece, array: Array, at: Rect) -> Document:
        """Samples at `at`, px of the reduced document."""
        step = self.step
        layer = document.find(piece.layer_id)
        if piece.kind == "pixels" and not piece.over and layer is not None:
            pixels = _enlarged(array, at, step)
            return document.with_layer(layer.with_(pixels=pixels, x=0, y=0))
        return put(document, piece, resampled(array, array.shape[1] * step, array.shape[0] * step, "nearest"),
                   Rect(at.x * step, at.y * step, at.w * step, at.h * step))


def _bent(piece: Piece, soft: Array, step: int, by: Map, clip: Rect) -> tuple[Array, Rect]:
    """The samples of a piece after a map that bends, and where they lie, px of the reduced document."""
    place = place_of(by, piece.rect, clip)
    if place.is_empty:
        return np.full((1, 1, *soft.shape[2:]), piece.fill, soft.dtype), Rect(0, 0, 1, 1)
    at = Rect.hull(place.x / step, place.y / step, place.right / step, place.bottom / step)
    coords = by.sources(piece.rect, Rect(at.x * step, at.y * step, at.w * step, at.h * step), step)
    coords -= np.array((piece.rect.x, piece.rect.y), np.float32)
    coords *= np.array((soft.shape[1] / piece.rect.w, soft.shape[0] / piece.rect.h), np.float32)
    coords -= np.float32(0.5)
    np.nan_to_num(coords, copy=False, nan=-9.0)
    out = cv2.remap(soft, coords, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
                    borderValue=(piece.fill,) * 4)
    return straight(out, soft.dtype), at


def _enlarged(array: Array, at: Rect, step: int) -> Pixels:
    """The RGBA samples at `at` (px of the reduced document) as pixels of the document, a tile at a time."""
    tiles: dict[Key, Array] = {}
    edge = TILE // step
    for key in Rect(at.x * step, at.y * step, at.w * step, at.h * step).tiles():
        place = tile_rect(key)
        area = Rect(place.x // step, place.y // step, edge, edge)
        part = area.intersect(at)
        if part == area:
            samples = array[part.slices(at)]
        else:
            samples = np.zeros((edge, edge, array.shape[2]), array.dtype)
            samples[part.slices(area)] = array[part.slices(at)]
        tile = resampled(samples, TILE, TILE, "nearest")
        tile.flags.writeable = False
        tiles[key] = tile
    return Pixels(4, array.dtype.name, MappingProxyType(tiles))
