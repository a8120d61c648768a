"""Colours: a swatch that opens a picker with a saturation-value square, hue and alpha strips, hex and RGB numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from editor.ui.theme import current
from inference.api import Parameter

Colour = tuple[float, float, float, float]
KNOB = 7.0


def to_qcolor(colour: Colour) -> QColor:
    return QColor.fromRgbF(*(min(max(c, 0.0), 1.0) for c in colour))


def to_colour(colour: QColor) -> Colour:
    return colour.redF(), colour.greenF(), colour.blueF(), colour.alphaF()


def paint_checker(painter: QPainter, rect: QRectF, cell: int = 5) -> None:
    """The pattern that stands for transparency, in the theme's two greys."""
    theme = current()
    painter.fillRect(rect, theme.colour("checker_a"))
    for row in range(int(rect.height() // cell) + 1):
        for column in range(row % 2, int(rect.width() // cell) + 1, 2):
            square = QRectF(rect.x() + column * cell, rect.y() + row * cell, cell, cell)
            painter.fillRect(square.intersected(rect), theme.colour("checker_b"))


class Swatch(QAbstractButton):
    """A button filled with a colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = QColor(Qt.GlobalColor.black)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(44, 24)

    def set_colour(self, colour: QColor) -> None:
        self.colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(44, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.colour.alpha() < 255:
            paint_checker(painter, inside)
        painter.setBrush(self.colour)
        theme = current()
        focused = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(theme.colour("accent_text" if focused else "border"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)


class ColourField(Field):
    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.swatch = Swatch()
        self.swatch.setAccessibleName(tr(parameter.label))
        self.swatch.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.swatch)
        row.addStretch(1)
        self.setFocusProxy(self.swatch)

    def value(self) -> Any:
        return to_colour(self.swatch.colour)

    def set_value(self, value: Any) -> None:
        self.swatch.set_colour(to_qcolor(value))

    def _open(self) -> None:
        popup = ColourPopup(self.value(), self)
        popup.picker.changed.connect(self._picked)
        popup.open_below(self.swatch)

    def _picked(self, colour: Colour) -> None:
        self.swatch.set_colour(to_qcolor(colour))
        self.changed.emit()


class ColourPopup(QFrame):
    """The picker in a pop-up window that closes with a click elsewhere or Escape."""

    def __init__(self, colour: Colour, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.picker = ColourPicker(colour)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.picker)

    def open_below(self, widget: QWidget) -> None:
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        screen = widget.screen().availableGeometry()
        x = min(max(place.x(), screen.left()), screen.right() - self.width())
        y = place.y()
        if y + self.height() > screen.bottom():
            y -= self.height() + widget.height() + 8
        self.move(x, max(y, screen.top()))
        self.show()


class ColourPicker(QWidget):
    """`changed` carries straight sRGB and alpha, 0-1."""

    changed = Signal(tuple)

    def __init__(self, colour: Colour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.square, self.hue, self.alpha = _Square(), _Strip("hue"), _Strip("alpha")
        self.hex = QLineEdit()
        self.hex.setFixedWidth(82)
        self.numbers = [_byte_box(name) for name in (tr("Red"), tr("Green"), tr("Blue"))]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.square, self.hue, self.alpha):
            column.addWidget(part)
            part.moved.connect(self._from_graphs)
        column.addLayout(self._row())
        self.hex.editingFinished.connect(self._from_hex)
        for box in self.numbers:
            box.valueChanged.connect(self._from_numbers)
        self.set_colour(colour)

    def colour(self) -> Colour:
        return to_colour(self._qcolor())

    def set_colour(self, colour: Colour) -> None:
        shown = to_qcolor(colour)
        hue = shown.hsvHueF()
        if hue >= 0:  # grey has no hue; the strip keeps the one it has
            self.hue.fraction = hue
        self.square.saturation, self.square.value = shown.hsvSaturationF(), shown.valueF()
        self.alpha.fraction = shown.alphaF()
        self._refresh()

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        hash_label = QLabel("#")
        hash_label.setProperty("role", "muted")
        row.addWidget(hash_label)
        row.addWidget(self.hex)
        for box in self.numbers:
            row.addWidget(box)
        return row

    def _qcolor(self) -> QColor:
        return QColor.fromHsvF(min(self.hue.fraction, 0.9999), self.square.saturation, self.square.value,
                               self.alpha.fraction)

    def _refresh(self) -> None:
        shown = self._qcolor()
        self.square.hue = self.alpha.hue = self.hue.fraction
        self.alpha.colour = shown
        for part in (self.square, self.hue, self.alpha):
            part.update()
        if not self.hex.hasFocus():
            opaque = shown.alpha() == 255
            self.hex.setText(shown.name(QColor.NameFormat.HexRgb if opaque else QColor.NameFormat.HexArgb)[1:])
        for box, value in zip(self.numbers, (shown.red(), shown.green(), shown.blue()), strict=True):
            with QSignalBlocker(box):
                box.setValue(value)

    def _from_graphs(self) -> None:
        self._refresh()
        self.changed.emit(self.colour())

    def _from_hex(self) -> None:
        typed = QColor("#" + self.hex.text().strip().lstrip("#"))
        if typed.isValid() and typed != self._qcolor():
            self.set_colour(to_colour(typed))
            self.changed.emit(self.colour())

    def _from_numbers(self) -> None:
        red, green, blue = (box.value() for box in self.numbers)
        typed = QColor(red, green, blue)
        typed.setAlphaF(self.alpha.fraction)
        self.set_colour(to_colour(typed))
        self.changed.emit(self.colour())


class _Square(QWidget):
    """Saturation to the right, value upwards, in one hue."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hue, self.saturation, self.value = 0.0, 0.0, 0.0
        self.setFixedHeight(168)
        self.setMinimumWidth(256)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        across = QLinearGradient(area.topLeft(), area.topRight())
        across.setColorAt(0, Qt.GlobalColor.white)
        across.setColorAt(1, QColor.fromHsvF(min(self.hue, 0.9999), 1, 1))
        down = QLinearGradient(area.topLeft(), area.bottomLeft())
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, Qt.GlobalColor.black)
        for brush in (across, down):
            painter.setBrush(brush)
            painter.drawRoundedRect(area, 4, 4)
        x, y = self.saturation * self.width(), (1 - self.value) * self.height()
        edge = KNOB + 1  # the whole knob stays in view in a corner
        _knob(painter, QPointF(min(max(x, edge), self.width() - edge), min(max(y, edge), self.height() - edge)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.saturation = min(max(event.position().x() / self.width(), 0.0), 1.0)
        self.value = 1 - min(max(event.position().y() / self.height(), 0.0), 1.0)
        self.moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


class _Strip(QWidget):
    """A hue or alpha strip; `fraction` 0-1 from left to right."""

    moved = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind, self.fraction, self.hue = kind, 1.0 if kind == "alpha" else 0.0, 0.0
        self.colour = QColor(Qt.GlobalColor.black)
        self.setFixedHeight(16)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        gradient = QLinearGradient(area.topLeft(), area.topRight())
        if self.kind == "hue":
            for i in range(7):
                gradient.setColorAt(i / 6, QColor.fromHsvF(min(i / 6, 0.9999), 1, 1))
        else:
            paint_checker(painter, area, 6)
            clear, full = QColor(self.colour), QColor(self.colour)
            clear.setAlpha(0)
            full.setAlpha(255)
            gradient.setColorAt(0, clear)
            gradient.setColorAt(1, full)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(area, 4, 4)
        x = KNOB + self.fraction * (self.width() - 2 * KNOB)
        _knob(painter, QPointF(x, self.height() / 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = max(self.width() - 2 * KNOB, 1)
        self.fraction = min(max((event.position().x() - KNOB) / inside, 0.0), 1.0)
        self.moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


def _knob(painter: QPainter, at: QPointF) -> None:
    """A white ring with a dark edge: seen on every colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4))
    painter.drawEllipse(at, KNOB - 1, KNOB - 1)
    painter.setPen(QPen(Qt.GlobalColor.white, 2))
    painter.drawEllipse(at, KNOB - 1, KNOB - 1)


def _byte_box(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, 255)
    box.setProperty("role", "plain")  # without its buttons
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setFixedWidth(48)
    return box
