"""A tone curve to edit by hand: drag a point to move it, click the empty plane to add one, drag one out to drop it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.form_field import Field
from editor.ui.theme import current
from inference.api import Parameter

Points = tuple[tuple[float, float], ...]
IDENTITY: Points = ((0.0, 0.0), (1.0, 1.0))
MARGIN, GRAB_PX, GAP = 6, 10, 0.01  # GAP: the least distance of neighbours in x
LEVEL = 1e-9  # a slope below this is none; its ratios would overflow


class CurveField(Field):
    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.plane = CurvePlane(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plane)
        self.setFocusProxy(self.plane)

    def value(self) -> Any:
        return self.plane.points

    def set_value(self, value: Any) -> None:
        self.plane.points = tuple((float(x), float(y)) for x, y in value) or IDENTITY
        self.plane.update()

    def set_histogram(self, counts: npt.NDArray[Any] | None) -> None:
        """Draw this histogram (any number of bins) behind the curve."""
        self.plane.histogram = counts
        self.plane.update()


class CurvePlane(QWidget):
    def __init__(self, field: CurveField) -> None:
        super().__init__(field)
        self._field = field
        self.points: Points = IDENTITY
        self.histogram: npt.NDArray[Any] | None = None
        self.role = "accent_text"  # the curve's colour in the theme
        self._held: int | None = None
        self._last = 0
        self.setMinimumSize(220, 220)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(272, 272)

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "border"), 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
        if self.histogram is not None and self.histogram.max() > 0:
            painter.fillPath(histogram_path(self.histogram, area), theme.colour("pressed"))
        painter.setPen(QPen(theme.colour("raised"), 1))
        for i in range(1, 4):
            painter.drawLine(self._screen(i / 4, 0), self._screen(i / 4, 1))
            painter.drawLine(self._screen(0, i / 4), self._screen(1, i / 4))
        painter.setPen(QPen(theme.colour("faint"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self._screen(0, 0), self._screen(1, 1))
        painter.setPen(QPen(theme.colour(self.role), 2))
        xs = np.linspace(0, 1, 129)
        ys = curve_at(self.points, xs)
        painter.drawPolyline(QPolygonF([self._screen(x, y) for x, y in zip(xs, ys, strict=True)]))
        for i, (x, y) in enumerate(self.points):
            held = self.hasFocus() and i == self._last
            painter.setBrush(theme.colour(self.role if held else "field"))
            painter.drawEllipse(self._screen(x, y), 4.5, 4.5)

    # ---- editing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = self._plane(event.position())
        nearest = min(range(len(self.points)), key=lambda i: self._distance(i, event.position()))
        if self._distance(nearest, event.position()) <= GRAB_PX:
            self._held = nearest
        elif all(abs(x - px) > GAP for px, _ in self.points):
            self._change(tuple(sorted((*self.points, (x, y)))))
            self._held = next(i for i, p in enumerate(self.points) if p == (x, y))
        self._last = self._held if self._held is not None else self._last
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        out = not self._area().adjusted(-24, -24, 24, 24).contains(event.position())
        if out and 0 < self._held < len(self.points) - 1:
            self._remove(self._held)
            self._held = None
        else:
            self._move(self._held, *self._plane(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._change(IDENTITY)
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        i = min(self._last, len(self.points) - 1)
        if event.key() in steps:
            dx, dy = steps[Qt.Key(event.key())]
            x, y = self.points[i]
            self._move(i, x + dx / 255, y + dy / 255)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and 0 < i < len(self.points) - 1:
            self._remove(i)
        else:
            super().keyPressEvent(event)

    def _move(self, i: int, x: float, y: float) -> None:
        left = self.points[i - 1][0] + GAP if i else 0.0
        right = self.points[i + 1][0] - GAP if i + 1 < len(self.points) else 1.0
        place = (min(max(x, left), right), min(max(y, 0.0), 1.0))
        self._change((*self.points[:i], place, *self.points[i + 1:]))

    def _remove(self, i: int) -> None:
        self._last = max(i - 1, 0)
        self._change((*self.points[:i], *self.points[i + 1:]))

    def _change(self, points: Points) -> None:
        self.points = points
        self.update()
        self._field.changed.emit()

    # ---- places

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _screen(self, x: float, y: float) -> QPointF:
        area = self._area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _plane(self, at: QPointF) -> tuple[float, float]:
        area = self._area()
        x, y = (at.x() - area.left()) / area.width(), (area.bottom() - at.y()) / area.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _distance(self, i: int, at: QPointF) -> float:
        away = self._screen(*self.points[i]) - at
        return float((away.x() ** 2 + away.y() ** 2) ** 0.5)


def curve_at(points: Points, xs: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A monotone cubic through the points, level beyond the ends, clipped to 0-1.

    Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", SIAM J. Numer. Anal. 17 (1980).
    """
    px, py = (np.array(v, dtype=np.float64) for v in zip(*points, strict=True))
    if len(px) == 1:
        return np.full_like(xs, py[0])
    h, slopes = np.diff(px), np.diff(py) / np.diff(px)
    tangents = np.concatenate([slopes[:1], (slopes[:-1] + slopes[1:]) / 2, slopes[-1:]])
    for i, slope in enumerate(slopes):
        if abs(slope) < LEVEL:
            tangents[i] = tangents[i + 1] = 0.0
            continue
        a, b = tangents[i] / slope, tangents[i + 1] / slope
        a, b = max(a, 0.0), max(b, 0.0)
        scale = min(1.0, 3.0 / max(np.hypot(a, b), 1e-12))
        tangents[i], tangents[i + 1] = a * scale * slope, b * scale * slope
    at = np.clip(np.searchsorted(px, xs, side="right") - 1, 0, len(h) - 1)
    t = np.clip((xs - px[at]) / h[at], 0, 1)
    value = (py[at] * (1 + 2 * t) * (1 - t) ** 2 + h[at] * tangents[at] * t * (1 - t) ** 2
             + py[at + 1] * t * t * (3 - 2 * t) + h[at] * tangents[at + 1] * t * t * (t - 1))
    clipped: npt.NDArray[np.float64] = np.clip(value, 0.0, 1.0)
    return clipped


def histogram_path(counts: npt.NDArray[Any], area: QRectF) -> QPainterPath:
    """The outline of a histogram; a few towering bins are cut off, so that the others can be read."""
    path = QPainterPath(area.bottomLeft())
    top = float(np.percentile(counts, 98)) * 1.25 or float(counts.max()) or 1.0
    for i, count in enumerate(counts):
        height = min(count / top, 1.0) * area.height()
        path.lineTo(area.left() + area.width() * (i + 0.5) / len(counts), area.bottom() - height)
    path.lineTo(area.bottomRight())
    return path
