"""The circle of a brush under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

SMALLEST = 5.0  # screen px of diameter; a cross stands for smaller brushes
MARGIN = 4  # screen px around the circle for its pens
LARGEST = 2000  # device px; a larger outline is drawn each time, not kept


class BrushOutline:
    """Drawn once for a size and kept as a picture: stroking a circle of 500 px takes thirty times as long as that."""

    def __init__(self) -> None:
        self._key: tuple[float, float, float] | None = None
        self._picture = QPixmap()

    @staticmethod
    def bounds(at: QPointF, diameter: float) -> QRectF:
        """Where it draws around `at`; `diameter` in screen px."""
        r = max(diameter / 2, 6.0) + MARGIN + 1
        return QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)

    def draw(self, painter: QPainter, at: QPointF, diameter: float, hardness: float) -> None:
        """A circle at the brush's size; for a soft brush (`hardness` 0-1) a faint one where it begins to fall off."""
        dpr = painter.device().devicePixelRatioF()
        edge = 2 * (int(max(diameter / 2, 6.0)) + MARGIN)
        if edge * dpr > LARGEST:
            _draw(painter, at, diameter, hardness)
            return
        if self._key != (diameter, hardness, dpr):
            self._key = diameter, hardness, dpr
            self._picture = QPixmap(round(edge * dpr), round(edge * dpr))
            self._picture.setDevicePixelRatio(dpr)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            _draw(inner, QPointF(edge / 2, edge / 2), diameter, hardness)
            inner.end()
        corner = QPointF(round((at.x() - edge / 2) * dpr) / dpr, round((at.y() - edge / 2) * dpr) / dpr)
        painter.drawPixmap(corner, self._picture)


def _draw(painter: QPainter, at: QPointF, diameter: float, hardness: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if diameter < SMALLEST:
        for colour, width in ((QColor(0, 0, 0, 170), 3.0), (QColor(255, 255, 255), 1.0)):
            painter.setPen(QPen(colour, width))
            for dx, dy in ((0, -1), (0, 1), (-1, 0), (1, 0)):
                painter.drawLine(at + QPointF(3 * dx, 3 * dy), at + QPointF(6 * dx, 6 * dy))
        return
    r = diameter / 2
    painter.setPen(QPen(QColor(0, 0, 0, 150), 2.6))
    painter.drawEllipse(at, r, r)
    painter.setPen(QPen(QColor(255, 255, 255, 235), 1.1))
    painter.drawEllipse(at, r, r)
    if 0.05 < hardness < 0.95 and diameter * hardness > 12:
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1.0, Qt.PenStyle.DotLine))
        painter.drawEllipse(at, r * hardness, r * hardness)
