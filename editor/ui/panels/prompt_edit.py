"""The prompt: a text with a history, weights under Ctrl+Up and Ctrl+Down, and its syntax in colours."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor.prompt_marks import HELP, marks
from editor.prompt_weight import reweighted
from editor.text import tr
from editor.ui.theme import current

COLOURS = {"comment": "muted", "lora": "accent_text", "escape": "muted", "wildcard": "warning", "weight": "good"}


def syntax_help() -> str:
    """The syntax as a small table, rich text."""
    rows = "".join(f"<tr><td><code>{escape(tr(sign))}</code></td><td>&nbsp;&nbsp;{escape(tr(words))}</td></tr>"
                   for sign, words in HELP)
    return f"<table cellpadding=2>{rows}</table>"


class PromptColours(QSyntaxHighlighter):
    """Colours of the theme on what is more than words, names of embeddings among them; weighted words are medium."""

    def __init__(self, edit: PromptEdit) -> None:
        super().__init__(edit.document())
        self.known: frozenset[str] | None = None  # names of LoRAs, lower case; None: nobody has looked
        self._embeddings: re.Pattern[str] | None = None

    def name_embeddings(self, names: tuple[str, ...]) -> None:
        """Those that the model reads, each a word of its own in whatever case."""
        longest_first = sorted(map(re.escape, names), key=len, reverse=True)
        self._embeddings = (re.compile(rf"(?<![\w-])({'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)
                            if names else None)

    def highlightBlock(self, text: str) -> None:
        for mark in marks(text):
            style = QTextCharFormat()
            name = COLOURS.get(mark.kind)
            if mark.kind == "lora" and self.known is not None:
                said = text[mark.start:mark.start + mark.length].strip("<>").split(":")[1].strip().casefold()
                name = name if said in self.known else "danger"
            if name:
                style.setForeground(current().colour(name))
            if mark.kind == "comment":
                style.setFontItalic(True)
            if mark.kind in ("weight", "wildcard", "lora"):
                style.setFontWeight(QFont.Weight.DemiBold)
            if mark.kind == "weighted":
                style.setFontWeight(QFont.Weight.Medium)
            self.setFormat(mark.start, mark.length, style)
        for found in self._embeddings.finditer(text) if self._embeddings else ():
            style = QTextCharFormat()
            style.setForeground(current().colour("accent_text"))
            style.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(found.start(), found.end() - found.start(), style)


class PromptEdit(QPlainTextEdit):
    """Ctrl+Enter submits. Up in the first line and Down in the last walk through `history`, oldest first."""

    submitted = Signal()

    def __init__(self, lines: int = 3, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)
        self.history: list[str] = []
        self._place = 0  # steps back from what is being written
        self._draft = ""
        self.colours = PromptColours(self)
        self.setToolTip(syntax_help())

    def text(self) -> str:
        return self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.reweigh(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Up and self._at_edge(QTextCursor.MoveOperation.Up):
            self.recall(1)
        elif key == Qt.Key.Key_Down and self._at_edge(QTextCursor.MoveOperation.Down):
            self.recall(-1)
        else:
            super().keyPressEvent(event)

    def reweigh(self, steps: int) -> None:
        """Make the selected words, or the word at the cursor, heavier or lighter: one step of undo."""
        cursor = self.textCursor()
        before = self.toPlainText()
        text, start, end = reweighted(before, cursor.selectionStart(), cursor.selectionEnd(), steps)
        if text != before:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def recall(self, steps: int) -> None:
        """Go back (positive) or forward in the history; what was being written is kept at its end."""
        if self._place == 0:
            self._draft = self.toPlainText()
        place = min(max(self._place + steps, 0), len(self.history))
        if place != self._place:
            self._place = place
            self.setPlainText(self.history[-place] if place else self._draft)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def restart(self) -> None:
        self._place = 0

    def _at_edge(self, way: QTextCursor.MoveOperation) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(way)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            with QSignalBlocker(self):  # other colours, the same words
                self.colours.rehighlight()
