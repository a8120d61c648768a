"""Marching ants: the outline of a selection in screen px, found again for every view, animated by its colour table."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from editor.document.geometry import Rect
from editor.document.pixels import Array, Pixels
from editor.ui.mips import MaskLevels, reduced
from editor.ui.viewport import View

DASH = 8  # screen px, one black and one white dash
CELL = 64  # device px, edge of the squares that are repainted when the ants march
INTERVAL_MS = 125


class Ants:
    """The outline in one view. `image` is indexed: 0 is clear, 1-8 run along the diagonal."""

    def __init__(self) -> None:
        self._mask = MaskLevels()
        self._key: tuple[int, View] | None = None
        self._held: Pixels | None = None  # keeps the id in the key from being given to another
        self._array: Array = np.zeros((1, 1), np.uint8)
        self._image = QImage()
        self._where = QRect()  # device px
        self._dpr = 1.0
        self.phase = 0
        self.region = QRegion()  # screen px: what has to be repainted when the phase changes

    def update(self, selection: Pixels | None, view: View) -> None:
        """Find the outline, unless selection and view are those of the last time."""
        if selection is None:
            self.clear()
            return
        if self._key == (id(selection), view):
            return
        self._key, self._held = (id(selection), view), selection
        self._trace(selection, view)

    def clear(self) -> None:
        self._key, self._held = None, None
        self._image, self.region = QImage(), QRegion()

    def march(self) -> None:
        self.phase = (self.phase + 1) % 8

    def draw(self, painter: QPainter) -> None:
        """Draw onto a painter in screen px."""
        if self._image.isNull():
            return
        self._image.setColorTable([0, *(_colour(i, self.phase) for i in range(8))])
        where = QRectF(self._where.x() / self._dpr, self._where.y() / self._dpr,
                       self._where.width() / self._dpr, self._where.height() / self._dpr)
        painter.drawImage(where, self._image)

    def _trace(self, selection: Pixels, view: View) -> None:
        """The mask is sampled from a level near the zoom, so that fine parts do not flicker."""
        from editor.ui.view_kernels import edges

        self._image, self.region = QImage(), QRegion()
        area = self._device_area(selection, view)
        if area.is_empty:
            return
        n = view.level
        seen = reduced(view.visible.grown(1 << n).intersect(Rect(0, 0, view.width, view.height)), n)
        mask = self._mask.read(selection, seen, n)
        i11, i12, i21, i22, dx, dy = view.inverse
        per = 1.0 / (view.dpr * (1 << n))  # level px for a unit of the inverse, from device px
        left, top = area.x * per, area.y * per
        self._array = np.zeros((area.h, -(-area.w // 4) * 4), np.uint8)
        cells = np.zeros((-(-area.h // CELL), -(-self._array.shape[1] // CELL)), np.bool_)
        found = edges(mask, i11 * per, i12 * per, i21 * per, i22 * per,
                      i11 * left + i21 * top + dx / (1 << n) - seen.x, i12 * left + i22 * top + dy / (1 << n) - seen.y,
                      max(4, round(DASH * view.dpr)), CELL, self._array, cells)
        if not found:
            return
        h, w = self._array.shape
        self._image = QImage(self._array.data, w, h, w, QImage.Format.Format_Indexed8)
        self._where, self._dpr = QRect(area.x, area.y, w, h), view.dpr
        self.region = _region(cells, area, view.dpr)

    @staticmethod
    def _device_area(selection: Pixels, view: View) -> Rect:
        """The device px that the selection can have an edge in, inside the window."""
        whole = Rect(0, 0, view.width, view.height)
        bounds = whole if selection.fill else selection.bounds.intersect(whole)
        if bounds.is_empty:
            return bounds
        x0, y0, x1, y1 = view.rect_to_screen(bounds.x, bounds.y, bounds.w, bounds.h)
        hull = Rect.hull(x0 * view.dpr, y0 * view.dpr, x1 * view.dpr, y1 * view.dpr).grown(2)
        return hull.intersect(Rect(0, 0, round(view.view_w * view.dpr), round(view.view_h * view.dpr)))


def _colour(i: int, phase: int) -> int:
    return QColor(0, 0, 0).rgba() if (i + 8 - phase) % 8 < 4 else QColor(255, 255, 255).rgba()


def _region(cells: Array, area: Rect, dpr: float) -> QRegion:
    """The marked cells, joined along rows, in screen px."""
    region = QRegion()
    for row, marks in enumerate(cells):
        edges_at = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
        for start, stop in zip(edges_at[::2].tolist(), edges_at[1::2].tolist(), strict=True):
            box = QRectF((area.x + start * CELL) / dpr, (area.y + row * CELL) / dpr,
                         (stop - start) * CELL / dpr, CELL / dpr)
            region += box.toAlignedRect()
    return region
