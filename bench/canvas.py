"""Painting and moving about in the real window: 4096 x 4096, ten layers, mouse events as Qt sends them. Then the
full composite of the same document against Pillow and QPainter.

An event is timed from before it is delivered until everything it asked for is on the window: the tool, the new
version of the document, recomposition, mips, panels, and the repaint of what changed. Only events that paint count:
between two dabs of a large brush most moves put nothing down.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import cos, sin
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from bench.compose import LAYERS, document, full, picture
from editor.app import build, make_application
from editor.document.document import Document
from editor.document.kernelcache import warm
from editor.document.pixels import Array
from editor.jobs import EngineThread
from editor.session import Session
from editor.settings import Settings
from editor.ui import theme
from editor.ui.canvas import Canvas
from editor.ui.viewport import View
from editor.ui.window import Window

EDGE = 4096
EVENTS = 150
STEP_PX = 12.0  # screen px between two events: a quick hand at 125 events a second
GOAL_MS = 16.0
BRUSHES = (500.0, 200.0)
ZOOMS = (0.05, 1 / 3, 1.0, 4.0)
Move = Callable[[View, int], View]


class Painted(QObject):
    """Counts what the canvas repaints, px of its own."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.times, self.area = 0, 0
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.times += 1
            self.area += sum(rect.width() * rect.height() for rect in event.region())
        return False


def large_document() -> tuple[list[Array], list[Array | None], Document]:
    """The one of bench/compose.py: mixed blend modes, opacities, two masks."""
    rng = np.random.default_rng(1)
    pictures = [picture(rng, EDGE, alpha=i > 0) for i in range(len(LAYERS))]
    masks = [picture(rng, EDGE, True)[..., 3].copy() if masked else None for _, _, masked in LAYERS]
    return pictures, masks, document(pictures, masks)


@contextmanager
def opened(session: Session) -> Iterator[Window]:
    """The program's window with the session in front, all its panels in place; the engine is not started."""
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    with tempfile.TemporaryDirectory() as folder:
        window = build(Settings(Path(folder) / "settings.json"), EngineThread())
        window.resize(1920, 1080)
        window.show()
        window.workspace.add(session)
        settle()
        yield window
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(seconds: float = 2.0) -> None:
    """Let timers and workers run out: a new view is rendered and refined, thumbnails follow."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def send(canvas: Canvas, kind: QEvent.Type, at: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at.toPoint())), button, held,
                        Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def stroke(window: Window, session: Session, painted: Painted) -> list[float]:
    """ms of each event of one stroke that painted: press, moves along a spiral, release."""
    canvas = window.canvas
    centre = QPointF(canvas.width() / 2, canvas.height() / 2)
    reach = min(canvas.width(), canvas.height()) * 0.4
    took, angle = [], 0.0
    for i in range(EVENTS):
        radius = reach * (1 - 0.5 * i / EVENTS)
        angle += STEP_PX / radius
        at = centre + QPointF(radius * cos(angle), radius * sin(angle))
        kind = QEvent.Type.MouseButtonPress if i == 0 else QEvent.Type.MouseMove
        kind = QEvent.Type.MouseButtonRelease if i == EVENTS - 1 else kind
        start, before, shown = time.perf_counter(), painted.times, session.shown
        send(canvas, kind, at)
        canvas.driver.flush()  # the limit of a preview each 7 ms would spare the clock, not the work
        QApplication.processEvents()
        elapsed = (time.perf_counter() - start) * 1e3
        if session.shown is not shown or i in (0, EVENTS - 1):
            took.append(elapsed)
            assert painted.times > before, "a dab that is not on the window"
    return took


def summary(took: list[float]) -> str:
    return f"median {statistics.median(took):6.2f} ms  p95 {statistics.quantiles(took, n=20)[-1]:6.2f} ms"


def painting(window: Window, session: Session) -> None:
    """Three strokes each; press and release are those of the first."""
    workspace, canvas = window.workspace, window.canvas
    workspace.choose_tool("brush")
    workspace.set_colours((0.9, 0.3, 0.1, 1.0))
    painted = Painted(canvas)
    for zoom in (1.0, 1 / 3):
        for place, name in ((-1, "top layer"), (5, "layer 6 of 10")):
            for size in BRUSHES:
                options = workspace.options["brush"]
                workspace.set_options(dataclasses.replace(options, size=size, hardness=0.0, opacity=80.0, flow=50.0))
                session.activate(session.document.layers[place].id)
                canvas.set_view(canvas.view.fitted().zoomed(zoom))
                settle()
                first = stroke(window, session, painted)
                painted.times = painted.area = 0
                moves = first[1:-1] + stroke(window, session, painted)[1:-1] + stroke(window, session, painted)[1:-1]
                area = painted.area / painted.times / (canvas.width() * canvas.height())
                print(f"brush {size:.0f} px, {name:13} at {zoom:4.0%}: {summary(moves)}  "
                      f"(press {first[0]:5.1f}, release {first[-1]:5.1f} ms, repaints {area:.0%} of the canvas"
                      f"{'; goal ' + format(GOAL_MS, '.0f') if size == max(BRUSHES) else ''})", flush=True)
                session.go_to(0)
                settle()


def moving(window: Window) -> None:
    """Frames of a pan and of a zoom, each drawn before the next; everything seen is there already."""
    canvas = window.canvas
    moves: dict[str, Move] = {
        "pan": lambda view, i: view.panned(9.0 if i % 40 < 20 else -9.0, 5.0 if i % 40 < 20 else -5.0),
        "zoom": lambda view, i: view.zoomed(view.zoom * (1.01 if i % 40 < 20 else 1 / 1.01), 300, 200)}
    for zoom in ZOOMS:
        parts = []
        for name, move in moves.items():
            canvas.set_view(canvas.view.fitted().zoomed(zoom))
            settle()
            took = []
            for i in range(120):
                start = time.perf_counter()
                canvas.set_view(move(canvas.view, i))
                QApplication.processEvents()
                took.append((time.perf_counter() - start) * 1e3)
            parts.append(f"{name} {summary(took)}")
        print(f"frame at {zoom:4.0%}: {'   '.join(parts)}", flush=True)


def main() -> None:
    warm()
    pictures, masks, made = large_document()
    session = Session(made, "New")
    with opened(session) as window:
        canvas = window.canvas
        print(f"canvas {canvas.width()} x {canvas.height()}, {EDGE} x {EDGE}, {len(LAYERS)} layers, "
              f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", flush=True)
        painting(window, session)
        moving(window)
    full(pictures, masks, made)


if __name__ == "__main__":
    main()
