"""Choices: up to four short ones are buttons side by side, more are a drop-down list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from inference.api import Parameter

SEGMENTS, SEGMENT_CHARACTERS = 4, 30


class ChoiceField(Field):
    def __init__(self, parameter: Parameter, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.ids = list(parameter.options)
        texts = [tr(t) for t in parameter.options.values()]
        short = len(texts) <= SEGMENTS and sum(map(len, texts)) <= SEGMENT_CHARACTERS - (4 if compact else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.combo: QComboBox | None = None
        self.group = QButtonGroup(self)
        if short:
            self._add_segments(row, texts)
        else:
            self.combo = ScrollableCombo()
            self.combo.addItems(texts)
            self.combo.currentIndexChanged.connect(lambda _: self.changed.emit())
            row.addWidget(self.combo)
            self.setFocusProxy(self.combo)

    def value(self) -> Any:
        index = self.combo.currentIndex() if self.combo is not None else self.group.checkedId()
        return self.ids[index]

    def set_value(self, value: Any) -> None:
        index = self.ids.index(value) if value in self.ids else 0
        if self.combo is not None:
            with QSignalBlocker(self.combo):
                self.combo.setCurrentIndex(index)
        else:
            self.group.button(index).setChecked(True)

    def offer(self, ids: Sequence[str]) -> None:
        """Only these of a drop-down list can be chosen; the first of them when another was."""
        if self.combo is None:
            return
        chosen = self.value()
        wanted = [name for name in self.parameter.options if name in ids]
        if wanted and wanted != self.ids:
            self.ids = wanted
            with QSignalBlocker(self.combo):
                self.combo.clear()
                self.combo.addItems([tr(self.parameter.options[name]) for name in wanted])
            self.set_value(chosen)

    def _add_segments(self, row: QHBoxLayout, texts: list[str]) -> None:
        for i, shown in enumerate(texts):
            button = QToolButton()
            button.setText(shown)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.setProperty("role", "segment")
            end = "only" if len(texts) == 1 else {0: "first", len(texts) - 1: "last"}.get(i, "")
            button.setProperty("end", end)
            self.group.addButton(button, i)
            row.addWidget(button)
        row.addStretch(1)
        self.group.idClicked.connect(lambda _: self.changed.emit())


class ScrollableCombo(QComboBox):
    """Lets the wheel scroll the panel unless the list has the focus; shrinks in a narrow panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
