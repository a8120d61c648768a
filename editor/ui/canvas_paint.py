"""Drawing the picture: backdrop, mips under the view's transform, and the area-filtered image of an idle frame."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QPolygonF, QRegion

from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.ui.mips import Pyramid, block_rect, blocks, reduced
from editor.ui.overlays import transform
from editor.ui.viewport import View

CHECK = 8  # screen px, edge of a square
SHADOW = 5  # rings
BAND = 64  # device px, rows refined at once
NEAREST_FROM = 2.0  # zoom


@dataclass(frozen=True)
class Colours:
    """What the canvas paints by itself; the theme may set others (`Canvas.colours`)."""

    surround: QColor
    check_a: QColor
    check_b: QColor
    edge: QColor

    @staticmethod
    def of(window: QColor) -> Colours:
        """For a palette whose window colour is `window`: dark squares on a dark theme, light on a light one."""
        if window.lightness() < 128:
            return Colours(window.darker(125), QColor(88, 88, 90), QColor(68, 68, 70), QColor(0, 0, 0, 160))
        return Colours(window.darker(112), QColor(255, 255, 255), QColor(214, 214, 216), QColor(0, 0, 0, 70))


def checker_brush(colours: Colours) -> QBrush:
    pixmap = QPixmap(2 * CHECK, 2 * CHECK)
    pixmap.fill(colours.check_a)
    painter = QPainter(pixmap)
    painter.fillRect(CHECK, 0, CHECK, CHECK, colours.check_b)
    painter.fillRect(0, CHECK, CHECK, CHECK, colours.check_b)
    painter.end()
    return QBrush(pixmap)


def outline(view: View) -> QPolygonF:
    w, h = view.width, view.height
    return QPolygonF([QPointF(*view.to_screen(*p)) for p in ((0, 0), (w, 0), (w, h), (0, h))])


def draw_backdrop(painter: QPainter, view: View, exposed: QRect, colours: Colours, checker: QBrush,
                  is_opaque: bool) -> None:
    """The surround with the document's shadow, and squares where the document may be transparent."""
    polygon = outline(view)
    inside = _inside(view, exposed)
    if inside and is_opaque:
        return
    if not inside:
        painter.fillRect(exposed, colours.surround)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, view.angle % 90 != 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(SHADOW, 0, -1):
            painter.setPen(QPen(QColor(0, 0, 0, 12), 3.0 * ring, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolygon(polygon.translated(0, 1.5))
        painter.setPen(QPen(colours.edge, 2.0))
        painter.drawPolygon(polygon)
    painter.setBrushOrigin(polygon.at(0).toPoint())
    if view.angle % 90 == 0:
        painter.fillRect(polygon.boundingRect().toRect().intersected(exposed), checker)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(checker)
        painter.drawPolygon(polygon)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _inside(view: View, exposed: QRect) -> bool:
    """Nothing but the document lies in the exposed rectangle."""
    corners = ((exposed.left() - 1, exposed.top() - 1), (exposed.right() + 2, exposed.top() - 1),
               (exposed.left() - 1, exposed.bottom() + 2), (exposed.right() + 2, exposed.bottom() + 2))
    points = [view.to_document(*corner) for corner in corners]
    return all(0 <= x <= view.width and 0 <= y <= view.height for x, y in points)


def visible_level(view: View, pyramid: Pyramid) -> tuple[int, Rect]:
    """The level to draw from and what of it can be seen, level px."""
    n = pyramid.level_for(view.level)
    return n, reduced(view.visible, n).grown(1).intersect(pyramid.levels[n].rect)


def draw_picture(painter: QPainter, view: View, pyramid: Pyramid) -> None:
    """All that is visible, always with the same geometry, so that a part repainted alone fits without a seam."""
    n, area = visible_level(view, pyramid)
    if area.is_empty:
        return
    level = pyramid.levels[n]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.zoom < NEAREST_FROM and view.zoom != 1.0)
    painter.setTransform(transform(view), True)
    missing = [b for b in blocks(area) if b not in level.filled]
    if view.angle % 90 == 0:
        painter.setClipRect(QRectF(0, 0, view.width, view.height), Qt.ClipOperation.IntersectClip)
    else:  # a turned clip has jagged edges; smoothed ones would show between blocks
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not missing)
    painter.scale(1 << n, 1 << n)
    if missing:
        _draw_by_block(painter, pyramid, n, area, set(missing))
    else:
        box = QRectF(area.x, area.y, area.w, area.h)
        painter.drawImage(box, level.image, box)
    painter.restore()


