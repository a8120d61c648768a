"""The regions of a session on the canvas, each in a colour of its own, the stronger the more it will be changed."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from editor.document.geometry import Rect
from editor.document.pixels import Array, Pixels
from editor.document.region import Region
from editor.ui.mips import MaskLevels, reduced
from editor.ui.overlays import transform
from editor.ui.panels.parts import qimage
from editor.ui.viewport import View

TINTS = ((250, 150, 40), (60, 200, 170), (200, 110, 250), (240, 90, 120), (120, 190, 60), (70, 150, 255))
SHARE = (0.18, 0.55)  # of the tint, at no strength and at full strength
EDGE = 0.9


def tint(index: int) -> tuple[int, int, int]:
    return TINTS[index % len(TINTS)]


class RegionTints:
    """Remembers the images of what it drew last."""

    def __init__(self) -> None:
        self._levels: dict[int, tuple[Pixels, MaskLevels]] = {}
        self._images: dict[int, tuple[tuple[object, ...], QImage]] = {}

    def draw(self, painter: QPainter, view: View, regions: Sequence[Region]) -> None:
        self._levels = {id(r.mask): self._levels.get(id(r.mask), (r.mask, MaskLevels())) for r in regions}
        self._images = {i: kept for i, kept in self._images.items() if i < len(regions)}
        if not regions:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(transform(view), True)
        n, edge = view.level, float(1 << view.level)
        for index, region in enumerate(regions):
            bounds = region.mask.content_bounds().grown(2 << n)
            seen = view.visible.grown(1 << n).intersect(bounds).intersect(Rect(0, 0, view.width, view.height))
            if not seen.is_empty:
                area = reduced(seen, n)
                target = QRectF(area.x * edge, area.y * edge, area.w * edge, area.h * edge)
                painter.drawImage(target, self._image(index, region, area, n))
        painter.restore()

    def _image(self, index: int, region: Region, area: Rect, n: int) -> QImage:
        key = (id(region.mask), region.strength, area, n)
        kept = self._images.get(index)
        if kept is None or kept[0] != key:
            mask = self._levels[id(region.mask)][1].read(region.mask, area, n)
            kept = self._images[index] = key, _tinted(mask, region.strength, tint(index))
        return kept[1]


def _tinted(mask: Array, strength: float, colour: tuple[int, int, int]) -> QImage:
    """The film, with a firmer line along its edge."""
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8))
    share = mask.astype(np.float32) / 255 * np.float32(SHARE[0] + (SHARE[1] - SHARE[0]) * strength)
    share = np.maximum(share, (mask.astype(np.float32) - inner) / 255 * np.float32(EDGE))
    rgba = np.dstack([share * channel for channel in (*colour, 255)])
    return qimage(np.rint(rgba).astype(np.uint8), premultiplied=True)
