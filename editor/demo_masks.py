"""The demo's steps about masked edits: what the model sees, what changed, the modes of the button, regions, retouch."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage, QPainter

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.selection_shape import from_ellipse, from_rect
from editor.document.transform import crop
from editor.session import Session
from inference.api import ModelInfo

if TYPE_CHECKING:
    from editor.demo import Stage

# No weights come with the program. What is drawn is what a model of this size would see; nothing is generated with it.
EXAMPLE = ModelInfo("example", "Example of SDXL's size", "checkpoint", "sdxl", ("inpaint", "remove", "generate"),
                    native=1024, multiple=8)


def _choose_example(stage: Stage) -> None:
    stage.engine.models = (EXAMPLE,)
    stage.engine.models_changed.emit()
    stage.panel.model.setCurrentIndex(stage.panel.model.findData(EXAMPLE.path))
    stage.panel.model.activated.emit(stage.panel.model.currentIndex())
    stage.spin(0.2)


def _forget_example(stage: Stage) -> None:
    stage.engine.models = ()
    stage.engine.models_changed.emit()


def _set(stage: Stage, **values: Any) -> None:
    stage.panel.form.set_values(dataclasses.replace(stage.panel.values(), **values))
    stage.panel.refresh()


def _select(session: Session, document: Document, selection: Any) -> None:
    session.commit("Select", document.with_(selection=selection))


def _difference(stage: Stage) -> None:
    """The badge that counts what changed outside, and the picture of what changed."""
    from editor.ui.panels.results import ResultsStrip

    stage.open("rocket.jpg")
    document = stage.session.document
    _select(stage.session, document, from_ellipse(172, 100, 226, 392, document.rect))
    stage.run("remove")
    stage.window.view("zoom_fit")
    stage.shoot("badge")
    strip = stage.window.findChild(ResultsStrip)
    strip.differs.click()
    stage.shoot("difference")
    strip.differs.click()
    stage.window.trigger("ai.discard")


def _overlay(stage: Stage) -> None:
    """What the model sees: crop, zones, pre-fill."""
    stage.open("coffee.png")
    document = stage.session.document
    stage.panel.choose_operation("inpaint")
    _choose_example(stage)
    _select(stage.session, document, from_ellipse(332, 210, 412, 340, document.rect))
    _set(stage, mode="auto", strength=1.0)
    stage.window.view("zoom_fit")
    QCoreApplication.sendEvent(stage.panel.button, QEvent(QEvent.Type.Enter))
    overlay = stage.window.canvas._context
    stage.until(lambda: bool(overlay.prefill))
    stage.shoot("overlay")
    QCoreApplication.sendEvent(stage.panel.button, QEvent(QEvent.Type.Leave))


def _regions(stage: Stage) -> None:
    session, document = stage.session, stage.session.document
    for rect, strength in (((170, 20, 410, 200), 40.0), ((330, 200, 420, 345), 100.0)):
        _select(session, session.document, from_ellipse(*rect, document.rect))
        stage.panel.regions.add.click()
        stage.panel.regions.rows[-1].strength.spin.setValue(strength)
    stage.shoot("regions")
    session.set_regions((), "Remove region")


def _modes(stage: Stage) -> None:
    """The button names what it will do in four contexts, side by side."""
    stage.open("rocket.jpg")
    session, whole = stage.session, stage.session.document
    stage.panel.choose_operation("inpaint")
    _choose_example(stage)
    shots = []
    for document, selection, values in (
        (whole, from_ellipse(172, 100, 226, 392, whole.rect), {"strength": 1.0}),
        (whole, from_rect(0, 0, 110, whole.height, whole.rect), {"strength": 1.0}),
        (crop(whole, Rect(-90, -40, whole.width + 180, whole.height + 40)), None, {"strength": 1.0}),
        (whole, from_ellipse(290, 110, 360, 410, whole.rect), {"strength": 0.45}),
    ):
        _select(session, document, selection)
        _set(stage, mode="auto", **values)
        stage.window.view("zoom_fit")
        stage.spin(0.6)
        shots.append(_part(stage))
    stage.save("modes", _tiled(shots))
    _forget_example(stage)


def _part(stage: Stage) -> QImage:
    """The panel and the canvas, smaller."""
    from PySide6.QtCore import QRect, Qt

    canvas = stage.window.canvas
    right = canvas.mapTo(stage.window, canvas.rect().bottomRight())
    top = stage.window.options.height() + stage.window.menuBar().height()
    image = stage.window.grab(QRect(48, top, right.x() - 48, right.y() - top)).toImage()
    size = image.size() * 0.72
    part: QImage = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio,
                                Qt.TransformationMode.SmoothTransformation)
    return part


def _tiled(shots: list[QImage]) -> QImage:
    """Two and two with a gap."""
    w, h, gap = shots[0].width(), shots[0].height(), 10
    sheet = QImage(2 * w + gap, 2 * h + gap, QImage.Format.Format_RGB32)
    sheet.fill(0xFF808288)
    painter = QPainter(sheet)
    for i, shot in enumerate(shots):
        painter.drawImage((i % 2) * (w + gap), (i // 2) * (h + gap), shot)
    painter.end()
    return sheet


STEPS = (_difference, _overlay, _regions, _modes)
