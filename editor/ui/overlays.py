"""What lies over the picture: the shapes of a tool, masks, guides, results and jobs in place.

Functions that draw onto a painter in screen px; the geometry comes from the View, colours from the palette.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette, QPen, QPolygonF, QTransform

from editor.document.document import Guide
from editor.document.geometry import Rect
from editor.document.pixels import Array, Pixels
from editor.tools.overlay import Dot, Ellipse, Handle, Label, Path, Shade, Shape
from editor.ui.mips import MaskLevels, reduced
from editor.ui.viewport import View

MASK_TINT = (230, 40, 50)  # red, as rubylith film
MASK_OPACITY = 0.5
HANDLE = 9.0  # screen px
DOT = 6.5  # screen px, the radius of a clicked place
PLUS, MINUS = QColor(22, 140, 70), QColor(200, 45, 55)
GUIDE = QColor(0, 190, 230)


@dataclass(frozen=True, eq=False)
class JobPreview:
    """A job shown where its result will be. `image` holds its latest preview; `fraction` None is "unknown"."""

    rect: Rect
    image: QImage | None = None
    fraction: float | None = None
    text: str = ""


def transform(view: View) -> QTransform:
    m11, m12, m21, m22, dx, dy = view.matrix
    return QTransform(m11, m12, m21, m22, dx, dy)


# ---- shapes of tools


def draw_shapes(painter: QPainter, view: View, shapes: tuple[Shape, ...], palette: QPalette, phase: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        if isinstance(shape, Path):
            _stroke(painter, _path(view, shape), shape.style, palette, phase)
        elif isinstance(shape, Ellipse):
            _stroke(painter, _ellipse(view, shape), shape.style, palette, phase)
        elif isinstance(shape, Handle):
            _handle(painter, QPointF(*view.to_screen(shape.x, shape.y)), shape.hot, palette)
        elif isinstance(shape, Shade):
            _shade(painter, view, shape)
        elif isinstance(shape, Dot):
            _dot(painter, QPointF(*view.to_screen(shape.x, shape.y)), shape.plus)
        else:
            pill(painter, QPointF(*view.to_screen(shape.x, shape.y)) + QPointF(14, 14), shape.text, palette)


def shapes_bounds(view: View, shapes: tuple[Shape, ...], palette_font: QFontMetricsF) -> QRectF:
    """Where the shapes draw, screen px, with room for their pens."""
    total = QRectF()
    for shape in shapes:
        if isinstance(shape, Shade):
            return QRectF(0, 0, view.view_w, view.view_h)
        if isinstance(shape, Path):
            box = _path(view, shape).boundingRect()
        elif isinstance(shape, Ellipse):
            box = _ellipse(view, shape).boundingRect()
        else:
            point = QPointF(*view.to_screen(shape.x, shape.y))
            box = QRectF(point.x(), point.y(), 0.5, 0.5)
            if isinstance(shape, Label):
                box.setSize(box.size().expandedTo(palette_font.size(0, shape.text)))
                box.adjust(0, 0, 34, 30)
        # a level line has no height, and an empty rectangle would be lost in the union
        total = total.united(box.adjusted(-HANDLE, -HANDLE, HANDLE, HANDLE))
    return total


def _path(view: View, shape: Path) -> QPainterPath:
    path = QPainterPath()
    if shape.points:
        path.addPolygon(QPolygonF([QPointF(*view.to_screen(x, y)) for x, y in shape.points]))
        if shape.closed:
            path.closeSubpath()
    return path


def _ellipse(view: View, shape: Ellipse) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(shape.x, shape.y, shape.w, shape.h).normalized())
    return transform(view).map(path)


def _stroke(painter: QPainter, path: QPainterPath, style: str, palette: QPalette, phase: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style == "ants":
        painter.strokePath(path, QPen(QColor(255, 255, 255), 1.0))
        pen = QPen(QColor(0, 0, 0), 1.0)
        pen.setDashPattern([4.0, 4.0])
        pen.setDashOffset(-phase)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, pen)
    else:
        solid = style == "solid"
        painter.strokePath(path, QPen(QColor(0, 0, 0, 130 if solid else 80), 3.0 if solid else 2.0))
        colour = palette.highlight().color() if solid else QColor(255, 255, 255, 220)
        painter.strokePath(path, QPen(colour, 1.4 if solid else 1.0))


def _handle(painter: QPainter, at: QPointF, hot: bool, palette: QPalette) -> None:
    edge = HANDLE + 2 if hot else HANDLE
    box = QRectF(at.x() - edge / 2, at.y() - edge / 2, edge, edge)
    painter.setPen(QPen(palette.highlight().color() if not hot else QColor(255, 255, 255), 1.4))
    painter.setBrush(palette.highlight() if hot else QColor(255, 255, 255))
    painter.drawRoundedRect(box, 2, 2)


def _dot(painter: QPainter, at: QPointF, plus: bool) -> None:
    painter.setPen(QPen(QColor(255, 255, 255), 1.6))
    painter.setBrush(PLUS if plus else MINUS)
    painter.drawEllipse(at, DOT, DOT)
    painter.drawLine(at - QPointF(DOT / 2, 0), at + QPointF(DOT / 2, 0))
    if plus:
        painter.drawLine(at - QPointF(0, DOT / 2), at + QPointF(0, DOT / 2))


def _shade(painter: QPainter, view: View, shape: Shade) -> None:
    inner, outer = QPainterPath(), QPainterPath()
    inner.addRect(QRectF(shape.x, shape.y, shape.w, shape.h).normalized())
    outer.addRect(QRectF(0, 0, view.view_w, view.view_h))
    painter.fillPath(outer.subtracted(transform(view).map(inner)), QColor(0, 0, 0, 140))


def pill(painter: QPainter, at: QPointF, text: str, palette: QPalette) -> QRectF:
    """A short text on a rounded plate whose top left corner is `at`, kept inside the window; its box."""
    size = QFontMetricsF(painter.font()).size(0, text)
    box = QRectF(at.x(), at.y(), size.width() + 16, size.height() + 8)
    window = QRectF(painter.window())
    box.moveLeft(min(max(box.left(), window.left() + 4), window.right() - box.width() - 4))
    box.moveTop(min(max(box.top(), window.top() + 4), window.bottom() - box.height() - 4))
    plate = QColor(palette.toolTipBase().color())
    plate.setAlpha(235)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(palette.toolTipText().color())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box


# ---- masks


class MaskTint:
    """A mask as a red film over what it hides, or as a grey picture. Remembers the last view's image."""

    def __init__(self) -> None:
        self._levels = MaskLevels()
        self._key: object = None
        self._held: Pixels | None = None
        self._array: Array = np.zeros((1, 1, 4), np.uint8)
        self._image = QImage()

    def draw(self, painter: QPainter, view: View, mask: Pixels, offset: tuple[int, int], alone: bool) -> None:
        """`offset` is the mask's origin in document px."""
        n = view.level
        seen = view.visible
        if seen.is_empty:
            return
        area = reduced(seen.grown(1 << n).intersect(Rect(0, 0, view.width, view.height)), n)
        key = (id(mask), area, n, offset, alone)
        if key != self._key:
            self._key, self._held = key, mask
            self._build(self._levels.read(mask, area.moved(-(offset[0] >> n), -(offset[1] >> n)), n), alone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.zoom < 2)
        painter.setTransform(transform(view), True)
        edge = float(1 << n)
        painter.drawImage(QRectF(area.x * edge, area.y * edge, area.w * edge, area.h * edge), self._image)
        painter.restore()

    def _build(self, mask: Array, alone: bool) -> None:
        h, w = mask.shape
        self._array = np.empty((h, w, 4), np.uint8)
        if alone:
            self._array[..., :3] = mask[..., None]
            self._array[..., 3] = 255
        else:
            hidden = 255 - mask
            for channel, value in enumerate((*MASK_TINT[::-1], 255)):
                table = (np.arange(256) * (MASK_OPACITY * value / 255) + 0.5).astype(np.uint8)
                self._array[..., channel] = table[hidden]
        self._image = QImage(self._array.data, w, h, w * 4, QImage.Format.Format_ARGB32_Premultiplied)


