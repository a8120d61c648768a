"""Several curves in one place: a button for each channel, one plane in view."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form_curve import CurveField

COLOURS = {"Red": "danger", "Green": "good", "Blue": "accent_text"}  # label of a curve: its colour in the theme


class CurveStack(QWidget):
    """A button whose curve is not straight is marked with a dot."""

    def __init__(self, fields: list[CurveField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = fields
        self.pages, self.group = QStackedWidget(), QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for i, field in enumerate(fields):
            field.plane.role = COLOURS.get(field.parameter.label, "text")
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("end", {0: "first", len(fields) - 1: "last"}.get(i, ""))
            self.group.addButton(button, i)
            row.addWidget(button)
            self.pages.addWidget(field)
            field.changed.connect(self.mark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.pages)
        self.group.idClicked.connect(self.pages.setCurrentIndex)
        self.group.button(0).setChecked(True)
        self.mark()

    def mark(self) -> None:
        for i, field in enumerate(self.fields):
            bent = any(abs(x - y) > 1e-6 for x, y in field.value())
            self.group.button(i).setText(tr(field.parameter.label) + (" •" if bent else ""))