def _draw_by_block(painter: QPainter, pyramid: Pyramid, n: int, area: Rect, missing: set[tuple[int, int]]) -> None:
    """What is there, and for the rest what another level has."""
    level = pyramid.levels[n]
    for block in blocks(area):
        part = block_rect(block).intersect(level.rect)
        target = QRectF(part.x, part.y, part.w, part.h)
        if block not in missing:
            painter.drawImage(target, level.image, target)
            continue
        found = pyramid.stand_in(n, block)
        if found is not None:
            other, where = found
            painter.drawImage(target, pyramid.levels[other].image, QRectF(where.x, where.y, where.w, where.h))


@dataclass(eq=False)
class Refined:
    """The visible picture through an area filter, built a band at a time while nothing happens."""

    view: View | None = None
    array: Array = field(default_factory=lambda: np.zeros((1, 1, 4), np.uint8))
    image: QImage = field(default_factory=QImage)
    x: int = 0  # device px
    y: int = 0
    done: int = 0  # rows
    valid: QRegion = field(default_factory=QRegion)  # screen px

    @staticmethod
    def helps(view: View) -> bool:
        """Powers of two are area-filtered already, and a turned view is not filtered."""
        return view.is_upright and view.zoom < 1.0 and view.zoom * (1 << view.level) != 1.0

    def covers(self, view: View, exposed: QRect) -> bool:
        return self.view == view and self.valid.contains(exposed) and QRegion(exposed).subtracted(self.valid).isEmpty()

    def drop(self, area: QRect | None = None) -> None:
        """Forget what was refined in `area` (screen px), or everything."""
        if area is None:
            self.view, self.done, self.valid = None, 0, QRegion()
        else:
            self.valid = self.valid.subtracted(QRegion(area.adjusted(-2, -2, 2, 2)))
            self.done = 0

    def is_done(self, view: View) -> bool:
        return self.view == view and self.done >= self.array.shape[0]

    def step(self, view: View, pyramid: Pyramid) -> QRect:
        """Refine the next band; where it lies, screen px."""
        from editor.ui.view_kernels import area_rows

        if self.view != view:
            self._begin(view)
        n = pyramid.level_for(view.level)
        _, _, _, _, dx, dy = view.matrix
        rows = slice(self.done, min(self.done + BAND, self.array.shape[0]))
        area_rows(pyramid.levels[n].array, view.zoom * (1 << n), round(dx * view.dpr), round(dy * view.dpr),
                  self.x, self.y + self.done, self.array[rows])
        box = QRectF(self.x / view.dpr, (self.y + rows.start) / view.dpr,
                     self.array.shape[1] / view.dpr, (rows.stop - rows.start) / view.dpr)
        self.done = rows.stop
        whole = QRect()
        whole.setCoords(*_inner(box))
        self.valid = self.valid.united(QRegion(whole))
        return box.toAlignedRect()

    def draw(self, painter: QPainter, view: View) -> None:
        h, w = self.array.shape[:2]
        painter.save()
        painter.setClipRegion(self.valid, Qt.ClipOperation.IntersectClip)
        painter.drawImage(QRectF(self.x / view.dpr, self.y / view.dpr, w / view.dpr, h / view.dpr), self.image)
        painter.restore()

    def _begin(self, view: View) -> None:
        x0, y0, x1, y1 = view.rect_to_screen(0, 0, view.width, view.height)
        window = Rect(0, 0, round(view.view_w * view.dpr), round(view.view_h * view.dpr))
        left, top = round(x0 * view.dpr), round(y0 * view.dpr)
        right, bottom = int(x1 * view.dpr), int(y1 * view.dpr)
        area = Rect(left, top, max(right - left, 1), max(bottom - top, 1)).intersect(window)
        area = area if area.area else Rect(0, 0, 1, 1)
        self.x, self.y, self.done, self.valid = area.x, area.y, 0, QRegion()
        if self.array.shape[:2] != (area.h, area.w):
            self.array = np.zeros((area.h, area.w, 4), np.uint8)
            self.image = QImage(self.array.data, area.w, area.h, area.w * 4, QImage.Format.Format_ARGB32_Premultiplied)
        self.view = view


def _inner(box: QRectF) -> tuple[int, int, int, int]:
    """The whole px inside: left, top, right, bottom as QRect.setCoords takes them (inclusive)."""
    return (int(np.ceil(box.left() - 1e-6)), int(np.ceil(box.top() - 1e-6)),
            int(np.floor(box.right() + 1e-6)) - 1, int(np.floor(box.bottom() + 1e-6)) - 1)
