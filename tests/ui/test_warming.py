"""While the kernels are not there yet: a rough picture on the canvas, and gestures that wait."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document import kernelcache
from editor.document.compose import Compositor
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.rough import rough
from editor.ui.window import Window


def picture(edge: int = 320) -> Document:
    y, x = np.mgrid[:edge, :edge]
    ramp = np.dstack([x % 256, y % 256, (x + y) // 3 % 256, x * 0 + 255]).astype(np.uint8)
    half = np.full((edge // 2, edge // 2, 4), (250, 20, 40, 160), np.uint8)
    mask = Mask(Pixels.of(np.full((edge, edge), 128, np.uint8)))
    layers = (PixelLayer(pixels=Pixels.of(ramp)), PixelLayer(pixels=Pixels.of(half), x=40, y=60, opacity=0.7),
              GroupLayer(opacity=0.5, children=(PixelLayer(pixels=Pixels.of(half), x=150, y=10, mask=mask),)),
              PixelLayer(pixels=Pixels.of(half), visible=False))
    return Document(width=edge, height=edge, layers=layers)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_the_rough_picture_of_plain_layers_is_the_picture(dtype: str) -> None:
    document = picture()
    if dtype != "uint8":
        from editor.document.content import at_depth

        document = at_depth(document, dtype)
    exact = Compositor().render(document, document.rect)
    assert np.abs(rough(document, 1).astype(int) - exact).max() <= 2
    assert np.array_equal(rough(document, 4), rough(document, 1)[::4, ::4])


@pytest.fixture
def held(window: Window, monkeypatch: pytest.MonkeyPatch) -> tuple[Window, threading.Event, threading.Event]:
    """A window whose kernels are loaded when the events say so: those that draw, then the rest."""
    drawing, rest = threading.Event(), threading.Event()

    def warm(drawable: Callable[[], None]) -> None:
        drawing.wait(10)
        drawable()
        rest.wait(10)

    monkeypatch.setattr(kernelcache, "warm", warm)
    window.workspace.warming.start()
    window.workspace.add(Session(picture(), "New"))
    QApplication.processEvents()
    return window, drawing, rest


def test_the_canvas_shows_the_rough_picture_first(
    held: tuple[Window, threading.Event, threading.Event], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, drawing, rest = held
    asked: list[Rect] = []
    render = Compositor.render
    monkeypatch.setattr(Compositor, "render",
                        lambda self, document, rect, *more, **named: (asked.append(rect), render(
                            self, document, rect, *more, **named))[1])
    first = window.canvas.grab().toImage()
    assert not asked
    middle = first.pixelColor(first.width() // 2, first.height() // 2)
    with qtbot.waitSignal(window.workspace.warming.drawable):
        drawing.set()
    second = window.canvas.grab().toImage()
    assert asked
    after = second.pixelColor(second.width() // 2, second.height() // 2)
    assert max(abs(a - b) for a, b in zip(middle.getRgb(), after.getRgb(), strict=True)) < 40
    with qtbot.waitSignal(window.workspace.warming.finished):
        rest.set()


def test_a_stroke_waits_for_the_kernels(held: tuple[Window, threading.Event, threading.Event]) -> None:
    window, drawing, rest = held
    window.workspace.choose_tool("brush")
    assert window.workspace.session is not None
    window.workspace.session.activate(window.workspace.session.document.layers[0].id)
    drawing.set()
    QTimer.singleShot(60, rest.set)
    at = QPointF(window.canvas.width() / 2, window.canvas.height() / 2)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held_down in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        QApplication.sendEvent(window.canvas, QMouseEvent(kind, at, QPointF(window.canvas.mapToGlobal(at.toPoint())),
                                                          left, held_down, Qt.KeyboardModifier.NoModifier))
        assert not window.workspace.warming.is_under_way
    assert window.workspace.session.history.can_undo
