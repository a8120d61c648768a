"""The card over the canvas in which the words of a text layer are typed; the picture follows every key."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from editor.document.words import TextLayer, Type, Words
from editor.session import Session
from editor.text import tr
from editor.typesetting import set_words
from editor.ui.canvas import Canvas
from editor.ui.panels.parts import hint
from editor.workspace import Workspace
from inference.api import UserError

TOOL = "text"
WIDTH_PX, LINES, GAP_PX = 280, 3, 14


class TextCard(QFrame):
    """Shown while the text tool is chosen and a text layer is active. The tool's options are that layer's type."""

    def __init__(self, workspace: Workspace, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.setObjectName("textCard")
        self.setProperty("role", "popup")
        self._workspace, self._canvas = workspace, canvas
        self._session: Session | None = None
        self._layer_id: int | None = None
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("textCardEdit")
        self.edit.setPlaceholderText(tr("Write here"))
        self.edit.setAccessibleName(tr("Text"))
        self.edit.setFixedHeight(LINES * self.edit.fontMetrics().lineSpacing() + 20)
        self.edit.installEventFilter(self)
        done = QPushButton(tr("Done"))
        done.setProperty("role", "primary")
        done.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(hint(tr("Ctrl+Enter: done")), 1)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addLayout(foot)
        self.setFixedWidth(WIDTH_PX)
        self.hide()
        self.edit.textChanged.connect(self._typed)
        workspace.tool_changed.connect(self.follow)
        workspace.session_changed.connect(self._another_session)
        workspace.options_changed.connect(self._type_changed)
        canvas.view_changed.connect(self._place)
        canvas.installEventFilter(self)

    @property
    def layer(self) -> TextLayer | None:
        """The layer being edited, as the document has it now."""
        found = self._session.document.find(self._layer_id) if self._session is not None else None
        return found if isinstance(found, TextLayer) else None

    def follow(self) -> None:
        """Open, move on to another layer or close, as tool and active layer ask."""
        session = self._workspace.session
        active = session.active_layer if session is not None and self._workspace.tool.id == TOOL else None
        wanted = active if isinstance(active, TextLayer) and not active.locked else None
        if wanted is None or wanted.id != self._layer_id:
            self._abandon()
            if wanted is not None:
                self._open(wanted)
        elif wanted.words.text != self.edit.toPlainText():  # undo
            self._show(wanted.words)
        self._place()

    def leave(self) -> None:
        """The words stand; the canvas has the keys again."""
        self.hide()
        self._drop_empty()
        self._canvas.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (enter and control):
                self.leave()
                return True
        if watched is self._canvas and event.type() == QEvent.Type.MouseButtonRelease and self.layer is not None \
                and self._workspace.tool.id == TOOL:
            self.show()  # a press on the text takes it up again after "Done"
            self.edit.setFocus()
        return False

    # ---- inside

    def _another_session(self) -> None:
        if self._session is not None:
            self._session.structure_changed.disconnect(self.follow)
            self._session.history_changed.disconnect(self.follow)
        self._abandon()
        self._session = self._workspace.session
        if self._session is not None:
            self._session.structure_changed.connect(self.follow)
            self._session.history_changed.connect(self.follow)
        self.follow()

    def _open(self, layer: TextLayer) -> None:
        self._layer_id = layer.id
        self._show(layer.words)
        self.show()
        self.raise_()
        self.edit.setFocus()

    def _show(self, words: Words) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(words.text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        if self._workspace.options[TOOL] != words.type and self._workspace.tool.id == TOOL:
            self._workspace.set_options(words.type)

    def _abandon(self) -> None:
        self._drop_empty()
        self._layer_id = None
        self.hide()

    def _drop_empty(self) -> None:
        """A text layer without a letter is nothing; it goes within the step that made it."""
        layer, session = self.layer, self._session
        if layer is None or session is None or layer.words.text.strip():
            return
        self._layer_id = None
        session.commit("Text", session.document.without(layer.id), key=layer.key)

    def _typed(self) -> None:
        layer = self.layer
        if layer is not None:
            self._set(layer, dataclasses.replace(layer.words, text=self.edit.toPlainText()))

    def _type_changed(self) -> None:
        layer, kind = self.layer, self._workspace.options[TOOL]
        if layer is not None and isinstance(kind, Type) and kind != layer.words.type:
            self._set(layer, dataclasses.replace(layer.words, type=kind))

    def _set(self, layer: TextLayer, words: Words) -> None:
        assert self._session is not None
        try:
            document = set_words(self._session.document, layer.id, words)
        except UserError as error:
            self._workspace.notice(error)
            return
        self._session.commit("Text", document, key=layer.key)

    def _place(self) -> None:
        """Under the letters, inside the canvas."""
        layer = self.layer
        if layer is None or self.isHidden():
            return
        self.adjustSize()
        area = layer.pixels.content_bounds().moved(layer.x, layer.y)
        x, y, _, h = self._canvas.view.rect_to_screen(*((area.x, area.y, area.w, area.h) if not area.is_empty
                                                        else (layer.x, layer.y, 1, 1)))
        top = y + h + GAP_PX
        if top + self.height() > self._canvas.height():
            top = y - self.height() - GAP_PX
        left = min(max(x, 8), self._canvas.width() - self.width() - 8)
        top = min(max(top, 8), self._canvas.height() - self.height() - 8)
        self.move(QPoint(round(left), round(top)))
