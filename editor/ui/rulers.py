"""Rulers around the canvas, in document px, with a mark at the pointer; a guide is dragged out of them."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGridLayout, QWidget

from editor.document.document import Guide
from editor.ui.canvas import Canvas

THICKNESS = 20  # screen px
MARK = 6  # screen px, what the pointer's mark takes on each side
LEAST_GAP = 56.0  # screen px between two numbers
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 50000)


def step_for(scale: float) -> int:
    """Document px between two numbers at `scale` screen px per document px."""
    return next((s for s in STEPS if s * scale >= LEAST_GAP), STEPS[-1])


class Ruler(QWidget):
    """One ruler. While the view is turned by another angle than a right one, there is no number to write."""

    def __init__(self, canvas: Canvas, vertical: bool) -> None:
        super().__init__()
        self._canvas, self._vertical = canvas, vertical
        self._mark: float | None = None
        self._scale: tuple[tuple[object, ...], QPixmap] = ((), QPixmap())  # what it was drawn for
        self._dragging = False
        self.setObjectName("ruler")
        self.setFixedWidth(THICKNESS) if vertical else self.setFixedHeight(THICKNESS)
        canvas.view_changed.connect(self.update)
        canvas.cursor_moved.connect(self._pointed)

    def sizeHint(self) -> QSize:
        return QSize(THICKNESS, THICKNESS)

    def _pointed(self, x: float, y: float) -> None:
        sx, sy = self._canvas.view.to_screen(x, y)
        for mark in (self._mark, sy if self._vertical else sx):
            if mark is not None:
                at = floor(mark) - MARK
                self.update(QRect(0, at, THICKNESS, 2 * MARK) if self._vertical else QRect(at, 0, 2 * MARK, THICKNESS))
        self._mark = sy if self._vertical else sx

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pointer moves more often than the view: the scale is kept as a picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture())
        if self._mark is not None:
            self._pointer_mark(painter)

    def _picture(self) -> QPixmap:
        view, palette = self._canvas.view, self.palette()
        has_document = self._canvas.workspace.session is not None
        key = (view, has_document, self.size(), self.devicePixelRatioF(), palette.cacheKey())
        if self._scale[0] != key:
            picture = QPixmap(self.size() * self.devicePixelRatioF())
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            picture.fill(palette.color(QPalette.ColorRole.Window))
            painter = QPainter(picture)
            self._edge(painter)
            axis = self._axis()
            if has_document and axis is not None:
                self._numbers(painter, *axis)
            painter.end()
            self._scale = key, picture
        return self._scale[1]

    def _edge(self, painter: QPainter) -> None:
        line = self.palette().color(QPalette.ColorRole.WindowText)
        line.setAlpha(50)
        w, h = self.width(), self.height()
        painter.fillRect(QRect(w - 1, 0, 1, h) if self._vertical else QRect(0, h - 1, w, 1), line)

    def _axis(self) -> tuple[float, float] | None:
        """(screen px per document px, negative when it runs backwards; where the document's 0 is); None when the
        view is turned by another angle than a right one."""
        view = self._canvas.view
        if view.angle % 90:
            return None
        m11, m12, m21, m22, dx, dy = view.matrix
        return (m12 or m22, dy) if self._vertical else (m11 or m21, dx)

    def _numbers(self, painter: QPainter, scale: float, origin: float) -> None:
        length = self.height() if self._vertical else self.width()
        first, last = sorted((-origin / scale, (length - origin) / scale))
        step = step_for(abs(scale))
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        colour.setAlpha(150)
        painter.setPen(QPen(colour, 1))
        font = painter.font()
        font.setPixelSize(9)
        painter.setFont(font)
        lines = []
        for tick in range(floor(first / step) * 5, ceil(last / step) * 5 + 1):
            at = round(origin + tick * step / 5 * scale) + 0.5
            start = THICKNESS - 5 if tick % 5 else 0
            lines.append(QLineF(start, at, THICKNESS, at) if self._vertical else QLineF(at, start, at, THICKNESS))
            if tick % 5 == 0:
                self._number(painter, at, f"{tick // 5 * step}")
        painter.drawLines(lines)

    def _number(self, painter: QPainter, at: float, text: str) -> None:
        if not self._vertical:
            painter.drawText(QPointF(at + 3, 9), text)
            return
        painter.save()
        painter.translate(9, at - 3)
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), text)
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
