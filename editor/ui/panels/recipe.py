"""The recipe of a generative layer: how it was made, to read and to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.document.layer import Layer
from editor.text import tr
from editor.ui.panels.layer_edits import recipe_lines
from editor.ui.panels.parts import caption


class RecipeDialog(QDialog):
    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recipeDialog")
        self.setWindowTitle(tr("Recipe of {name}", name=layer.name))
        self.lines = recipe_lines(layer)
        fields = QWidget()
        form = QFormLayout(fields)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, value in self.lines:
            label = QLabel(value)
            label.setWordWrap(True)
            label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
            form.addRow(caption(name), label)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(fields)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(420, 360)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self.lines))
