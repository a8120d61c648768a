"""The choice of context in the AI panel: automatic, the selection, everything, or any layer; and an eye beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from editor.document.layer import GroupLayer, Layer
from editor.text import tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.form_field import Field
from editor.ui.panels.parts import tool_button
from inference.api import Parameter

LAYER = "layer"  # the choice that a layer belongs to


class ContextField(Field):
    """`value` is the kind of context, `layer` the id of the layer it is of; 0 is the active one. `seen_toggled` tells
    that the canvas is to show what the model sees."""

    seen_toggled = Signal(bool)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.combo = ScrollableCombo()
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.eye = tool_button("eye", tr("Show what the model sees"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.seen_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.combo, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.combo)
        self._layers: tuple[tuple[int, str], ...] = ()
        self._fill()
        self.combo.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def layer(self) -> int:
        data = self.combo.currentData()
        return int(data[1]) if data is not None else 0

    def value(self) -> Any:
        data = self.combo.currentData()
        return data[0] if data is not None else self.parameter.default

    def set_value(self, value: Any) -> None:
        self._choose(str(value), self.layer if value == LAYER else 0)

    def set_layer(self, layer_id: int) -> None:
        self._choose(str(self.value()), layer_id)

    def show_layers(self, layers: Iterable[Layer]) -> None:
        """The layers that may be chosen, as the layers panel shows them: the uppermost first."""
        found = tuple(_listed(tuple(layers), 0))
        if found != self._layers:
            kept, of = str(self.value()), self.layer
            self._layers = found
            self._fill()
            self._choose(kept, of if any(of == layer_id for layer_id, _ in found) else 0)

    def _fill(self) -> None:
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for name, text in self.parameter.options.items():
                if name != LAYER:
                    self.combo.addItem(tr(text), (name, 0))
            self.combo.insertSeparator(self.combo.count())
            self.combo.addItem(tr("Bounds of the active layer"), (LAYER, 0))
            for layer_id, text in self._layers:
                self.combo.addItem(tr("Bounds of {layer}", layer=text), (LAYER, layer_id))

    def _choose(self, name: str, layer_id: int) -> None:
        places = [i for i in range(self.combo.count()) if self.combo.itemData(i) == (name, layer_id)]
        if not places:  # a layer that is gone, or a recipe's
            places = [i for i in range(self.combo.count()) if self.combo.itemData(i) == (name, 0)]
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(places[0] if places else 0)


def _listed(layers: tuple[Layer, ...], depth: int) -> Iterator[tuple[int, str]]:
    for layer in reversed(layers):
        yield layer.id, "\u2003" * depth + (layer.name or tr("Layer"))
        if isinstance(layer, GroupLayer):
            yield from _listed(layer.children, depth + 1)
