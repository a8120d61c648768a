"""The live preview of a filter: its form beside the picture, computed in a thread, committed as one undo step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.session import Session
from editor.text import tr
from editor.ui.dialogs import decisions, endless_bar
from editor.ui.filter_histogram import HistogramView, histogram
from editor.ui.form import Form
from editor.ui.form_curve import CurveField
from editor.ui.window_work import Latest
from inference.api import Operation, UserError, parameters

if TYPE_CHECKING:
    from editor.ui.canvas import Canvas

SETTLE_MS = 25  # several edits within this time are one preview


class FilterDialog(QDialog):
    """Not modal to the eye: the canvas stays in view and can be moved about, the document cannot change otherwise.

    `tell(error)` shows a UserError to the user.
    """

    applied = Signal(object)  # the parameters, once the result is committed

    def __init__(self, operation: Operation, session: Session, canvas: Canvas, tell: Callable[[UserError], None],
                 parent: QWidget | None = None, params: Any = None) -> None:
        super().__init__(parent)
        layer = session.active_layer
        if not isinstance(layer, PixelLayer):
            raise UserError("{filter} needs a layer with pixels.", "Choose a pixel layer in the Layers panel.",
                            filter=tr(operation.text))
        self.setWindowTitle(tr(operation.text))
        self.setMinimumWidth(380)
        self._operation, self._session, self._canvas, self._tell = operation, session, canvas, tell
        self._layer_id, self._document = layer.id, session.document
        self._is_finishing = False
        self.histogram: HistogramView | None = None
        self._work = Latest(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self._request)
        self.form = Form(params or operation.parameters())
        self.show_preview = QCheckBox(tr("Preview"))
        self.progress = endless_bar()
        self._lay_out()
        self._show_histogram(layer)
        canvas.view_changed.connect(self._changed)
        self._work.busy_changed.connect(self._show_busy)
        self._changed()

    def accept(self) -> None:
        """Compute the whole picture, then commit it."""
        if self._is_finishing:
            return
        self._is_finishing = True
        self._soon.stop()
        self.form.setEnabled(False)
        params = self.form.values()
        self._work.forget()
        work = partial(_applied, self._document, self._layer_id, self._operation, params)
        self._work.request(work, self._commit, self._fail)

    def reject(self) -> None:
        self._leave()
        self._session.preview(None)
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def reset(self) -> None:
        self.form.set_values(self._operation.parameters())
        self.form.changed.emit()

    # ---- inside

    def _lay_out(self) -> None:
        ok, cancel, reset = decisions(self, self.reset)
        self.show_preview.setChecked(True)
        self.show_preview.toggled.connect(self._changed)
        self.form.changed.connect(self._changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_preview)
        row.addStretch(1)
        for button in (reset, cancel, ok):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        if parameters(self._operation.parameters):
            column.addWidget(self.form)
        column.addWidget(self.progress)
        column.addLayout(row)

    def _changed(self, *_: object) -> None:
        if not self._is_finishing:
            self._soon.start()

    def _request(self) -> None:
        if not self.show_preview.isChecked():
            self._work.forget()
            self._session.preview(None)
            return
        view = self._canvas.view
        params = self.form.values()
        work = partial(_previewed, self._document, self._layer_id, self._operation, params, view.visible, view.level)
        self._work.request(work, self._show, self._fail)

    def _show(self, document: Document) -> None:
        if not self._is_finishing and self.show_preview.isChecked():
            self._session.preview(document)

    def _commit(self, document: Document) -> None:
        self._leave()
        self._session.preview(None)
        self._session.commit(self._operation.text, document)
        self.applied.emit(self.form.values())
        super().accept()

    def _fail(self, error: Exception) -> None:
        self._is_finishing = False
        self.form.setEnabled(True)
        self._session.preview(None)
        if not isinstance(error, UserError):
            raise error
        self._tell(error)

    def _leave(self) -> None:
        self._soon.stop()
        self._work.forget()

    def _show_busy(self, busy: bool) -> None:
        """The bar appears only for the whole picture: previews are too short for it."""
        self.progress.setVisible(busy and self._is_finishing)

    def _show_histogram(self, layer: PixelLayer) -> None:
        """Behind curves, and above the fields of levels."""
        curves = [f for f in self.form.fields.values() if isinstance(f, CurveField)]
        moves_tones = {"black", "gamma", "white"} <= set(self.form.fields)
        if not curves and not moves_tones:
            return
        counted = histogram(self._document, layer)
        for field in curves:
            field.set_histogram(counted.of(field.parameter.name))
        if moves_tones:
            self.histogram = HistogramView(counted)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(0, self.histogram)
            self.form.changed.connect(self._mark_histogram)
            self._mark_histogram()

    def _mark_histogram(self) -> None:
        if self.histogram is not None:
            self.histogram.show_levels(self.form.values())


def _previewed(document: Document, layer: int, operation: Operation, params: Any, rect: Rect, level: int) -> Document:
    """In the thread, like the next; imported late, because the start of the program does not need it."""
    from editor.ui.filter_preview import preview

    return preview(document, layer, operation, params, rect, level)


def _applied(document: Document, layer: int, operation: Operation, params: Any) -> Document:
    from editor.filters.apply import apply_filter

    return apply_filter(document, layer, operation, params)