# ---- guides, results, jobs


def draw_guides(painter: QPainter, view: View, guides: tuple[Guide, ...]) -> None:
    painter.setPen(QPen(GUIDE, 1.0))
    reach = 2.0 * max(view.width, view.height) + 2 * max(view.view_w, view.view_h) / view.scale
    for guide in guides:
        ends = ((guide.position, -reach), (guide.position, reach))
        if not guide.vertical:
            ends = ((-reach, guide.position), (reach, guide.position))
        painter.drawLine(QPointF(*view.to_screen(*ends[0])), QPointF(*view.to_screen(*ends[1])))


def draw_pixel_grid(painter: QPainter, view: View) -> None:
    """Lines between document px, in grey that shows on dark and on light."""
    seen = view.visible
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, view.angle % 90 != 0)
    painter.setPen(QPen(QColor(128, 128, 128, 96), 1.0))
    for x in range(seen.x, seen.right + 1):
        painter.drawLine(QPointF(*view.to_screen(x, seen.y)), QPointF(*view.to_screen(x, seen.bottom)))
    for y in range(seen.y, seen.bottom + 1):
        painter.drawLine(QPointF(*view.to_screen(seen.x, y)), QPointF(*view.to_screen(seen.right, y)))


def draw_staged_box(painter: QPainter, view: View, rect: Rect, text: str, palette: QPalette) -> None:
    """A frame around a result that nobody has accepted yet."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _path(view, _outline(rect))
    painter.strokePath(path, QPen(QColor(0, 0, 0, 120), 3.0))
    pen = QPen(palette.highlight().color(), 1.6)
    pen.setDashPattern([5.0, 3.0])
    painter.strokePath(path, pen)
    if text:
        box = path.boundingRect()
        pill(painter, QPointF(box.left() + 6, box.top() + 6), text, palette)


def draw_job(painter: QPainter, view: View, job: JobPreview, palette: QPalette) -> None:
    """The preview in its place, framed, with a bar and the name of the stage."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = job.rect
    if job.image is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(transform(view), True)
        painter.drawImage(QRectF(rect.x, rect.y, rect.w, rect.h), job.image)
        painter.restore()
    path = _path(view, _outline(rect))
    painter.strokePath(path, QPen(QColor(0, 0, 0, 120), 3.0))
    painter.strokePath(path, QPen(palette.highlight().color(), 1.4))
    box = path.boundingRect().intersected(QRectF(0, 0, view.view_w, view.view_h))
    if box.width() < 12 or box.height() < 12:
        return
    width = min(box.width() - 12, 320.0)
    bar = QRectF(box.center().x() - width / 2, box.bottom() - 14, width, 6)
    if job.text:
        size = QFontMetricsF(painter.font()).size(0, job.text)
        at = QPointF(box.center().x() - size.width() / 2 - 8, bar.top() - size.height() - 14)
        pill(painter, at, job.text, palette)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(bar.adjusted(-2, -2, 2, 2), 5, 5)
    painter.setBrush(palette.highlight())
    done = 1.0 if job.fraction is None else min(max(job.fraction, 0.0), 1.0)
    painter.setOpacity(0.45 if job.fraction is None else 1.0)
    painter.drawRoundedRect(QRectF(bar.x(), bar.y(), max(bar.width() * done, 6.0), bar.height()), 3, 3)
    painter.setOpacity(1.0)


def box_bounds(view: View, rect: Rect) -> QRect:
    """Screen px a frame around `rect` draws in, plates included."""
    x0, y0, x1, y1 = view.rect_to_screen(rect.x, rect.y, rect.w, rect.h)
    window = QRectF(0, 0, view.view_w, view.view_h)
    box = QRectF(x0, y0, max(x1 - x0, 1), max(y1 - y0, 1)).adjusted(-180, -44, 180, 44)
    return box.intersected(window).toAlignedRect()


def _outline(rect: Rect) -> Path:
    return Path(((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)),
                closed=True, style="solid")
