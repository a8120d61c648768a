"""The canvas in the window: what a stroke tells and repaints, where the view stays, what is let go."""

from __future__ import annotations

import dataclasses
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.canvas import Canvas
from editor.ui.window import Window


@pytest.fixture
def window(window: Window, qapp: QApplication) -> Window:
    window.resize(1200, 800)
    window.workspace.add(session())
    qapp.processEvents()
    return window


def session(edge: int = 900) -> Session:
    layer = PixelLayer(name="Ground", pixels=Pixels.of(np.full((edge, edge, 4), 200, np.uint8)))
    return Session(Document(width=edge, height=edge, layers=(layer,)), "New")


def send(canvas: Canvas, kind: QEvent.Type, x: float, y: float) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    at = QPointF(x, y)
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at.toPoint())), button, held,
                                               Qt.KeyboardModifier.NoModifier))
    canvas.driver.flush()


def stroke(canvas: Canvas) -> None:
    x, y = canvas.width() / 2, canvas.height() / 2
    send(canvas, QEvent.Type.MouseButtonPress, x, y)
    send(canvas, QEvent.Type.MouseMove, x + 40, y)
    send(canvas, QEvent.Type.MouseButtonRelease, x + 60, y)


def test_a_stroke_tells_its_own_rectangle_and_nothing_of_structure(window: Window) -> None:
    front, told, areas = window.workspace.session, [], []
    assert front is not None
    workspace = window.workspace
    workspace.choose_tool("brush")
    workspace.set_options(dataclasses.replace(workspace.options["brush"], size=40.0))
    window.canvas.set_view(window.canvas.view.zoomed(1.0).centred(450.0, 450.0))
    front.structure_changed.connect(lambda: told.append(1))
    front.shown_changed.connect(areas.append)
    stroke(window.canvas)
    total = Rect(0, 0, 0, 0)
    for area in areas:
        total = total.union(area)
    assert not told
    assert len(front.history.states) == 2
    assert 90 <= total.w <= 106
    assert 38 <= total.h <= 46


def test_the_view_stays_fitted_until_it_is_moved(window: Window, qapp: QApplication) -> None:
    canvas = window.canvas
    window.resize(1000, 620)
    qapp.processEvents()
    assert canvas.view.zoom == pytest.approx(canvas.view.fitted(largest=1.0).zoom)
    canvas.set_view(canvas.view.zoomed(2.0))
    window.resize(1200, 800)
    qapp.processEvents()
    assert canvas.view.zoom == 2.0


def test_a_closed_document_lets_its_pixels_go(window: Window, qtbot: QtBot) -> None:
    """Without the collector: it does not look at what was there when the kernels were loaded."""
    other = session()
    window.workspace.add(other)
    window.workspace.choose_tool("brush")
    stroke(window.canvas)
    first, last = (weakref.ref(state.document.layers[0].pixels) for state in other.history.states)  # type: ignore[attr-defined]
    window.workspace.close(other)
    del other
    qtbot.waitUntil(lambda: first() is None and last() is None, timeout=3000)


def test_squares_show_as_soon_as_something_is_erased(window: Window, qapp: QApplication) -> None:
    canvas, workspace = window.canvas, window.workspace
    front = workspace.session
    assert front is not None
    ground = front.document.layers[0]
    full = np.full((900, 900, 4), 255, np.uint8)
    front.commit("Fill", front.document.with_layer(ground.with_(pixels=Pixels.of(full))))
    canvas.set_view(canvas.view.zoomed(2.0).centred(450.0, 450.0))
    middle = canvas.rect().center()

    def shown() -> tuple[int, ...]:
        qapp.processEvents()
        return tuple(canvas.grab().toImage().pixelColor(middle).getRgb()[:3])

    assert shown() == (255, 255, 255)
    full[440:460, 440:460, 3] = 0
    front.commit("Hole", front.document.with_layer(ground.with_(pixels=Pixels.of(full))))
    assert max(shown()) < 120
    front.undo()
    assert shown() == (255, 255, 255)
