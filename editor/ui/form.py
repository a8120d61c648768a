"""Form: widgets made from the declared parameters of a dataclass; its values are an instance of that dataclass."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form_choice import ChoiceField
from editor.ui.form_colour import ColourField
from editor.ui.form_curve import CurveField
from editor.ui.form_curves import CurveStack
from editor.ui.form_field import Field
from editor.ui.form_file import ContentField
from editor.ui.form_font import FontField
from editor.ui.form_image import ImageField
from editor.ui.form_number import NumberField
from editor.ui.form_text import FlagField, LineField, TextField
from inference.api import Parameter, parameters

STACKED = {"curve", "image"}  # the label stands above these and they take the whole width


def make_field(parameter: Parameter, compact: bool = False) -> Field:
    """The widget for one parameter; `compact` for one row in a bar."""
    if parameter.kind == "text" and parameter.lines > 1 and not compact:
        return TextField(parameter)
    makers: dict[str, Callable[[], Field]] = {
        "number": lambda: NumberField(parameter, compact), "integer": lambda: NumberField(parameter, compact),
        "choice": lambda: ChoiceField(parameter, compact), "text": lambda: LineField(parameter),
        "flag": lambda: FlagField(parameter), "colour": lambda: ColourField(parameter),
        "curve": lambda: CurveField(parameter), "image": lambda: ImageField(parameter),
        "font": lambda: FontField(parameter), "content": lambda: ContentField(parameter),
    }
    return makers[parameter.kind]()


class Form(QWidget):
    """`narrow` puts labels above their fields, for panels; otherwise they stand in a column on the left.

    `fields` maps parameter names to the widgets. `changed` follows every edit by the user, not `set_values`.
    """

    changed = Signal()

    def __init__(self, values: Any, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = values
        self.fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        declared = [p for p in parameters(values) if not p.hidden]
        curves = [p for p in declared if p.kind == "curve"]
        self.curves: CurveStack | None = None
        for parameter in declared:
            if len(curves) < 2 or parameter.kind != "curve":
                self._add(parameter, narrow)
            elif parameter is curves[0]:
                self._add_curves(curves)
        self.set_values(values)

    def values(self) -> Any:
        """A new instance with what the widgets show; hidden fields keep what `set_values` was given."""
        shown = {name: field.value() for name, field in self.fields.items()}
        return dataclasses.replace(self._values, **shown)

    def set_values(self, values: Any) -> None:
        self._values = values
        for name, field in self.fields.items():
            field.set_value(getattr(values, name))
        if self.curves is not None:
            self.curves.mark()

    def show_errors_beneath(self, message: QLabel) -> None:
        """Put a label under the fields, across the whole width."""
        self._grid.addWidget(message, self._grid.rowCount(), 0, 1, 2)

    def _add(self, parameter: Parameter, narrow: bool) -> None:
        field = make_field(parameter)
        self.fields[parameter.name] = field
        field.changed.connect(self.changed)
        row = self._grid.rowCount()
        if parameter.kind == "flag":
            self._grid.addWidget(field, row, 0 if narrow else 1, 1, 2 if narrow else 1)
        elif narrow or parameter.kind in STACKED:
            self._grid.addWidget(self._stacked(parameter, field), row, 0, 1, 2)
        else:
            top = Qt.AlignmentFlag.AlignTop if parameter.lines > 1 else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(_label(parameter, field), row, 0, Qt.AlignmentFlag.AlignLeft | top)
            self._grid.addWidget(field, row, 1)

    def _add_curves(self, declared: list[Parameter]) -> None:
        """Several curves share one plane."""
        fields = [CurveField(parameter) for parameter in declared]
        for field in fields:
            self.fields[field.parameter.name] = field
            field.changed.connect(self.changed)
        self.curves = CurveStack(fields)
        self._grid.addWidget(self.curves, self._grid.rowCount(), 0, 1, 2)

    @staticmethod
    def _stacked(parameter: Parameter, field: Field) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_label(parameter, field))
        column.addWidget(field)
        return box


def _label(parameter: Parameter, field: Field) -> QLabel:
    label = QLabel(tr(parameter.label))
    label.setProperty("role", "muted")
    label.setToolTip(tr(parameter.help))
    label.setBuddy(field)
    return label
