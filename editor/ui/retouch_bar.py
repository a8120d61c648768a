"""A small bar by the last retouch stroke: the built-in version or the model's."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton

from editor.text import tr
from editor.ui.canvas import Canvas
from editor.ui.icons import icon
from editor.ui.panels.parts import tool_button
from editor.workspace import Workspace

GAP_PX = 12


class RetouchBar(QFrame):
    """Shown while there is an offer; it keeps under the stroke, inside the canvas."""

    def __init__(self, workspace: Workspace, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.setObjectName("retouchBar")
        self.setProperty("role", "popup")
        self._workspace, self._canvas = workspace, canvas
        self.built_in = self._segment(tr("Built in"), "first")
        self.by_model = self._segment("", "last")
        together = QButtonGroup(self)
        for button in (self.built_in, self.by_model):
            together.addButton(button)
        self.built_in.clicked.connect(lambda: self._choose("built in"))
        self.by_model.clicked.connect(lambda: self._choose("model"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(0)
        row.addWidget(self.built_in)
        row.addWidget(self.by_model)
        row.addSpacing(6)
        row.addWidget(tool_button("x", tr("Keep this version"), workspace.retouching.withdraw))
        self.hide()
        workspace.retouching.changed.connect(self.follow)
        canvas.view_changed.connect(self._place)

    def follow(self) -> None:
        offer = self._workspace.retouching.offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        name = offer.model.name
        self.by_model.setEnabled("model" in offer.pictures)
        self.by_model.setIcon(icon("loader-circle" if offer.waits else "circle-alert" if offer.failure else "sparkles"))
        self.by_model.setText(tr("{model} is at work…", model=name) if offer.waits else name)
        self.by_model.setToolTip(tr(offer.failure) if offer.failure else tr("The model's version of this stroke"))
        self.built_in.setChecked(offer.chosen == "built in")
        self.by_model.setChecked(offer.chosen == "model")
        self._place()

    def _choose(self, version: Literal["built in", "model"]) -> None:
        self._workspace.retouching.choose(version)

    def _place(self) -> None:
        """Under the middle of the stroke, or above it where there is no room."""
        offer = self._workspace.retouching.offer
        placement = offer.pictures["built in"][1] if offer is not None else None
        if placement is None or placement.mask is None:
            return
        self.adjustSize()
        place = placement.mask.content_bounds()
        x0, y0, x1, y1 = self._canvas.view.rect_to_screen(place.x, place.y, place.w, place.h)
        room_x, room_y = self._canvas.width() - self.width(), self._canvas.height() - self.height()
        x, y = (x0 + x1 - self.width()) / 2, y1 + GAP_PX
        if y > room_y:
            y = y0 - GAP_PX - self.height()
        self.move(QPoint(round(min(max(x, 0), max(room_x, 0))), round(min(max(y, 0), max(room_y, 0)))))
        self.raise_()

    @staticmethod
    def _segment(text: str, end: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        button.setProperty("role", "segment")
        button.setProperty("end", end)
        return button
