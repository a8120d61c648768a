"""The tick below the choice of models: places are repainted by the model of the family that was trained for masks."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from editor.repainting import mode_of
from editor.session import Session
from editor.settings import Settings
from editor.text import tr
from inference.api import ModelInfo, Operation, sibling


class RepaintTick(QCheckBox):
    """A view of the preference of that name; there only where it makes a difference."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(tr("Inpaint-trained model where it is better"))
        self.settings = settings
        self.toggled.connect(self._store)
        settings.changed.connect(self._read)
        self._read()

    def show_for(
        self, operation: Operation, params: object, session: Session | None, chosen: ModelInfo | None,
        models: tuple[ModelInfo, ...],
    ) -> None:
        document = session.document if session is not None else None
        mode = mode_of(operation, params, document, document.regions if document is not None else ())
        other = sibling(chosen, models) if chosen is not None and mode else None
        self.setVisible(other is not None)
        if other is not None and chosen is not None and chosen.traits is not None:
            self.setToolTip(tr("{model} fills, expands, adds and removes at strengths above {n} %; {chosen} refines.",
                               model=other.name, chosen=chosen.name, n=round(100 * chosen.traits.inpaint_above)))

    def _read(self) -> None:
        with QSignalBlocker(self):
            self.setChecked(self.settings.values.inpaint_models)

    def _store(self, on: bool) -> None:
        self.settings.update(dataclasses.replace(self.settings.values, inpaint_models=on))
