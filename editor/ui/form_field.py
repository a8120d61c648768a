"""Field: what every widget of a form has in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.text import tr
from inference.api import Parameter


class Field(QWidget):
    """`value` and `set_value` speak the parameter's own type; `changed` follows edits by the user only."""

    changed = Signal()

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self.setToolTip(tr(parameter.help))
        self.setAccessibleName(tr(parameter.label))

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError
