"""Rulers around the canvas, in document px, with a mark at the pointer; a guide is dragged out of them."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QWidget

from editor.document.document import Guide
from editor.ui.canvas import Canvas

THICKNESS = 20  # screen px
LEAST_GAP = 56.0  # screen px between two numbers
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 50000)


def step_for(scale: float) -> int:
    """Document px between two numbers at `scale` screen px per document px."""
    return next((s for s in STEPS if s * scale >= LEAST_GAP), STEPS[-1])


class Ruler(QWidget):
    """One ruler. While the view is turned it shows nothing, for there is no number to write."""

    def __init__(self, canvas: Canvas, vertical: bool) -> None:
        super().__init__()
        self._canvas, self._vertical = canvas, vertical
        self._mark: float | None = None
        self._dragging = False
        self.setObjectName("ruler")
        self.setFixedWidth(THICKNESS) if vertical else self.setFixedHeight(THICKNESS)
        canvas.view_changed.connect(self.update)
        canvas.cursor_moved.connect(self._pointed)

    def sizeHint(self) -> QSize:
        return QSize(THICKNESS, THICKNESS)

    def _pointed(self, x: float, y: float) -> None:
        sx, sy = self._canvas.view.to_screen(x, y)
        self._mark = sy if self._vertical else sx
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        line = palette.color(QPalette.ColorRole.WindowText)
        line.setAlpha(50)
        painter.setPen(QPen(line, 1))
        w, h = self.width(), self.height()
        painter.drawLine(QPointF(w - 0.5, 0), QPointF(w - 0.5, h)) if self._vertical else painter.drawLine(
            QPointF(0, h - 0.5), QPointF(w, h - 0.5))
        view = self._canvas.view
        if view.is_upright and self._canvas.workspace.session is not None:
            self._numbers(painter, view.scale)
        if self._mark is not None:
            self._pointer_mark(painter)

    def _numbers(self, painter: QPainter, scale: float) -> None:
        view = self._canvas.view
        length = self.height() if self._vertical else self.width()
        start, stop = (view.to_document(0, 0), view.to_document(length, length))
        first, last = (start[1], stop[1]) if self._vertical else (start[0], stop[0])
        step = step_for(scale)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        colour.setAlpha(150)
        painter.setPen(QPen(colour, 1))
        font = painter.font()
        font.setPixelSize(9)
        painter.setFont(font)
        for tick in range(floor(first / step) * 5, ceil(last / step) * 5 + 1):
            value = tick * step / 5
            at = view.to_screen(value, value)[1 if self._vertical else 0]
            self._tick(painter, round(at) + 0.5, f"{value:.0f}" if tick % 5 == 0 else "")

    def _tick(self, painter: QPainter, at: float, text: str) -> None:
        size = THICKNESS if text else 5
        if not self._vertical:
            painter.drawLine(QPointF(at, THICKNESS - size), QPointF(at, THICKNESS))
            painter.drawText(QRectF(at + 3, 1, LEAST_GAP, 12), Qt.AlignmentFlag.AlignLeft, text)
            return
        painter.drawLine(QPointF(THICKNESS - size, at), QPointF(THICKNESS, at))
        if text:
            painter.save()
            painter.translate(1, at - 3)
            painter.rotate(-90)
            painter.drawText(QRectF(0, 0, LEAST_GAP, 12), Qt.AlignmentFlag.AlignLeft, text)
            painter.restore()

    def _pointer_mark(self, painter: QPainter) -> None:
        assert self._mark is not None
        m, t = self._mark, float(THICKNESS)
        points = [(t, m), (t - 5, m - 4), (t - 5, m + 4)]
        if not self._vertical:
            points = [(y, x) for x, y in points]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        painter.drawPolygon(QPolygonF([QPointF(*p) for p in points]))

    # ---- a guide is dragged out

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging = event.button() == Qt.MouseButton.LeftButton
        self.setCursor(Qt.CursorShape.SplitHCursor if self._vertical else Qt.CursorShape.SplitVCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event, final=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag(event, final=True)
        self._dragging = False
        self.unsetCursor()

    def _drag(self, event: QMouseEvent, final: bool) -> None:
        session = self._canvas.workspace.session
        if not self._dragging or session is None:
            return
        at = self._canvas.mapFromGlobal(event.globalPosition())
        if not QRectF(self._canvas.rect()).contains(at):
            session.preview(None)
            return
        place = self._canvas.view.to_document(at.x(), at.y())[0 if self._vertical else 1]
        document = session.document.with_(guides=(*session.document.guides, Guide(self._vertical, round(place))))
        if final:
            session.commit("Guide", document)
        else:
            session.preview(document)
        self._canvas.update()


class Rulers(QWidget):
    """The canvas with a ruler above and one at its left."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._parts = (Ruler(canvas, vertical=False), Ruler(canvas, vertical=True), QWidget())
        self._parts[2].setFixedSize(THICKNESS, THICKNESS)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._parts[2], 0, 0)
        grid.addWidget(self._parts[0], 0, 1)
        grid.addWidget(self._parts[1], 1, 0)
        grid.addWidget(canvas, 1, 1)

    def set_shown(self, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)
