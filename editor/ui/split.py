"""Before and after side by side: left of a line that can be dragged the picture as it was, right of it as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from editor.document.compose import Compositor
from editor.document.document import Document
from editor.session import Session
from editor.text import tr
from editor.ui.canvas_paint import draw_picture, visible_level
from editor.ui.mips import Pyramid
from editor.ui.viewport import View

GRIP_PX = 7.0  # of the line to either side
KNOB_PX = 11.0
LEAST = 0.02  # of the canvas left on either side
BUDGET_S = 0.030


def before(session: Session) -> Document | None:
    """What to compare with: beside a result that nobody has accepted the document, else the document as it was opened.
    None where its size is another one, or where nothing changed."""
    found = session.document if session.front is not None else session.history.states[0].document
    shown = session.shown
    return found if found is not shown and found.rect == shown.rect else None


class Split:
    """`share` is where the line stands, 0-1 of the canvas from its left."""

    def __init__(self) -> None:
        self.is_on = False
        self.share = 0.5
        self.held = False
        self._pyramid: Pyramid | None = None
        self._compositor: Compositor | None = None

    def toggle(self) -> None:
        self.is_on = not self.is_on
        self.held = False
        if not self.is_on:
            self._pyramid = None

    def is_near(self, at: QPointF, width: int) -> bool:
        return self.is_on and abs(at.x() - self.share * width) <= GRIP_PX

    def drag(self, at: QPointF, width: int) -> None:
        self.share = min(max(at.x() / max(width, 1), LEAST), 1 - LEAST)

    def draw(self, painter: QPainter, view: View, session: Session, accent: QColor) -> bool:
        """Over the picture as it is. False while a part is still to be rendered: paint again soon."""
        area = painter.viewport()
        line = round(self.share * area.width())
        document = before(session)
        whole = document is None or self._draw_before(painter, view, document, QRectF(0, 0, line, area.height()))
        self._draw_line(painter, line, area.height(), accent)
        self._label(painter, tr("Before") if document is not None else tr("Nothing to compare"), line, left=True)
        if document is not None:
            self._label(painter, tr("After"), line, left=False)
        return whole

    def _draw_before(self, painter: QPainter, view: View, document: Document, left: QRectF) -> bool:
        if self._pyramid is None or not self._pyramid.fits(document):
            self._compositor = self._compositor or Compositor()
            self._pyramid = Pyramid(document, self._compositor)
        elif self._pyramid.document is not document:
            self._pyramid.touch(document, document.rect)
        n, area = visible_level(view, self._pyramid)
        whole = self._pyramid.ensure(n, area, BUDGET_S)
        painter.save()
        painter.setClipRect(left)
        draw_picture(painter, view, self._pyramid)
        painter.restore()
        return whole

    def _draw_line(self, painter: QPainter, x: int, height: int, accent: QColor) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((QColor(0, 0, 0, 120), 4.0), (QColor(255, 255, 255), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
        middle = QPointF(x, height / 2)
        painter.setPen(QPen(QColor(255, 255, 255), 2.0))
        painter.setBrush(accent)
        painter.drawEllipse(middle, KNOB_PX, KNOB_PX)
        for side in (-1, 1):
            tip = middle + QPointF(side * 6.0, 0)
            painter.drawPolyline([tip + QPointF(-side * 3.0, -3.5), tip, tip + QPointF(-side * 3.0, 3.5)])
        painter.restore()

    def _label(self, painter: QPainter, text: str, x: int, left: bool) -> None:
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(text) + 16
        box = QRectF(x - 10 - width if left else x + 10, 12, width, metrics.height() + 6)
        if left and box.left() < 2:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
