"""Tells the canvas what the AI panel is about to run, and when it should show what the model would see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from editor.foresight import Aim
from editor.ui.panels.ai_context_field import ContextField
from editor.ui.panels.ai_form import OperationForm
from editor.ui.panels.ai_source_field import SourceField
from inference.api import ModelInfo

if TYPE_CHECKING:
    from editor.ui.panels.ai import AIPanel


class Aiming(QObject):
    """Follows the panel: its parameters, whether it can be seen, the eye, and the pointer over its button."""

    def __init__(self, panel: AIPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.kept = False  # the eye is open
        self.hovered = False
        for watched in (panel, panel.button):
            watched.installEventFilter(self)

    def watch(self, form: OperationForm) -> None:
        """A form was built."""
        if isinstance(field := form.fields.get("context"), ContextField):
            field.eye.setChecked(self.kept)
            field.seen_toggled.connect(self._keep)

    def refresh(self, known: tuple[Any, ModelInfo | None] | None = None) -> None:
        """`known`: the panel's parameters and the model they run on, where they were just worked out."""
        panel = self.panel
        if not panel.isVisible() or panel.session is None or not panel.operations:
            panel.workspace.take_aim(None)
            return
        for field in self._contexts():
            field.show_layers(panel.session.document.layers)
        for form in panel.forms.values():
            if isinstance(source := form.fields.get("take_from"), SourceField):
                source.show_areas(panel.session.document)
        panel.regions.show_for(panel.operation, panel.model_info is not None)
        seen = self.kept or (self.hovered and panel.button.isEnabled())
        values, running = known or (panel.values(), panel.running)
        panel.workspace.take_aim(Aim(panel.operation, values, running, panel.guides.active(),
                                     panel.seed.value(), seen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.panel.button and kind in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.hovered = kind == QEvent.Type.Enter
            self.refresh()
        elif watched is self.panel and kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self.refresh()
        return super().eventFilter(watched, event)

    def _keep(self, wanted: bool) -> None:
        self.kept = wanted
        for field in self._contexts():
            field.eye.setChecked(wanted)
        self.refresh()

    def _contexts(self) -> list[ContextField]:
        found: list[QWidget | None] = [form.fields.get("context") for form in self.panel.forms.values()]
        return [field for field in found if isinstance(field, ContextField)]
