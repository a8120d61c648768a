"""The navigator: the whole picture small, with a frame around what the canvas shows, and the zoom."""

from __future__ import annotations

from math import exp2, log2

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from editor.document.plan import TileFacts
from editor.document.thumbnail import thumbnail
from editor.session import Session
from editor.text import tr
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import Thumbnails, caption, draw_thumbnail, fitted, row, tool_button
from editor.ui.viewport import MAX_ZOOM, MIN_ZOOM, View

EDGE_PX = 480
REDUCED_BYTES = 32 << 20  # of tiles at the size of the small picture
STEPS = 40  # of the slider, for each doubling of the zoom


class Overview(QWidget):
    """Press or drag to move the view there; the wheel zooms."""

    def __init__(self, panel: NavigatorPanel) -> None:
        super().__init__()
        self.panel = panel
        self._kept: tuple[tuple[object, ...], QPixmap] = ((), QPixmap())
        self.setMinimumHeight(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(tr("Navigator"))

    def sizeHint(self) -> QSize:
        return QSize(240, 150)

    def area(self) -> QRectF:
        """Where the picture lies in this widget."""
        session = self.panel.session
        inner = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        if session is None:
            return inner
        shape = QImage(max(session.shown.width, 1), max(session.shown.height, 1), QImage.Format.Format_Mono)
        return fitted(inner, shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        session = self.panel.session
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if session is None:
            return
        area = self.area()
        painter.drawPixmap(0, 0, self._ground(area))
        frame = self.frame(area)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3.5))
        painter.drawPolygon(frame)
        painter.setPen(QPen(QColor(255, 255, 255), 1.5))
        painter.drawPolygon(frame)

    def _ground(self, area: QRectF) -> QPixmap:
        """The small picture fitted into this widget, kept: the frame moves with every step of a pan."""
        image, dpr = self.panel.picture(), self.devicePixelRatioF()
        key = (image.cacheKey() if image is not None else 0, area.getRect(), self.size(), dpr)
        if self._kept[0] != key:
            pixmap = QPixmap(self.size() * dpr)
            pixmap.setDevicePixelRatio(dpr)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            draw_thumbnail(painter, area, image, 2.0)
            painter.end()
            self._kept = key, pixmap
        return self._kept[1]

    def frame(self, area: QRectF) -> QPolygonF:
        """The corners of the canvas on the small picture, kept inside this widget."""
        view = self.panel.view()
        corners = ((0.0, 0.0), (view.view_w, 0.0), (view.view_w, view.view_h), (0.0, view.view_h))
        points = []
        for sx, sy in corners:
            x, y = view.to_document(sx, sy)
            px = area.x() + x / max(view.width, 1) * area.width()
            py = area.y() + y / max(view.height, 1) * area.height()
            points.append(QPointF(min(max(px, 2.0), self.width() - 2.0), min(max(py, 2.0), self.height() - 2.0)))
        return QPolygonF(points)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.panel.session is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        area, view, at = self.area(), self.panel.view(), event.position()
        x = (at.x() - area.x()) / area.width() * view.width
        y = (at.y() - area.y()) / area.height() * view.height
        self.panel.set_view(view.centred(x, y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.panel.session is not None:
            self.panel.set_view(self.panel.view().stepped(1 if event.angleDelta().y() > 0 else -1))


class NavigatorPanel(QWidget):
    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("navigatorPanel")
        self.host, self.workspace = host, host.workspace
        self.session: Session | None = None
        self.thumbnails = Thumbnails(self, 250)
        self.facts = TileFacts(REDUCED_BYTES)
        self.overview = Overview(self)
        self.thumbnails.ready.connect(self.overview.update)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(log2(MIN_ZOOM) * STEPS), round(log2(MAX_ZOOM) * STEPS))
        self.slider.setAccessibleName(tr("Zoom"))
        self.percent = caption("")
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fit = tool_button("maximize", tr("Fit in the window"), lambda: host.view("zoom_fit"))
        out = tool_button("zoom-out", tr("Zoom out"), lambda: host.view("zoom_out"))
        closer = tool_button("zoom-in", tr("Zoom in"), lambda: host.view("zoom_in"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.overview, 1)
        column.addWidget(row(out, self.slider, closer, self.percent, fit, margins=(8, 0, 8, 6)))
        self.slider.valueChanged.connect(self._slid)
        host.canvas.view_changed.connect(self._view_changed)
        self.workspace.session_changed.connect(self._another_session)
        self._another_session()

    def view(self) -> View:
        view: View = self.host.canvas.view
        return view

    def set_view(self, view: View) -> None:
        self.host.canvas.set_view(view)

    def picture(self) -> QImage | None:
        """The newest small picture; a newer one follows when the document has changed."""
        if self.session is None:
            return None
        document = self.session.shown
        facts = self.facts
        return self.thumbnails.image(id(self.session), document, lambda: thumbnail(document, EDGE_PX, facts=facts))

    def _another_session(self) -> None:
        if self.session is not None:
            self.session.shown_changed.disconnect(self._changed)
        self.session = self.workspace.session
        if self.session is not None:
            self.session.shown_changed.connect(self._changed)
        self.thumbnails.forget({id(s) for s in self.workspace.sessions})
        self.setEnabled(self.session is not None)
        self._view_changed()

    def _changed(self, _area: object) -> None:
        if self.isVisible():
            self.picture()  # asks for a new one; `ready` paints it

    def _view_changed(self, *_: object) -> None:
        zoom = self.view().zoom
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(log2(zoom) * STEPS))
            self.slider.blockSignals(False)
        self.percent.setText(f"{zoom * 100:.0f} %" if zoom >= 0.1 else f"{zoom * 100:.1f} %")
        self.overview.update()

    def _slid(self, value: int) -> None:
        if self.session is not None:
            self.set_view(self.view().zoomed(exp2(value / STEPS)))


PANEL = Panel("navigator", "Navigator", "compass", "right", NavigatorPanel, order=5, stack="look")
