"""Numbers: a slider beside a spin box, linear or in equal ratios, and a label that can be dragged to change it."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from inference.api import Parameter

STEPS = 1000  # of the slider
SCRUB_PX = 200  # dragging a label this far crosses the whole range


class NumberField(Field):
    """number and integer. A parameter with a range wider than a slider can serve still gets one; typing is exact."""

    def __init__(self, parameter: Parameter, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.spin = _Spin(parameter)
        self.slider = _Slider()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if compact:
            self.slider.hide()
            self.slider.setParent(self)
        else:
            row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        self.setFocusProxy(self.spin)
        self.spin.valueChanged.connect(self._typed)
        self.slider.valueChanged.connect(self._slid)

    def value(self) -> Any:
        return round(self.spin.value()) if self.parameter.kind == "integer" else round(self.spin.value(), 6)

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.spin), QSignalBlocker(self.slider):
            self.spin.setValue(float(value))
            self.slider.setValue(round(STEPS * fraction_of(self.parameter, float(value))))

    def say_zero(self, text: str) -> None:
        """What stands in the field instead of its least value; "" is the number."""
        self.spin.setSpecialValueText(text)
        self.spin.setFixedWidth(max(self.spin.minimumWidth(), self.fontMetrics().horizontalAdvance(text) + 38))

    def scrub(self, fraction: float) -> None:
        """Move by this part of the range, as a drag on the label does."""
        here = fraction_of(self.parameter, self.spin.value())
        self.spin.setValue(value_at(self.parameter, min(max(here + fraction, 0.0), 1.0)))

    def _typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(STEPS * fraction_of(self.parameter, value)))
        self.changed.emit()

    def _slid(self, position: int) -> None:
        with QSignalBlocker(self.spin):
            self.spin.setValue(value_at(self.parameter, position / STEPS))
        self.changed.emit()


def fraction_of(parameter: Parameter, value: float) -> float:
    """Where `value` lies on the slider, 0-1."""
    lo, hi = parameter.lo, parameter.hi
    if hi <= lo:
        return 0.0
    if parameter.scale == "log" and lo >= 0:
        shift = _shift(parameter)
        return math.log((value + shift) / (lo + shift)) / math.log((hi + shift) / (lo + shift))
    return (value - lo) / (hi - lo)


def value_at(parameter: Parameter, fraction: float) -> float:
    """The inverse of `fraction_of`."""
    lo, hi = parameter.lo, parameter.hi
    if parameter.scale == "log" and lo >= 0:
        shift = _shift(parameter)
        return float((lo + shift) * ((hi + shift) / (lo + shift)) ** fraction - shift)
    return lo + fraction * (hi - lo)


def _shift(parameter: Parameter) -> float:
    """A range that starts at 0 has no ratios; a hundredth of it is added."""
    return parameter.hi / 100 if parameter.lo == 0 else 0.0


class ScrubLabel(QLabel):
    """A label in a bar: dragging it sideways changes its number; Shift is ten times finer."""

    def __init__(self, field: NumberField) -> None:
        super().__init__(tr(field.parameter.label))
        self._field = field
        self._from: QPointF | None = None
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setBuddy(field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            finer = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._field.scrub((event.position().x() - self._from.x()) / SCRUB_PX / finer)
            self._from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None


class _Spin(QDoubleSpinBox):
    """Shows whole numbers without decimals and others with as many as the step has."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        step = parameter.step or 1.0
        decimals = 0 if parameter.kind == "integer" else max(0, math.ceil(-math.log10(step) - 1e-9))
        self.setDecimals(decimals)
        self.setRange(parameter.lo, parameter.hi)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if parameter.unit:
            self.setSuffix(parameter.unit if parameter.unit in ("%", "°") else f" {tr(parameter.unit)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        longest = max((self.textFromValue(v) + self.suffix() for v in (parameter.lo, parameter.hi)), key=len)
        self.setFixedWidth(max(64, self.fontMetrics().horizontalAdvance(longest) + 38))

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel_with_focus(self, event, super().wheelEvent)


class _Slider(QSlider):
    moved_to = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, STEPS)
        self.setMinimumWidth(60)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the knob takes it there at once, instead of paging."""
        if event.button() == Qt.MouseButton.LeftButton:
            inside = max(self.width() - 12, 1)
            self.setValue(round(STEPS * (event.position().x() - 6) / inside))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel_with_focus(self, event, super().wheelEvent)


def _wheel_with_focus(widget: QWidget, event: QWheelEvent, turn: Any) -> None:
    """Scrolling a panel must not change the numbers that pass under the pointer."""
    if widget.hasFocus():
        turn(event)
    else:
        event.ignore()
