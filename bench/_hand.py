"""A hand and a pulse for benchmarks of the real window: mouse and keys through the window system's queue, at the pace
of a person, and a heartbeat in the window's thread that shows how long it did not listen."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

BEAT_MS = 2
PACE_S = 0.008  # between two moves of a mouse that reports 125 times a second
PATIENCE_S = 600.0
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Point = tuple[float, float]


@dataclass(frozen=True)
class Beat:
    """`at` and `cpu`: seconds by the clock and of this thread's own work; `doing`: what the hand did last."""

    at: float
    cpu: float
    doing: str


class Pulse:
    """A timer of the window's thread. What lies between two beats is time in which nothing else was handled."""

    def __init__(self) -> None:
        self.beats: list[Beat] = []
        self.doing = ""
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        self.beats.append(Beat(time.perf_counter(), time.thread_time(), self.doing))

    def begin(self) -> None:
        self.beats.clear()
        self.beat()

    def longest(self) -> tuple[float, float, str]:
        """ms of the longest gap by the clock, ms of the longest by this thread's own work, and what was done in the
        first of them."""
        gaps = [((b.at - a.at) * 1e3, (b.cpu - a.cpu) * 1e3, b.doing) for a, b in pairwise(self.beats)]
        longest = max(gaps)
        return longest[0], max(gap[1] for gap in gaps), longest[2]

    def stop(self) -> None:
        self._timer.stop()


class Hand:
    """Points are px of the widget named. `took` holds the ms of each event: delivered, handled and painted."""

    def __init__(self, window: QWidget, pulse: Pulse) -> None:
        self.window, self.pulse = window, pulse
        self.took: list[float] = []

    def press(self, widget: QWidget, at: Point, held: Qt.KeyboardModifier = NONE) -> None:
        self._send("press", lambda w, p: QTest.mousePress(w, LEFT, held, p), widget, at)

    def move(self, widget: QWidget, at: Point) -> None:
        self._send("move", QTest.mouseMove, widget, at)

    def release(self, widget: QWidget, at: Point, held: Qt.KeyboardModifier = NONE) -> None:
        self._send("release", lambda w, p: QTest.mouseRelease(w, LEFT, held, p), widget, at)

    def click(self, widget: QWidget, at: Point, held: Qt.KeyboardModifier = NONE) -> None:
        self.move(widget, at)
        self.press(widget, at, held)
        self.release(widget, at, held)

    def drag(self, widget: QWidget, points: Iterable[Point]) -> None:
        """Press at the first point, move along the others, let go at the last."""
        first, *others = points
        self.move(widget, first)
        self.press(widget, first)
        for at in others:
            self.move(widget, at)
        self.release(widget, others[-1])

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        target = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is None:  # without a window manager nobody activates it after a dialog
            target.activateWindow()
            self.wait(0.05)
        self._timed("key", lambda: QTest.keyClick(target.windowHandle(), key, held))

    def hold(self, key: Qt.Key, down: bool) -> None:
        send = QTest.keyPress if down else QTest.keyRelease
        self._timed("key", lambda: send(self.window.windowHandle(), key))

    def wheel(self, widget: QWidget, at: Point, notches: int) -> None:
        """Qt's test library has no wheel: this one is handed to the widget."""
        place = QPointF(*at)
        event = QWheelEvent(place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, 120 * notches),
                            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False)
        self._timed("wheel", lambda: QApplication.sendEvent(widget, event))

    def wait(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            listen()

    def until(self, reached: Callable[[], bool], doing: str = "wait") -> None:
        end = time.perf_counter() + PATIENCE_S
        self.pulse.doing = doing
        while not reached():
            assert time.perf_counter() < end, f"waited too long: {doing}"
            listen()

    def p95(self) -> float:
        if len(self.took) < 2:
            return self.took[0] if self.took else 0.0
        return statistics.quantiles(self.took, n=20, method="inclusive")[-1]

    def _send(self, doing: str, send: Callable[..., object], widget: QWidget, at: Point) -> None:
        top = widget.window()
        place = widget.mapTo(top, QPoint(round(at[0]), round(at[1])))
        self._timed(doing, lambda: send(top.windowHandle(), place))

    def _timed(self, doing: str, send: Callable[[], object]) -> None:
        self.pulse.doing = doing
        start = time.perf_counter()
        send()
        QApplication.processEvents()
        end = time.perf_counter()
        self.took.append((end - start) * 1e3)
        while time.perf_counter() < start + PACE_S:
            listen()


def listen() -> None:
    QApplication.processEvents()
    time.sleep(0.0005)
