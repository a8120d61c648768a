"""The options of the chosen tool, in one row under the menu bar; what does not fit is behind a button at its end."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolBar, QWidget

from editor.text import tr
from editor.ui.form import make_field
from editor.ui.form_field import Field
from editor.ui.form_number import NumberField, ScrubLabel
from editor.ui.form_text import LineField
from editor.ui.icons import pixmap as icon_pixmap
from editor.workspace import Workspace
from inference.api import Parameter, parameters

BARRED = ("curve", "image")  # too large for a bar
LINE_PX = 160


class OptionsBar(QToolBar):
    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tool options"), parent)
        self.setObjectName("optionsBar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setMinimumHeight(41)
        self._workspace = workspace
        self.fields: dict[str, Field] = {}
        self._is_own_change = False
        self._shown = ""
        workspace.tool_changed.connect(self.rebuild)
        workspace.options_changed.connect(self._follow)
        self.rebuild()

    def rebuild(self) -> None:
        """Draw the row anew: for another tool, or another theme."""
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        self.fields = {}
        tool, options = self._workspace.tool, self._workspace.options[self._workspace.tool.id]
        self._shown = tool.id
        mark, name = QLabel(), QLabel(tr(tool.text))
        mark.setPixmap(icon_pixmap(tool.icon, 18, "accent_text", self.devicePixelRatioF()))
        name.setObjectName("optionsTool")
        self.addWidget(mark)
        self.addWidget(name)
        declared = [p for p in parameters(options) if not p.hidden and p.kind not in BARRED]
        if declared:
            self.addSeparator()
        for parameter in declared:
            self._add(parameter, getattr(options, parameter.name))

    def _add(self, parameter: Parameter, value: object) -> None:
        field = make_field(parameter, compact=True)
        field.set_value(value)
        field.changed.connect(self._changed)
        self.fields[parameter.name] = field
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        if isinstance(field, NumberField):
            row.addWidget(ScrubLabel(field))
        elif parameter.kind != "flag":
            row.addWidget(QLabel(tr(parameter.label)))
        if parameter.kind == "text":
            field.setFixedWidth(LINE_PX)
        if parameter.kind in ("text", "choice"):  # they would take the room that is left
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if isinstance(field, LineField) and self._workspace.tool.entered is not None:
            field.edit.returnPressed.connect(self._workspace.enter)
            field.edit.setClearButtonEnabled(True)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
        box.setToolTip(tr(parameter.help))
        self.addWidget(box)

    def _changed(self) -> None:
        shown = {name: field.value() for name, field in self.fields.items()}
        self._is_own_change = True
        self._workspace.set_options(dataclasses.replace(self._workspace.options[self._workspace.tool.id], **shown))
        self._is_own_change = False

    def _follow(self) -> None:
        """Keys such as [ and ] change options too."""
        if not self._is_own_change and self._shown == self._workspace.tool.id:
            options = self._workspace.options[self._workspace.tool.id]
            for name, field in self.fields.items():
                field.set_value(getattr(options, name))
