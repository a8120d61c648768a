"""Texts of one line and of several, and flags."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from inference.api import Parameter


class LineField(Field):
    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.edit = QLineEdit()
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        _fill(self, self.edit)

    def value(self) -> Any:
        return self.edit.text()

    def set_value(self, value: Any) -> None:
        if value != self.edit.text():
            self.edit.setText(str(value))


class TextField(Field):
    """As high as the parameter's `lines`."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(parameter.lines * self.fontMetrics().lineSpacing() + 18)
        self.edit.textChanged.connect(self.changed)
        _fill(self, self.edit)

    def value(self) -> Any:
        return self.edit.toPlainText()

    def set_value(self, value: Any) -> None:
        if value != self.edit.toPlainText():
            with QSignalBlocker(self.edit):
                self.edit.setPlainText(str(value))


class FlagField(Field):
    """Brings its own label."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.box = QCheckBox(tr(parameter.label))
        self.box.toggled.connect(lambda _: self.changed.emit())
        _fill(self, self.box)

    def value(self) -> Any:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))


def _fill(field: Field, widget: QWidget) -> None:
    row = QHBoxLayout(field)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    field.setFocusProxy(widget)
