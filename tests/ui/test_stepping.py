"""Long steps of a gesture: the window goes on living, and moves are passed over only where a tool allows it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.background import waited
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from editor.ui.window import Window
from inference.api import UserError

LONG_S, PATIENCE_S = 0.1, 20.0


def session() -> Session:
    layer = PixelLayer(name="Ground", pixels=Pixels.of(np.full((400, 400, 4), 200, np.uint8)))
    return Session(Document(width=400, height=400, layers=(layer,)), "New")


def choose(window: Window, gesture: Callable[[Scene, Pointer], Gesture], latest: bool = False) -> Session:
    tool = Tool("slow", "Slow", "brush", gesture, latest=latest)
    workspace = window.workspace
    workspace.tools["slow"], workspace.options["slow"] = tool, tool.options()
    workspace.add(session())
    workspace.choose_tool("slow")
    QApplication.processEvents()
    assert workspace.session is not None
    return workspace.session


def send(window: Window, kind: QEvent.Type, x: float, y: float = 100.0) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    at = QPointF(x, y)
    QApplication.sendEvent(window.canvas, QMouseEvent(kind, at, QPointF(window.canvas.mapToGlobal(at.toPoint())),
                                                      button, held, Qt.KeyboardModifier.NoModifier))


def renamed(document: Document, name: str) -> Document:
    return document.with_(layers=(document.layers[0].with_(name=name),))


@pytest.fixture
def lived() -> Iterator[threading.Event]:
    """Set once the window has handled a timer: what waits for it in a thread proves that the window goes on."""
    event = threading.Event()
    timer = QTimer(interval=5)
    timer.timeout.connect(event.set)
    timer.start()
    yield event
    timer.stop()


def test_a_long_end_lets_the_window_live(window: Window, lived: threading.Event) -> None:
    where: list[str] = []

    def slow(scene: Scene, event: Pointer) -> Gesture:
        while event.kind != "release":
            event = yield Step()
        where.append(threading.current_thread().name)
        lived.clear()
        assert lived.wait(PATIENCE_S)
        return Step(document=renamed(scene.document, "done"), label="Slow")

    front = choose(window, slow)
    send(window, QEvent.Type.MouseButtonPress, 50)
    send(window, QEvent.Type.MouseButtonRelease, 50)
    assert where == ["limner-pool-gesture_0"]
    assert front.document.layers[0].name == "done"


def test_the_newest_of_the_moves_follows_a_long_one(window: Window, qtbot: QtBot) -> None:
    reached: list[float] = []
    go_on = threading.Event()

    def drag(scene: Scene, event: Pointer) -> Gesture:
        while event.kind != "release":
            event = yield Step(document=renamed(scene.document, f"{event.sx:.0f}"))
            if event.kind == "move":
                reached.append(event.sx)
                go_on.wait(PATIENCE_S)
        return Step(document=renamed(scene.document, "end"), label="Drag")

    front = choose(window, drag, latest=True)
    send(window, QEvent.Type.MouseButtonPress, 10)
    for x in (20, 30, 40, 50):
        send(window, QEvent.Type.MouseMove, x)
    assert reached == [20]
    go_on.set()
    qtbot.waitUntil(lambda: front.shown.layers[0].name == "50", timeout=20000)
    assert reached == [20, 50]
    go_on.clear()
    send(window, QEvent.Type.MouseMove, 60)
    send(window, QEvent.Type.MouseMove, 70)
    go_on.set()
    send(window, QEvent.Type.MouseButtonRelease, 70)
    assert reached == [20, 50, 60]
    assert front.document.layers[0].name == "end"


def test_other_tools_get_every_move(window: Window) -> None:
    reached: list[float] = []

    def draw(scene: Scene, event: Pointer) -> Gesture:
        while event.kind != "release":
            event = yield Step()
            reached.append(event.sx)
        return None

    choose(window, draw)
    send(window, QEvent.Type.MouseButtonPress, 10)
    for x in (20, 30, 40):
        send(window, QEvent.Type.MouseMove, x)
    send(window, QEvent.Type.MouseButtonRelease, 45)
    assert reached == [20, 30, 40, 45]


def test_escape_ends_a_drag_whose_step_is_under_way(window: Window, qtbot: QtBot) -> None:
    ended: list[str] = []

    def drag(scene: Scene, event: Pointer) -> Gesture:
        try:
            while True:
                yield Step(document=renamed(scene.document, "moved"))
                time.sleep(LONG_S)
        finally:
            ended.append("closed")

    front = choose(window, drag, latest=True)
    before = front.document
    send(window, QEvent.Type.MouseButtonPress, 10)
    send(window, QEvent.Type.MouseMove, 20)
    assert window.canvas.driver.cancel()
    assert front.shown is before
    qtbot.waitUntil(lambda: ended == ["closed"], timeout=5000)
    assert front.shown is before


def test_an_error_in_the_thread_is_told_and_leaves_the_document(window: Window, qtbot: QtBot) -> None:
    def bad(scene: Scene, event: Pointer) -> Gesture:
        yield Step(document=renamed(scene.document, "half"))
        time.sleep(LONG_S)
        raise UserError("It cannot be done.")

    front = choose(window, bad)
    before = front.document
    send(window, QEvent.Type.MouseButtonPress, 10)
    with qtbot.waitSignal(window.workspace.noticed) as told:
        send(window, QEvent.Type.MouseButtonRelease, 10)
    assert told.args[0] == "It cannot be done."
    assert front.shown is before


@pytest.mark.parametrize("held", [True, False])
def test_while_a_result_is_waited_for_timers_go_on(window: Window, lived: threading.Event, held: bool) -> None:
    def work() -> str:
        assert lived.wait(PATIENCE_S)
        return "made"

    assert waited(work, held) == "made"
    with pytest.raises(ValueError, match="invalid"):
        waited(lambda: int("no"), held)
