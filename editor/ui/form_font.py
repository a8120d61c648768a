"""The choice of a font family, each shown in its own letters."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFontComboBox, QHBoxLayout, QWidget

from editor.ui.form_field import Field
from inference.api import Parameter

WIDTH_PX = 170


class FontField(Field):
    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.combo = _Fonts()
        self.combo.currentFontChanged.connect(lambda _: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        return self.combo.currentFont().family()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.combo):
            self.combo.setCurrentFont(QFont(str(value)))


class _Fonts(QFontComboBox):
    """Lets the wheel scroll what lies behind unless the list has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFixedWidth(WIDTH_PX)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
