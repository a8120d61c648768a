"""What the fill without a model may copy: anywhere, or inside or outside of a saved selection or layer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from editor.document.document import Document
from editor.sources import areas
from editor.text import tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.form_field import Field
from inference.api import Parameter

ANYWHERE = "anywhere"


class SourceField(Field):
    """`value` is the kind of choice, `of` the name of the area (see `editor.sources`), "" where none is needed."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.kind, self.area = ScrollableCombo(), ScrollableCombo()
        self.area.setAccessibleName(tr("Area"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for combo in (self.kind, self.area):
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(combo)
        for name, text in parameter.options.items():
            self.kind.addItem(tr(text), name)
        self.setFocusProxy(self.kind)
        self._areas: list[tuple[str, str]] = []
        self.show_areas(None)
        self.kind.currentIndexChanged.connect(self._edited)
        self.area.currentIndexChanged.connect(self._edited)

    @property
    def of(self) -> str:
        return "" if self.value() == ANYWHERE else str(self.area.currentData() or "")

    def value(self) -> Any:
        return self.kind.currentData()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(max(self.kind.findData(value), 0))
        self._show()

    def set_area(self, name: str) -> None:
        if (at := self.area.findData(name)) >= 0:
            with QSignalBlocker(self.area):
                self.area.setCurrentIndex(at)

    def show_areas(self, document: Document | None) -> None:
        """The areas that may be chosen; what was chosen stays, where it still exists."""
        found = [] if document is None else areas(document)
        if found != self._areas or not self.area.count():
            kept, self._areas = self.area.currentData(), found
            with QSignalBlocker(self.area):
                self.area.clear()
                for name, text in found or [("", tr("No saved selection, no layer"))]:
                    self.area.addItem(text or tr("Layer"), name)
            self.set_area(str(kept or ""))
        self._show()

    def _show(self) -> None:
        self.area.setVisible(self.value() != ANYWHERE)

    def _edited(self) -> None:
        self._show()
        self.changed.emit()
