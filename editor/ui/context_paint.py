"""Draws what a masked operation would see: its crop and working size, the zones of the mask, what it starts from."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette, QPen

from editor.document.geometry import Rect
from editor.foresight import BLEND, FEATHER, GROW, SELECTION, SOURCE, Scope
from editor.text import tr
from editor.ui.overlays import pill, transform
from editor.ui.viewport import View

INSET_PX, SMALLEST_PX, GAP_PX = 84.0, 40.0, 8.0
INSET_GROUND, INSET_STRIP = QColor(28, 28, 30), QColor(0, 0, 0, 165)
UNSEEN = QColor(0, 0, 0, 120)  # over what a model does not see
Inset = tuple[str, QImage, bool]  # a text, translated, a picture, and whether the one that is meant is on its way


def box_text(found: Scope) -> str:
    """ "812 × 640 px", and the sizes that a model works at."""
    text = f"{found.rect.w} × {found.rect.h} px"
    return text + "".join(f"  →  {w} × {h}" for w, h in found.sizes)


def draw_box(painter: QPainter, view: View, found: Scope, palette: QPalette) -> None:
    """The crop: a thin dashed frame that shows on dark and on light, with its sizes above it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _outline(view, found.rect)
    painter.strokePath(path, QPen(QColor(0, 0, 0, 110), 2.0))
    pen = QPen(QColor(255, 255, 255, 215), 1.0)
    pen.setDashPattern([6.0, 5.0])
    painter.strokePath(path, pen)
    box = path.boundingRect()
    height = QFontMetricsF(painter.font()).height() + 8
    above = box.top() - height - 4
    at = QPointF(box.left(), above) if above > 4 else QPointF(box.left() + 6, max(box.top(), 0.0) + 6)
    painter.setOpacity(0.86)
    pill(painter, at, box_text(found), palette)
    painter.setOpacity(1.0)


def draw_seen(painter: QPainter, view: View, found: Scope, start: QImage | None, tints: QImage | None) -> None:
    """The pre-fill and the zones over it; the rest of the picture steps back."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QPainterPath()
    around.addRect(QRectF(0, 0, view.view_w, view.view_h))
    painter.fillPath(around.subtracted(_outline(view, found.rect)), UNSEEN)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(transform(view), True)
    target = QRectF(found.rect.x, found.rect.y, found.rect.w, found.rect.h)
    for image in (start, tints):
        if image is not None:
            painter.drawImage(target, image)
    painter.restore()


def draw_insets(
    painter: QPainter, view: View, found: Scope, insets: tuple[Inset, ...], turn: float, palette: QPalette
) -> None:
    """Control maps and reference pictures, small, along the bottom of the crop. One that is on its way has a mark that
    turns, `turn` 0-1 of once around."""
    box = _visible(view, found.rect)
    room = (box.width() - GAP_PX) / max(len(insets), 1) - GAP_PX
    edge, x = max(min(INSET_PX, room), SMALLEST_PX), box.left() + GAP_PX
    font = QFont(painter.font())
    font.setPixelSize(max(round(QFontInfo(font).pixelSize() * 0.85), 9))
    painter.save()
    painter.setFont(font)
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
    for text, image, waits in insets:
        area = _draw_inset(painter, QPointF(x, box.bottom() - GAP_PX), edge, (text, image, waits), turn)
        x = area.right() + GAP_PX
    painter.restore()


def _draw_inset(painter: QPainter, corner: QPointF, edge: float, inset: Inset, turn: float) -> QRectF:
    """Its place: above and right of `corner`, at most `edge` px long, named on a strip along its bottom."""
    text, image, waits = inset
    scale = edge / max(image.width(), image.height(), 1)
    area = QRectF(corner.x(), 0, max(image.width() * scale, 0.6 * edge), max(image.height() * scale, 0.6 * edge))
    area.moveBottom(corner.y())
    path = QPainterPath()
    path.addRoundedRect(area, 5, 5)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(area, INSET_GROUND)
    shown = QRectF(0, 0, image.width() * scale, image.height() * scale)
    shown.moveCenter(area.center())
    painter.drawImage(shown, image)
    if waits:
        _draw_waiting(painter, area, turn)
    metrics = QFontMetricsF(painter.font())
    strip = QRectF(area.left(), area.bottom() - metrics.height() - 3, area.width(), metrics.height() + 3)
    painter.fillRect(strip, INSET_STRIP)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter,
                     metrics.elidedText(text, Qt.TextElideMode.ElideRight, strip.width() - 6))
    painter.restore()
    painter.strokePath(path, QPen(QColor(255, 255, 255, 220), 1.5))
    return area


def _draw_waiting(painter: QPainter, area: QRectF, turn: float) -> None:
    painter.fillRect(area, UNSEEN)
    edge = min(22.0, 0.5 * min(area.width(), area.height()))
    ring = QRectF(0, 0, edge, edge)
    ring.moveCenter(area.center())
    painter.setPen(QPen(QColor(255, 255, 255, 70), 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(255, 255, 255, 235), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(ring, round(-turn * 360 * 16), 90 * 16)


def draw_legend(painter: QPainter, view: View, found: Scope, notes: tuple[str, ...], palette: QPalette) -> None:
    """The tints by name with their widths, and what else there is to say, on a plate in the corner of the canvas."""
    widths = found.widths
    if widths is None:
        return
    rows: list[tuple[tuple[int, int, int] | None, str]] = [(SELECTION, tr("Selection, at full strength"))]
    if widths.grow:
        rows.append((GROW, tr("Grown by {n} px", n=round(widths.grow))))
    if widths.feather:
        rows.append((FEATHER, tr("Fades over {n} px", n=round(widths.feather))))
    rows.append((BLEND, tr("Blended over {n} px on the way back", n=round(widths.blend))))
    if found.sampled:
        rows.append((SOURCE, tr("May be copied")))
    rows += [(None, note) for note in notes]
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 5
    width = max(metrics.horizontalAdvance(text) for _, text in rows) + 42
    plate = QRectF(view.view_w - width - 12, view.view_h - line * len(rows) - 26, width, line * len(rows) + 14)
    colour = QColor(palette.toolTipBase().color())
    colour.setAlpha(238)
    painter.setPen(QPen(QColor(128, 128, 128, 90), 1.0))
    painter.setBrush(colour)
    painter.drawRoundedRect(plate, 8, 8)
    y = plate.top() + 7
    for tint, text in rows:
        if tint is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(*tint))
            painter.drawRoundedRect(QRectF(plate.left() + 12, y + (line - 11) / 2, 11, 11), 3, 3)
        painter.setPen(palette.toolTipText().color())
        painter.drawText(QRectF(plate.left() + 32, y, width - 40, line), Qt.AlignmentFlag.AlignVCenter, text)
        y += line


def _outline(view: View, rect: Rect) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(rect.x, rect.y, rect.w, rect.h))
    return transform(view).map(path)


def _visible(view: View, rect: Rect) -> QRectF:
    return _outline(view, rect).boundingRect().intersected(QRectF(0, 0, view.view_w, view.view_h))
