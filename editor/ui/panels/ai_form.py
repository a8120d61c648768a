"""The form of one AI operation in the panel: its declared parameters, the prompt first and with a history."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form import make_field
from editor.ui.form_field import Field
from editor.ui.form_gallery import GalleryField
from editor.ui.panels.ai_context import PROMPT, SIDES
from editor.ui.panels.ai_context_field import ContextField
from editor.ui.panels.ai_parts import PromptEdit, Section
from editor.ui.panels.parts import caption, hint, row
from inference.api import Operation, Parameter, parameters

FROM_DOCUMENT = ("width", "height")  # asked for only when there is no document to take them from
MODEL_ONLY = ("negative_prompt", "strength", "steps", "guidance", "prefill", "overlap",
              "feather")  # nothing but a model reads these
BUILT_IN_ONLY = ("intensity", "detail", "keep_colours", "reference", "look")
INSTEAD_OF_REFERENCE = ("preset", "detail")
SPECIAL: dict[str, Callable[[Parameter], Field]] = {
    "preset": GalleryField,  # chosen by eye, among thumbnails that style_gallery fills in
    "context": ContextField,  # with the layers of the document, and what the model sees
}
QUIET = ("negative", "negative_prompt", "steps", "guidance", "sampler", "tile", "overlap", "feather",
         "to_width", "finest", "panorama", "prefill", "reach", "blend")
ON_THE_BUTTON = ("mode",)  # chosen by the menu of the panel's button


class OperationForm(QWidget):
    """Frequent parameters in the open, the rest under "More". `values` is an instance of the declaration."""

    changed = Signal()
    submitted = Signal()
    shape_wanted = Signal(str)  # a name of ai_context.extension

    def __init__(self, operation: Operation, prompts: list[str]) -> None:
        super().__init__()
        self._values: Any = operation.parameters()
        self.prompt: PromptEdit | None = None
        self.fields: dict[str, Field] = {}
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._reads_words = "text" in operation.traits  # without a model, too
        self._inside, self._with_model = False, False
        self.help = hint(tr(operation.help))
        self._column.addWidget(self.help)
        self.more = more = Section(tr("More options"))
        shown = [p for p in parameters(operation.parameters) if not p.hidden]
        if {p.name for p in shown} >= set(SIDES):
            self._add_shapes()
        for parameter in shown:
            if parameter.name == PROMPT and parameter.kind == "text":
                self._add_prompt(parameter, operation, prompts)
            else:
                self._add(parameter, more.column if parameter.name in QUIET else self._column)
        if more.column.count():
            self._column.addWidget(more)
        self.set_values(self._values)
        self.set_context(False, False)
        if "reference" in self.fields:
            self.fields["reference"].changed.connect(self._reference_changed)

    def values(self) -> Any:
        read: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        if self.prompt is not None:
            read[PROMPT] = self.prompt.text()
        if isinstance(context := self.fields.get("context"), ContextField):
            read["context_layer"] = context.layer
        return dataclasses.replace(self._values, **read)

    def set_values(self, values: Any) -> None:
        self._values = values
        for name, field in self.fields.items():
            field.set_value(getattr(values, name))
        if isinstance(context := self.fields.get("context"), ContextField):
            context.set_layer(values.context_layer)
        if self.prompt is not None:
            self.prompt.setPlainText(getattr(values, PROMPT))

    def set_context(self, inside: bool, with_model: bool) -> None:
        """Only what has an effect is shown. Sizes are the document's when there is one (`inside`)."""
        self._inside, self._with_model = inside, with_model
        for name, widget in self._rows.items():
            widget.setVisible(self.has_effect(name))
        if self.prompt is not None:
            self.prompt.setVisible(self.has_effect(PROMPT))
        self.more.setVisible(any(self.has_effect(name) for name in QUIET if name in self._rows))

    def has_effect(self, name: str) -> bool:
        if name in ON_THE_BUTTON:
            return False
        if name in FROM_DOCUMENT:
            return not self._inside
        if name in INSTEAD_OF_REFERENCE and not self._with_model and self._has_reference():
            return False
        if name in MODEL_ONLY or (name == PROMPT and not self._reads_words):
            return self._with_model
        return not self._with_model or name not in BUILT_IN_ONLY

    def _has_reference(self) -> bool:
        field = self.fields.get("reference")
        return field is not None and field.value() is not None

    def _reference_changed(self) -> None:
        self.set_context(self._inside, self._with_model)

    def set_sides(self, sides: dict[str, int]) -> None:
        """How far to extend, in px by side; counts as the user's edit."""
        for name, value in sides.items():
            self.fields[name].set_value(value)
        self.changed.emit()

    def _add_shapes(self) -> None:
        """Buttons for common extensions, above the four sides."""
        buttons = []
        for name, shown in (("all", tr("All sides")), ("16:9", "16:9"), ("4:3", "4:3"), ("1:1", "1:1")):
            button = QToolButton()
            button.setText(shown)
            button.setProperty("role", "segment")
            button.setProperty("end", {"all": "first", "1:1": "last"}.get(name, ""))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.shape_wanted.emit, name))
            buttons.append(button)
        self._column.addWidget(row(*buttons, spacing=0))

    def _add_prompt(self, parameter: Parameter, operation: Operation, prompts: list[str]) -> None:
        words = {"generate": tr("What should be in the picture?"),
                 "inpaint": tr("What should be there? Leave empty to fill from the surroundings."),
                 "style": tr("Describe the style. It is added to the preset.")}
        self.prompt = PromptEdit(3, words.get(operation.id, tr(parameter.help)))
        self.prompt.setAccessibleName(tr(parameter.label))
        self.prompt.history = prompts
        self.prompt.textChanged.connect(self.changed)
        self.prompt.submitted.connect(self.submitted)
        self._column.addWidget(self.prompt)

    def _add(self, parameter: Parameter, column: QVBoxLayout) -> None:
        field = SPECIAL[parameter.name](parameter) if parameter.name in SPECIAL else make_field(parameter)
        field.changed.connect(self.changed)
        self.fields[parameter.name] = field
        if parameter.kind == "flag":
            self._rows[parameter.name] = field
        else:
            self._rows[parameter.name] = _captioned(parameter, field)
        column.addWidget(self._rows[parameter.name])


def _captioned(parameter: Parameter, field: Field) -> QWidget:
    """The name above the field: panels are narrow, and translations longer than English."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = caption(tr(parameter.label))
    label.setToolTip(tr(parameter.help))
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return box
