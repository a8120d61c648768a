"""Liquify and transform in the window: a held button works on, Ctrl+Z takes their own parts back, numbers follow."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.canvas import Canvas
from editor.ui.window import Window

EDGE = 300


@pytest.fixture
def window(window: Window, qapp: QApplication) -> Window:
    noise = np.random.default_rng(1).integers(0, 256, (EDGE, EDGE, 4), dtype=np.uint8)
    noise[..., 3] = 255
    window.resize(1200, 800)
    layer = PixelLayer(pixels=Pixels.of(noise))
    window.workspace.add(Session(Document(width=EDGE, height=EDGE, layers=(layer,)), "New"))
    qapp.processEvents()
    return window


def mouse(canvas: Canvas, kind: QEvent.Type, x: float, y: float,
          keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(*canvas.view.to_screen(x, y))
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at.toPoint())), button, held, keys))
    canvas.driver.flush()


def drag(canvas: Canvas, begin: tuple[float, float], end: tuple[float, float],
         keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    mouse(canvas, QEvent.Type.MouseButtonPress, *begin, keys)
    mouse(canvas, QEvent.Type.MouseMove, *end, keys)
    mouse(canvas, QEvent.Type.MouseButtonRelease, *end, keys)


def undo(canvas: Canvas) -> bool:
    """As Qt does it: whoever claims the key gets it, and it is nobody's shortcut."""
    facts = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    claim = QKeyEvent(QEvent.Type.ShortcutOverride, *facts)
    claim.ignore()
    QApplication.sendEvent(canvas, claim)
    if claim.isAccepted():
        QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, *facts))
        canvas.driver.flush()
    return claim.isAccepted()


def shown(session: Session) -> np.ndarray:
    layer = session.shown.layers[0]
    assert isinstance(layer, PixelLayer)
    return layer.pixels.read(session.document.rect.moved(-layer.x, -layer.y))


def front(window: Window) -> Session:
    assert window.workspace.session is not None
    return window.workspace.session


def test_a_held_button_goes_on_twirling(window: Window, qtbot: QtBot) -> None:
    workspace, canvas, session = window.workspace, window.canvas, front(window)
    workspace.choose_tool("liquify")
    workspace.set_options(dataclasses.replace(workspace.options["liquify"], mode="twirl", size=150.0))
    mouse(canvas, QEvent.Type.MouseButtonPress, 150, 150)
    first = shown(session)
    qtbot.waitUntil(lambda: not np.array_equal(shown(session), first), timeout=3000)
    mouse(canvas, QEvent.Type.MouseButtonRelease, 150, 150)
    last = shown(session)
    qtbot.wait(80)
    assert np.array_equal(shown(session), last), "the button is up"
    assert canvas.driver.accept()
    assert [state.label for state in session.history.states] == ["New", "Liquify"]
    session.undo()
    assert len(session.history.states) == 2


def test_undo_takes_a_stroke_of_liquify_back_and_escape_all(window: Window) -> None:
    workspace, canvas, session = window.workspace, window.canvas, front(window)
    before = shown(session)
    workspace.choose_tool("liquify")
    drag(canvas, (100, 100), (140, 100))
    one = shown(session)
    drag(canvas, (100, 200), (140, 200))
    assert undo(canvas)
    assert np.array_equal(shown(session), one)
    assert not np.array_equal(one, before)
    canvas.driver.cancel()
    assert np.array_equal(shown(session), before)
    assert len(session.history.states) == 1
    workspace.choose_tool("brush")
    assert not undo(canvas), "elsewhere it is the history's"


@pytest.mark.parametrize("tool", ["transform", "liquify"])
def test_undo_is_the_history_s_while_nothing_was_changed(window: Window, tool: str) -> None:
    window.workspace.choose_tool(tool)
    assert window.canvas.driver.running is not None
    assert not undo(window.canvas)


def test_all_parts_of_a_transform_taken_back_leave_undo_to_the_history(window: Window) -> None:
    window.workspace.choose_tool("transform")
    middle = EDGE / 2
    drag(window.canvas, (middle, middle), (middle + 30, middle))
    assert undo(window.canvas)
    assert not undo(window.canvas)


def test_transform_distorts_says_its_numbers_and_takes_back(window: Window) -> None:
    workspace, canvas, session = window.workspace, window.canvas, front(window)
    workspace.choose_tool("move")
    workspace.choose_tool("transform")
    drag(canvas, (EDGE, EDGE), (EDGE / 2, EDGE / 2))
    options = workspace.options["transform"]
    assert (options.w, options.h, options.x, options.y) == (50.0, 50.0, 75.0, 75.0)
    assert window.options.fields["w"].value() == 50.0
    drag(canvas, (EDGE / 2, EDGE / 2), (120, 130), Qt.KeyboardModifier.ControlModifier)
    workspace.set_options(dataclasses.replace(workspace.options["transform"], angle=90.0))
    canvas.driver.flush()
    assert undo(canvas)
    assert workspace.options["transform"].angle == 0.0
    assert canvas.driver.accept()
    assert [state.label for state in session.history.states] == ["New", "Transform"]
    alpha = shown(session)[..., 3]
    assert alpha[60, 60] == 255
    assert alpha[140, 140] == 0
