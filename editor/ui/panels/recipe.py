"""The recipe of a generative layer: how it was made, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.document.layer import GenerativeLayer, Layer
from editor.text import tr
from editor.ui.panels.layer_edits import recipe_lines
from editor.ui.panels.parts import caption


class RecipeDialog(QDialog):
    wanted = Signal(object, bool)  # the recipe, and whether its seed too

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(parent)
        self.recipe = dict(layer.recipe) if isinstance(layer, GenerativeLayer) else {}
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
        for text, with_seed in ((tr("Use again"), True), (tr("Use with another seed"), False)):
            button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, with_seed=with_seed: self.use(with_seed))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(420, 360)

    def use(self, with_seed: bool) -> None:
        """Set the AI panel as this was made."""
        self.wanted.emit(self.recipe, with_seed)
        self.accept()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self.lines))
