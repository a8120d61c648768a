"""A picture in a dialog, with a selection shown through it: zoom, pan, and a brush or a picker that the dialog owns."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtGui import QWheelEvent as Wheel
from PySide6.QtWidgets import QWidget

from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.ui.brush_outline import BrushOutline
from editor.ui.canvas_navigation import Dragging, wheeled
from editor.ui.overlays import MASK_OPACITY, MASK_TINT, transform
from editor.ui.panels.parts import checkerboard
from editor.ui.theme import current
from editor.ui.viewport import View

VIEWS = {"overlay": "Overlay", "black": "On black", "white": "On white", "layers": "On nothing", "mask": "Mask",
         "outline": "Outline"}


class MatteView(QWidget):
    """`pressed`, `moved` and `released` come with document px and the event, for what the left button does."""

    view_changed = Signal()
    pressed = Signal(float, float, object)
    moved = Signal(float, float, object)
    released = Signal()

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = View(width, height)
        self.brush = 0.0  # diameter, document px; 0: a picker's cross
        self.veil: list[tuple[float, float]] = []  # the stroke on its way, document px
        self._image, self._where = QImage(), Rect(0, 0, 1, 1)
        self._dragging, self._outline = Dragging(), BrushOutline()
        self._at: QPointF | None = None
        self._is_fitted, self._is_held = True, False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(420, 320)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_image(self, picture: Array, where: Rect) -> None:
        """RGBA uint8 (h, w, 4), straight alpha, laid over `where` in document px."""
        h, w = picture.shape[:2]
        self._image = QImage(np.ascontiguousarray(picture).data, w, h, w * 4, QImage.Format.Format_RGBA8888).copy()
        self._where = where
        self.update()

    def set_view(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self.update()
            self.view_changed.emit()

    def fit(self) -> None:
        self._is_fitted = True
        self.set_view(self.view.fitted(largest=self.view.dpr))

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        view = self.view.resized(self.width(), self.height(), self.devicePixelRatioF())
        self.set_view(view.fitted(largest=view.dpr) if self._is_fitted else view)

    def wheelEvent(self, event: Wheel) -> None:
        self._is_fitted = False
        self.set_view(wheeled(self.view, event))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._dragging.press(self.view, event) and event.button() == Qt.MouseButton.LeftButton:
            self._is_held = True
            self.pressed.emit(*self.view.to_document(event.position().x(), event.position().y()), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._dragging.is_active:
            self._is_fitted = False
            self.set_view(self._dragging.move(self.view, event))
        elif self._is_held:
            self.moved.emit(*self.view.to_document(self._at.x(), self._at.y()), event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._dragging.release(event) and self._is_held:
            self._is_held = False
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._dragging.space = True
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._dragging.space = False
        else:
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._at = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().canvas))
        if self._image.isNull():
            return
        x0, y0, x1, y1 = self.view.rect_to_screen(0, 0, self.view.width, self.view.height)
        painter.drawTiledPixmap(QRectF(x0, y0, x1 - x0, y1 - y0).toAlignedRect(), checkerboard(8))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.view.zoom < 2)
        painter.setTransform(transform(self.view), True)
        where = self._where
        painter.drawImage(QRectF(where.x, where.y, where.w, where.h), self._image)
        painter.restore()
        self._draw_brush(painter)

    def _draw_brush(self, painter: QPainter) -> None:
        diameter = self.brush * self.view.scale
        if len(self.veil) > 0 and diameter > 0:
            line = QPolygonF([QPointF(*self.view.to_screen(x, y)) for x, y in [*self.veil, self.veil[-1]]])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(90, 170, 255, 90), max(diameter, 1.0), Qt.PenStyle.SolidLine,
                                Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(line)
        if self._at is not None and diameter > 0 and not self._dragging.is_armed:
            self._outline.draw(painter, self._at, diameter, 1.0)


def composed(image: Array, alpha: Array, view: str) -> Array:
    """RGBA uint8 (h, w, 4): `image` (RGB or RGBA uint8) as one of VIEWS shows the selection `alpha` (uint8, h, w)."""
    h, w = alpha.shape
    out = np.empty((h, w, 4), np.uint8)
    out[..., :3], out[..., 3] = image[..., :3], 255
    if view == "mask":
        out[..., :3] = alpha[..., None]
    elif view == "layers":
        out[..., 3] = alpha
    elif view == "outline":
        edge = cv2.morphologyEx((alpha > 127).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > 0
        y, x = np.mgrid[0:h, 0:w]
        out[edge, :3] = np.where((x + y)[edge] // 4 % 2, 255, 0)[:, None]
    else:
        cover = MASK_TINT if view == "overlay" else (0, 0, 0) if view == "black" else (255, 255, 255)
        hidden = (255 - alpha).astype(np.float32) * ((MASK_OPACITY if view == "overlay" else 1.0) / 255)
        plain = np.full((h, w, 3), cover, np.float32)
        out[..., :3] = cv2.blendLinear(image[..., :3].astype(np.float32), plain, 1 - hidden, hidden) + np.float32(0.5)
    return out
