"""A large dialog, a picture at the left and forms at the right: a selection made or changed live, then committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, convert
from editor.session import Session
from editor.ui.dialogs import decisions, endless_bar
from editor.ui.form import Form
from editor.ui.matte_view import VIEWS, MatteView
from editor.ui.mips import halved
from editor.ui.panels.parts import hint
from editor.ui.window_work import Latest
from inference.api import UserError

SETTLE_MS = 40
FORM_PX = 340

Shown = tuple[Array, Rect]


class MatteDialog(QDialog):
    """`looking` is the form of how the picture is shown (with a field `view`), `form` of what is done.

    `tell(error)` shows a UserError to the user; `advice` stands under the forms.
    """

    LABEL = ""  # of the step of the history

    def __init__(self, session: Session, tell: Callable[[UserError], None], looking: Any, how: Any,
                 advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = session.document
        self._session, self._document, self._tell = session, document, tell
        self._levels: list[Array] = []
        self._is_finishing = False
        self._work = Latest(self)
        self._soon = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._soon.timeout.connect(self._request)
        self.canvas = MatteView(document.width, document.height)
        self.looking, self.form = Form(looking), Form(how)
        self._lay_out(advice)
        self.canvas.view_changed.connect(self.refresh)
        self.canvas.pressed.connect(self.pressed)
        self.canvas.moved.connect(self.moved)
        self.canvas.released.connect(self.released)
        self.looking.changed.connect(self.looked)
        self.form.changed.connect(self.shaped)
        self._work.request(partial(pictures, document), self._prepared, self._fail)

    # ---- what a dialog of this kind states

    def preview(self, image: Array, visible: Rect, level: int) -> Callable[[], Shown]:
        """The work that shows `visible` (document px) from `image`, the picture reduced by 2**level."""
        raise NotImplementedError

    def outcome(self, image: Array) -> Callable[[], tuple[Document, int | None]]:
        """The work that makes the document to commit, and the layer to choose then."""
        raise NotImplementedError

    def restart(self) -> None:
        """Forget what was done."""
        raise NotImplementedError

    def pressed(self, x: float, y: float, event: Any) -> None:
        """The left button on the picture, document px."""

    def moved(self, x: float, y: float, event: Any) -> None:
        """The pointer with the button down."""

    def released(self) -> None:
        """The button is up."""

    def looked(self) -> None:
        """The form of how it is shown changed."""
        self.refresh()

    def shaped(self) -> None:
        """The form of what is done changed."""
        self.refresh()

    def key(self, event: QKeyEvent) -> bool:
        """F shows the next view, Shift+F the one before."""
        if event.key() != Qt.Key.Key_F:
            return False
        values, names = self.looking.values(), list(VIEWS)
        step = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.looking.set_values(replace(values, view=names[(names.index(values.view) + step) % len(names)]))
        self.looked()
        return True

    # ---- for those

    def refresh(self) -> None:
        """Show it anew, soon."""
        if not self._is_finishing and self._levels:
            self._soon.start()

    def accept(self) -> None:
        """Do it to the whole picture, then commit it."""
        if self._is_finishing or not self._levels:
            return
        work = self.outcome(self._levels[0])
        self._enter(True)
        self._soon.stop()
        self._work.forget()
        self._work.request(work, self._commit, self._fail)

    def reject(self) -> None:
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys of the dialog, unless a field is typed into."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.key(event):
            return True
        return super().event(event)

    # ---- inside

    def _lay_out(self, advice: str) -> None:
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 10, 0)
        fields.setSpacing(18)
        for part in (self.looking, self.form, hint(advice)):
            fields.addWidget(part)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.progress = endless_bar()
        holder = QWidget()
        holder.setFixedWidth(FORM_PX)
        side = QVBoxLayout(holder)
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(12)
        side.addWidget(scroll, 1)
        side.addWidget(self.progress)
        side.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(holder)
        self.canvas.setFocus()

    def _buttons(self) -> QHBoxLayout:
        ok, cancel, again = decisions(self, self._reset)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(again)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(ok)
        return row

    def _reset(self) -> None:
        self.restart()
        self.shaped()

    def _prepared(self, levels: list[Array]) -> None:
        self._levels = levels
        self._request()

    def _request(self) -> None:
        view = self.canvas.view
        level = min(view.level, len(self._levels) - 1)
        work = self.preview(self._levels[level], view.visible, level)
        self._work.request(work, lambda made: self.canvas.show_image(*made), self._fail)

    def _commit(self, made: tuple[Document, int | None]) -> None:
        self._leave()
        document, layer_id = made
        self._session.commit(self.LABEL, document, active=layer_id)
        super().accept()

    def _fail(self, error: Exception) -> None:
        self._enter(False)
        if not isinstance(error, UserError):
            raise error
        self._tell(error)

    def _enter(self, finishing: bool) -> None:
        self._is_finishing = finishing
        self.progress.setVisible(finishing)
        for part in (self.form, self.looking, self.canvas):
            part.setEnabled(not finishing)

    def _leave(self) -> None:
        self._soon.stop()
        self._work.forget()


def pictures(document: Document) -> list[Array]:
    """The merged picture, RGBA uint8, and its halves down to a few hundred px."""
    from editor.document.compose import compose

    levels = [convert(compose(document, document.rect), np.uint8)]
    while max(levels[-1].shape[:2]) > 512:
        levels.append(halved(levels[-1]))
    return levels
