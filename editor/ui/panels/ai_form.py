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
from editor.ui.form_choice import ChoiceField
from editor.ui.form_field import Field
from editor.ui.form_gallery import GalleryField
from editor.ui.form_number import NumberField
from editor.ui.panels.ai_context import PROMPT, SIDES
from editor.ui.panels.ai_context_field import ContextField
from editor.ui.panels.ai_parts import Section
from editor.ui.panels.ai_source_field import SourceField
from editor.ui.panels.parts import caption, hint, row
from editor.ui.panels.prompt_edit import PromptEdit
from editor.ui.panels.prompt_tools import PromptTools
from inference.api import ModelInfo, ModelTraits, Operation, Parameter, done_steps, parameters, snapped

FROM_DOCUMENT = ("width", "height")  # asked for only when there is no document to take them from
MODEL_ONLY = ("negative_prompt", "strength", "steps", "guidance", "prefill", "overlap", "feather",
              "sampler")  # nothing but a model reads these
BUILT_IN_ONLY = ("intensity", "detail", "keep_colours", "reference", "look", "take_from", "reach")
INSTEAD_OF_REFERENCE = ("preset", "detail")
SPECIAL: dict[str, Callable[[Parameter], Field]] = {
    "preset": GalleryField,  # chosen by eye, among thumbnails that style_gallery fills in
    "take_from": SourceField,  # with the saved selections and layers of the document
    "context": ContextField,  # with the layers of the document, and what the model sees
}
QUIET = ("negative", "negative_prompt", "steps", "guidance", "sampler", "tile", "overlap", "feather",
         "to_width", "finest", "panorama", "prefill", "reach", "blend")
STRENGTHS = ("strength", "creativity")  # shares of the steps
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
        self._traits: ModelTraits | None = None
        self.tools: PromptTools | None = None
        self.steps_told = caption("")  # what the strength comes to
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
        for name in STRENGTHS:
            if name in self.fields:
                self.fields[name].changed.connect(self._snap)
        if "steps" in self.fields:
            self.fields["steps"].changed.connect(self._tell_steps)
        if "reference" in self.fields:
            self.fields["reference"].changed.connect(self._reference_changed)

    def values(self) -> Any:
        read: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        if self.prompt is not None:
            read[PROMPT] = self.prompt.text()
        if isinstance(context := self.fields.get("context"), ContextField):
            read["context_layer"] = context.layer
        if isinstance(source := self.fields.get("take_from"), SourceField):
            read["source_of"] = source.of
        return dataclasses.replace(self._values, **read)

    def set_values(self, values: Any) -> None:
        self._values = values
        for name, field in self.fields.items():
            field.set_value(getattr(values, name))
        if isinstance(context := self.fields.get("context"), ContextField):
            context.set_layer(values.context_layer)
        if isinstance(source := self.fields.get("take_from"), SourceField):
            source.set_area(values.source_of)
        if self.prompt is not None:
            self.prompt.setPlainText(getattr(values, PROMPT))
        self._tell_steps()

    def set_model(self, model: ModelInfo | None, models: tuple[ModelInfo, ...]) -> None:
        """What the chosen model knows, and what is installed beside it. `set_context` follows."""
        self._traits = model.traits if model else None
        if self.tools is not None:
            self.tools.set_model(model, models)
        traits = self._traits
        for name, own in (("steps", str(traits.steps)), ("guidance", f"{traits.guidance:g}")) if traits else ():
            if isinstance(field := self.fields.get(name), NumberField):
                field.say_zero(tr("auto · {n}", n=own))
        if isinstance(sampler := self.fields.get("sampler"), ChoiceField) and traits is not None:
            sampler.offer(traits.schedulers)
        self._tell_steps()

    def set_context(self, inside: bool, with_model: bool) -> None:
        """Only what has an effect is shown. Sizes are the document's when there is one (`inside`)."""
        self._inside, self._with_model = inside, with_model
        if self.tools is not None:
            self.tools.setVisible(self.has_effect(PROMPT))
        for name, widget in self._rows.items():
            widget.setVisible(self.has_effect(name))
        if self.prompt is not None:
            self.prompt.setVisible(self.has_effect(PROMPT))
        self.more.setVisible(any(self.has_effect(name) for name in QUIET if name in self._rows))

    def has_effect(self, name: str) -> bool:
        if name in ON_THE_BUTTON:
            return False
        if self._with_model and self._traits is not None and not _read_by(self._traits, name):
            return False
        if name in FROM_DOCUMENT:
            return not self._inside
        if name in INSTEAD_OF_REFERENCE and not self._with_model and self._has_reference():
            return False
        if name in MODEL_ONLY or (name == PROMPT and not self._reads_words):
            return self._with_model
        return not self._with_model or name not in BUILT_IN_ONLY

    def _steps(self) -> int:
        chosen = int(self.fields["steps"].value()) if "steps" in self.fields else 0
        return chosen or (self._traits.steps if self._traits else 0)

    def _snap(self) -> None:
        """A strength is a whole number of steps."""
        for name in STRENGTHS:
            if name in self.fields and self._with_model and self._steps():
                self.fields[name].set_value(snapped(self._steps(), self.fields[name].value()))
        self._tell_steps()

    def _tell_steps(self) -> None:
        steps, name = self._steps(), next((n for n in STRENGTHS if n in self.fields), None)
        if name is None:
            return
        self.steps_told.setVisible(self._traits is not None and steps > 0)
        if steps:
            strength = self.fields[name].value()
            done = done_steps(steps, strength)
            self.steps_told.setText(tr("{n} of {all} steps", n=done, all=steps) if done == round(steps * strength) else
                                    tr("{n} steps, the least", n=done))

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
        self.tools = PromptTools(self.prompt)
        self._column.addWidget(self.tools)

    def _add(self, parameter: Parameter, column: QVBoxLayout) -> None:
        field = SPECIAL[parameter.name](parameter) if parameter.name in SPECIAL else make_field(parameter)
        field.changed.connect(self.changed)
        self.fields[parameter.name] = field
        if parameter.kind == "flag":
            self._rows[parameter.name] = field
        else:
            told = self.steps_told if parameter.name in STRENGTHS else None
            self._rows[parameter.name] = _captioned(parameter, field, told)
        column.addWidget(self._rows[parameter.name])


def _read_by(traits: ModelTraits, name: str) -> bool:
    """Whether a model of these traits reads the parameter."""
    if name == "sampler":
        return len(traits.schedulers) > 1
    if name == "negative_prompt":
        return traits.negative
    return traits.guided if name == "guidance" else True


def _captioned(parameter: Parameter, field: Field, told: QWidget | None = None) -> QWidget:
    """The name above the field: panels are narrow, and translations longer than English."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = caption(tr(parameter.label))
    label.setToolTip(tr(parameter.help))
    label.setBuddy(field)
    column.addWidget(label if told is None else row(label, 1, told))
    column.addWidget(field)
    return box
