"""Under the prompt: its LoRAs as chips with their weights, menus that add LoRAs and embeddings, and help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from editor.loras import Tag, fitting, matched, tags, weighed, with_lora, with_words, without
from editor.prompt_marks import has_weights
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.parts import hint, let_go, row, tool_button
from editor.ui.panels.prompt_edit import PromptEdit, syntax_help
from editor.ui.theme import repolish
from inference.api import ModelInfo

MOST_IN_MENU = 40


class LoraChip(QFrame):
    """Name, weight, how many layers it changed in the last run."""

    def __init__(self, tools: PromptTools, index: int, tag: Tag) -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self.name = tag.name
        self.title = QLabel(tag.name)
        self.title.setText(self.title.fontMetrics().elidedText(tag.name, Qt.TextElideMode.ElideMiddle, 110))
        self.title.setToolTip(tag.name)
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        self.weight = QDoubleSpinBox(minimum=-2.0, maximum=2.0, singleStep=0.05, decimals=2, value=tag.weight)
        self.weight.setFixedWidth(64)
        self.weight.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.weight.setAccessibleName(tr("Weight of {name}", name=tag.name))
        self.weight.valueChanged.connect(lambda value: tools.weigh(index, value))
        self.remove = tool_button("x", tr("Remove {name}", name=tag.name), lambda: tools.take_out(index))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 2, 2)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.weight)
        layout.addWidget(self.remove)

    def tell(self, installed: bool, layers: int | None) -> None:
        """What is wrong with it, or how many layers it changes."""
        wrong = not installed or layers == 0
        self.told.setText(tr("not installed") if not installed else "" if layers is None else
                          tr("fits nothing here") if layers == 0 else tr("{n} layers", n=layers))
        self.told.setProperty("role", "danger" if wrong else "muted")
        self.setProperty("level", "wrong" if wrong else "")
        repolish(self.told)
        repolish(self)


class PromptTools(QWidget):
    """Belongs to one prompt; the tags in its text are all that is kept."""

    def __init__(self, prompt: PromptEdit) -> None:
        super().__init__()
        self.prompt = prompt
        self.chips: list[LoraChip] = []
        self._tags: tuple[Tag, ...] = ()
        self._loras: tuple[ModelInfo, ...] = ()
        self._embeddings: tuple[ModelInfo, ...] = ()
        self._weighting = True
        self._facts: Any = ()
        self.lora = self._button("LoRA", tr("Add a LoRA to the prompt"), self._lora_menu)
        self.embedding = self._button(tr("Embedding"), tr("Add an embedding to the prompt"), self._embedding_menu)
        self.help = tool_button("info", tr("What a prompt can say"), self.show_help)
        self.plain = hint(tr("This model does not weigh words: (word:1.3) counts as word."))
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self.column)
        whole.addWidget(self.plain)
        whole.addWidget(row(self.lora, self.embedding, 1, self.help))
        prompt.textChanged.connect(self.read)
        self.set_model(None, ())

    def _button(self, text: str, tip: str, fill: Any) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setIcon(icon("plus"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def set_model(self, model: ModelInfo | None, models: tuple[ModelInfo, ...]) -> None:
        """What fits the model is offered; without a model no LoRA is."""
        family = model.family if model else ""
        self._loras = fitting("lora", family, models) if model else ()
        self._embeddings = fitting("embedding", family, models) if model else ()
        self._weighting = model is None or model.traits is None or model.traits.weighting
        self.lora.setVisible(model is not None)
        self.embedding.setVisible(bool(self._embeddings))
        self.prompt.colours.known = frozenset(m.name.casefold() for m in models if m.kind == "lora") if model else None
        self.prompt.colours.name_embeddings(tuple(m.name for m in self._embeddings))
        self.prompt.colours.rehighlight()
        self._tags = ()
        self.read()

    def tell(self, facts: Mapping[str, Any]) -> None:
        """What the last result met."""
        self._facts = facts.get("loras", ())
        self._tell()

    def read(self) -> None:
        """Chips for the tags that are there. Only the weights changed: the chips stay under the pointer."""
        text = self.prompt.toPlainText()
        found = tags(text)
        self.plain.setVisible(not self._weighting and has_weights(text))
        if [tag.name for tag in found] == [chip.name for chip in self.chips]:
            for tag, chip in zip(found, self.chips, strict=True):
                if abs(chip.weight.value() - tag.weight) > 0.004 and not chip.weight.hasFocus():
                    chip.weight.blockSignals(True)
                    chip.weight.setValue(tag.weight)
                    chip.weight.blockSignals(False)
        else:
            let_go(self.chips)
            self.chips = [LoraChip(self, index, tag) for index, tag in enumerate(found)]
            for chip in self.chips:
                self.column.addWidget(chip)
        self._tell()

    def _tell(self) -> None:
        known = self.prompt.colours.known
        for chip in self.chips:
            chip.tell(known is None or chip.name.casefold() in known, matched(self._facts, chip.name))

    # ---- edits of the text

    def add_lora(self, name: str) -> None:
        self._put(with_lora(self.prompt.toPlainText(), name))

    def add_embedding(self, name: str) -> None:
        self._put(with_words(self.prompt.toPlainText(), name))

    def weigh(self, index: int, weight: float) -> None:
        self._put(weighed(self.prompt.toPlainText(), index, weight))

    def take_out(self, index: int) -> None:
        self._put(without(self.prompt.toPlainText(), index))

    def _put(self, text: str) -> None:
        """One step of the prompt's own undo."""
        cursor = self.prompt.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def show_help(self) -> None:
        QToolTip.showText(self.help.mapToGlobal(QPoint(0, self.help.height())), syntax_help(), self.help)

    def _lora_menu(self, menu: QMenu) -> None:
        _fill(menu, self._loras, self.add_lora, tr("No LoRA for this model is installed."))

    def _embedding_menu(self, menu: QMenu) -> None:
        _fill(menu, self._embeddings, self.add_embedding, tr("No embedding for this model is installed."))


def _fill(menu: QMenu, found: tuple[ModelInfo, ...], add: Any, nothing: str) -> None:
    menu.clear()
    for model in found[:MOST_IN_MENU]:
        action = menu.addAction(model.name)
        action.triggered.connect(lambda _=False, name=model.name: add(name))
    if not found:
        menu.addAction(nothing).setEnabled(False)
