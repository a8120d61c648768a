"""The adjustments panel: the values of the chosen adjustment layer, live; buttons that make new ones without one."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.actions.adjustments import kinds
from editor.document.adjustment import adjusted_by
from editor.document.layer import AdjustmentLayer
from editor.filters.unknown import tried
from editor.session import Session
from editor.text import tr
from editor.ui.filter_histogram import HistogramView, counted
from editor.ui.form import Form
from editor.ui.form_curve import CurveField
from editor.ui.icons import icon
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import caption, hint, let_go, row, tool_button
from inference.api import UserError, parameters

COMMIT_MS = 250  # after the last change, the hand off the mouse: then it is a step of the history
ONE_STEP_S = 1.0  # changes by keys within this time are one step
HISTOGRAM_MS = 150


class AdjustmentsPanel(QWidget):
    """A drag is previewed as it goes and committed once. `form` is that of the chosen layer, None without one."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("adjustmentsPanel")
        self.host, self.workspace = host, host.workspace
        self.session: Session | None = None
        self.layer_id: int | None = None
        self.form: Form | None = None
        self.histogram: HistogramView | None = None
        self._step, self._changed_at, self._pending = 0, 0.0, False
        self._known: Any = None  # the parameters that the form was given or has given
        self._commit_soon = QTimer(self, singleShot=True, interval=COMMIT_MS)
        self._commit_soon.timeout.connect(self._idle)
        self._count_soon = QTimer(self, singleShot=True, interval=HISTOGRAM_MS)
        self._count_soon.timeout.connect(self._count)
        self._lay_out()
        self.workspace.session_changed.connect(self._another_session)
        self._another_session()

    # ---- construction

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choice())
        self.pages.addWidget(self._editor())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _choice(self) -> QWidget:
        """A button for each kind."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(1)
        column.addWidget(hint(tr("A new adjustment layer changes everything below it and can be changed, masked and "
                                 "removed at any time.")))
        self.choices: dict[str, QToolButton] = {}
        for operation, begins in kinds():
            if begins:
                column.addSpacing(8)
            button = QToolButton()
            button.setIcon(icon(operation.icon))
            button.setIconSize(QSize(16, 16))
            button.setText(f"  {tr(operation.text)}")
            button.setAutoRaise(True)
            button.setToolTip(tr(operation.help) or tr(operation.text))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.host.trigger, f"adjust.{operation.id}"))
            column.addWidget(button)
            self.choices[operation.id] = button
        column.addStretch(1)
        return _scrolled(page)

    def _editor(self) -> QWidget:
        page = QWidget()
        self.symbol, self.name = caption(""), caption("")
        self.name.setProperty("role", "title")
        self.clip = tool_button("corner-left-down", tr("Clip to the layer below"),
                                lambda: self.host.trigger("layer.clipping"))
        self.clip.setCheckable(True)
        self.eye = tool_button("eye", tr("Show or hide"), lambda: self.host.trigger("layer.visible"))
        self.reset = tool_button("rotate-ccw", tr("Reset"), self.reset_values)
        self.delete = tool_button("trash-2", tr("Delete layer"), lambda: self.host.trigger("layer.delete"))
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(10, 4, 10, 12)
        self.column.setSpacing(10)
        self.column.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row(self.symbol, self.name, 1, margins=(10, 10, 6, 6)))
        column.addWidget(_scrolled(self.body), 1)
        column.addWidget(row(self.clip, self.eye, self.reset, 1, self.delete, margins=(6, 4, 6, 4)))
        return page

    # ---- following

    def _another_session(self) -> None:
        old, new = self.session, self.workspace.session
        if old is not None:
            self.flush()
            old.structure_changed.disconnect(self._read)
            old.history_changed.disconnect(self._read)
        self.session = new
        if new is not None:
            new.structure_changed.connect(self._read)
            new.history_changed.connect(self._read)
        self._read()

    def layer(self) -> AdjustmentLayer | None:
        found = self.session.active_layer if self.session is not None else None
        return found if isinstance(found, AdjustmentLayer) else None

    def _read(self) -> None:
        layer = self.layer()
        for button in self.choices.values():
            button.setEnabled(self.session is not None)
        if layer is None or layer.id != self.layer_id:
            self.flush()
            self._another_layer(layer)
        if layer is None:
            return
        if self.form is not None and not self._pending and layer.params != self._known:
            self._known = layer.params
            self.form.set_values(layer.params)
            self._mark()
        self.name.setText(layer.name or tr(layer.operation.text))
        self.clip.setChecked(layer.clipping)
        self.eye.setIcon(icon("eye" if layer.visible else "eye-off"))
        self._count_soon.start()

    def _another_layer(self, layer: AdjustmentLayer | None) -> None:
        let_go(widget for widget in (self.form, self.histogram) if widget is not None)
        self.form = self.histogram = None
        self.layer_id = layer.id if layer is not None else None
        self.pages.setCurrentIndex(0 if layer is None else 1)
        if layer is None:
            return
        self._draw_symbol()
        self.reset.setEnabled(bool(parameters(layer.params)))
        self._known = layer.params
        self.form = Form(layer.params, narrow=True)
        self.form.changed.connect(self._changed)
        for child in self.form.findChildren(QWidget):
            child.installEventFilter(self)
        self.column.insertWidget(0, self.form)
        if {"black", "gamma", "white"} <= set(self.form.fields):
            self.histogram = HistogramView(None)
            self.column.insertWidget(0, self.histogram)
            self._mark()

    def _draw_symbol(self) -> None:
        layer = self.layer()
        if layer is not None:
            self.symbol.setPixmap(icon(layer.operation.icon or "sliders-horizontal").pixmap(16, 16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_symbol()

    # ---- edits

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press begins a new step of the history, a release ends it."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._step += 1
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pending:
            self._commit_soon.start(0)
        return False

    def _changed(self) -> None:
        now = time.monotonic()
        held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not held and now - self._changed_at > ONE_STEP_S:
            self._step += 1
        layer = self.layer()
        try:
            if layer is not None and self.form is not None:
                tried(layer.operation, self.form.values())
        except UserError as error:
            self.workspace.notice(error)
            if layer is not None and self.form is not None:
                self.form.set_values(layer.params)
            return
        self._changed_at, self._pending = now, True
        edited = self._edited()
        if self.session is not None and edited is not None:
            self.session.preview(edited)
        self._mark()
        self._commit_soon.start(COMMIT_MS)

    def _edited(self) -> Any:
        if self.session is None or self.form is None or self.layer_id is None:
            return None
        if self.session.document.find(self.layer_id) is None:
            return None
        return adjusted_by(self.session.document, self.layer_id, self.form.values())

    def _idle(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._commit_soon.start(COMMIT_MS)
        else:
            self.flush()

    def flush(self) -> None:
        """What was changed becomes a step of the history, or part of the one that it goes on with."""
        if not self._pending:
            return
        edited, self._pending = self._edited(), False
        self._commit_soon.stop()
        session = self.session
        if session is None or edited is None:
            return
        if edited is session.document:
            session.preview(None)
        else:
            self._known = edited.layer(self.layer_id).params
            session.commit("Adjust", edited, f"adjust {self.layer_id} {self._step}")

    def reset_values(self) -> None:
        layer = self.layer()
        if layer is not None and self.form is not None:
            self._step += 1
            self.form.set_values(type(layer.params)())
            self._changed()
            self.flush()

    # ---- the histogram of what is changed

    def _count(self) -> None:
        """Of levels and curves, while the panel can be seen and nothing is being dragged."""
        session, layer = self.session, self.layer()
        curves = [f for f in self.form.fields.values() if isinstance(f, CurveField)] if self.form is not None else []
        if session is None or layer is None or not self.isVisible() or not (curves or self.histogram):
            return
        found = counted(session.document, layer.id)
        for field in curves:
            field.set_histogram(found.of(field.parameter.name))
        if self.histogram is not None:
            self.histogram.show_counts(found)

    def _mark(self) -> None:
        if self.histogram is not None and self.form is not None:
            self.histogram.show_levels(self.form.values())

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._count_soon.start()


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


PANEL = Panel("adjustments", "Adjustments", "sliders-horizontal", "left", AdjustmentsPanel, order=20, stack="side")
