"""A slider with two handles: where something begins and where it ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.theme import current

KNOB, GROOVE = 12.0, 4.0  # px, those of a slider with one handle
STEP, LEAST = 0.05, 0.05


class RangeSlider(QWidget):
    """`start` and `end`, 0-1, at least LEAST apart. The arrows move the handle that was touched last."""

    moved = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.start, self.end = 0.0, 1.0
        self._held = "end"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 18)

    def set_range(self, start: float, end: float) -> None:
        self.start, self.end = start, end
        self.update()

    def _at(self, value: float) -> float:
        return KNOB / 2 + value * (self.width() - KNOB)

    def _value(self, x: float) -> float:
        value = (x - KNOB / 2) / max(self.width() - KNOB, 1)
        return min(max(round(value / STEP) * STEP, 0.0), 1.0)

    def _move(self, value: float) -> None:
        start, end = self.start, self.end
        if self._held == "start":
            start = min(max(value, 0.0), end - LEAST)
        else:
            end = max(min(value, 1.0), start + LEAST)
        if (start, end) != (self.start, self.end):
            self.set_range(round(start, 4), round(end, 4))
            self.moved.emit(self.start, self.end)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        near = abs(x - self._at(self.start)) < abs(x - self._at(self.end))
        self._held = "start" if near else "end"
        self._move(self._value(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(self._value(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self._move((self.start if self._held == "start" else self.end) + by)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, middle = current(), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, right = self._at(self.start), self._at(self.end)
        filled = "accent" if self.isEnabled() else "faint"
        for a, b, name in ((0.0, float(self.width()), "pressed"), (left, right, filled)):
            painter.setBrush(theme.colour(name))
            painter.drawRoundedRect(QRectF(a, middle - GROOVE / 2, b - a, GROOVE), 2, 2)
        for name, x in (("start", left), ("end", right)):
            held = self.hasFocus() and self._held == name
            painter.setPen(QColor(theme.accent_text if held else theme.knob_edge))
            painter.setBrush(QColor(theme.knob if self.isEnabled() else theme.faint))
            painter.drawEllipse(QRectF(x - KNOB / 2 + 0.5, middle - KNOB / 2 + 0.5, KNOB - 1, KNOB - 1))
        painter.end()
