"""The status bar: zoom, place of the pointer, size and depth of the document, the tool's hint, the engine's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QStatusBar, QToolButton, QWidget

from editor.jobs import Job
from editor.text import tr
from editor.ui.icons import icon
from editor.workspace import Workspace

if TYPE_CHECKING:
    from editor.ui.canvas import Canvas

ZOOMS = ("6.25 %", "12.5 %", "25 %", "50 %", "100 %", "200 %", "400 %", "800 %", "1600 %")
DEPTHS = {"uint8": "8", "uint16": "16", "float32": "32"}


class StatusBar(QStatusBar):
    """`show_queue` is what a click on the engine's state does."""

    def __init__(self, workspace: Workspace, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._workspace, self._canvas = workspace, canvas
        self._passing = ""  # a hint that a gesture or a menu shows in place of the tool's own
        self.zoom = _ZoomBox()
        self.extent, self.place, self.hint = QLabel(), QLabel(), QLabel()
        self.hint.setMinimumWidth(0)
        self.place.setMinimumWidth(104)
        self.progress = QProgressBar()
        self.progress.setFixedSize(96, 6)
        self.progress.setRange(0, 1000)
        self.engine = QToolButton()
        self.engine.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.engine.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (self.zoom, self.extent, self.place):
            self.addWidget(widget)
        self.addWidget(self.hint, 1)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.engine)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        workspace, canvas = self._workspace, self._canvas
        self.zoom.activated.connect(lambda _: self._zoom_typed())
        self.zoom.edit.editingFinished.connect(self._zoom_typed)
        canvas.view_changed.connect(self._show_zoom)
        canvas.cursor_moved.connect(self._show_place)
        canvas.hint_changed.connect(self._show_hint)
        workspace.session_changed.connect(self.refresh)
        workspace.tool_changed.connect(self.refresh)
        workspace.engine.state_changed.connect(self._show_engine)
        workspace.engine.job_changed.connect(self._show_job)
        self.messageChanged.connect(lambda text: self.hint.setVisible(not text))

    def refresh(self, *_: object) -> None:
        """Everything that does not change with the pointer."""
        session = self._workspace.session
        self.zoom.setVisible(session is not None)
        self.extent.setVisible(session is not None)
        if session is None:
            self.place.clear()
        else:
            document = session.shown
            depth = tr("{bits} bits/channel", bits=DEPTHS.get(document.dtype, document.dtype))
            self.extent.setText(f"{document.width} × {document.height} px   {depth}")
        self._show_zoom()
        self._show_hint("")
        self._show_engine(self._workspace.engine.state)

    def _show_zoom(self, *_: object) -> None:
        view: Any = getattr(self._canvas, "view", None)
        with QSignalBlocker(self.zoom):
            has_view = view is not None and self._workspace.session is not None
            self.zoom.setEditText(f"{view.zoom * 100:.4g} %" if has_view else "")
            self.zoom.edit.setCursorPosition(0)  # else a long number shows its end

    def _zoom_typed(self) -> None:
        typed = self.zoom.currentText().replace("%", "").replace(",", ".").strip()
        try:
            zoom = float(typed) / 100
        except ValueError:
            self._show_zoom()
            return
        view = self._canvas.view
        if abs(view.zoom - zoom) > 1e-4 * zoom:
            self._canvas.set_view(view.zoomed(zoom))
        self._canvas.setFocus()

    def _show_place(self, *place: object) -> None:
        """The canvas tells document px, or None when the pointer leaves."""
        values: Any = place[0] if len(place) == 1 else place
        if isinstance(values, tuple) and len(values) == 2:
            self.place.setText(f"{int(values[0] // 1)}, {int(values[1] // 1)}")
        else:
            self.place.clear()

    def _show_hint(self, text: str) -> None:
        self.hint.setText(tr(text) if text else tr(self._workspace.tool.hint))

    def _show_engine(self, state: str) -> None:
        texts = {"off": tr("Engine off"), "starting": tr("Engine starting"), "ready": tr("Engine ready"),
                 "busy": tr("Engine working")}
        roles = {"off": "faint", "starting": "warning", "ready": "good", "busy": "accent_text"}
        self.engine.setText(texts.get(state, state))
        self.engine.setIcon(icon("cpu", roles.get(state, "icon")))
        self.engine.setToolTip(tr("Show or hide the queue"))
        if state != "busy":
            self.progress.hide()

    def _show_job(self, job: Job) -> None:
        if job.state == "running" and job.progress is not None:
            self.progress.show()
            self.progress.setValue(round(1000 * job.progress.fraction))
            self.engine.setText(f"{tr(job.progress.stage)}  {job.progress.fraction:.0%}")
        elif job.state != "running":
            self._show_engine(self._workspace.engine.state)


class _ZoomBox(QComboBox):
    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.setLineEdit(self.edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(ZOOMS)
        self.setFixedWidth(100)
        self.setToolTip(tr("Zoom"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
