"""A function in a thread while the window stays live: "function, callback on the main thread, error path".

After MusicBrainz Picard's thread utilities (the idea): nobody touches a widget or a session off the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

T = TypeVar("T")
BUSY_MS = 400


class Work(QThread):
    """Runs `function` once. `result` or `error` is set when `finished` comes."""

    def __init__(self, function: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.function = function
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self.function()
        except BaseException as error:  # carried to the main thread, which raises or shows it
            self.error = error


class Background(QObject):
    """Starts work and calls back on the thread it was made in; keeps the threads alive until they are done."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Work, tuple[Callable[[object], None], Callable[[BaseException], None]]] = {}

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    def start(
        self, function: Callable[[], object], done: Callable[[object], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        work = Work(function, self)
        self._running[work] = (done, failed)
        work.finished.connect(self._finished)
        work.start()

    def wait(self) -> None:
        """Until all work is done; callbacks still come through the event loop."""
        for work in tuple(self._running):
            work.wait()

    @Slot()
    def _finished(self) -> None:
        for work in [w for w in self._running if w.isFinished()]:
            done, failed = self._running.pop(work)
            work.deleteLater()
            if work.error is None:
                done(work.result)
            else:
                failed(work.error)
        if not self._running:
            self.idle.emit()


def waited(function: Callable[[], T], held: bool = True) -> T:
    """The result of `function`, computed in a thread while events go on being handled; its error is raised here.

    `held`: what the user does meanwhile is handled afterwards, in its order, so that a result may take the place of the
    document it was computed from.
    """
    return awaited(_begun(function), held)


def _begun(function: Callable[[], T]) -> Future[T]:
    pool = ThreadPoolExecutor(1, "limner-pool-waited")
    try:
        return pool.submit(function)
    finally:
        pool.shutdown(wait=False)


def awaited(future: Future[T], held: bool = True, patience_s: float = 0.0) -> T:
    """The same for what is under way already. For `patience_s` nothing at all is handled."""
    if not wait((future,), patience_s).done:
        _attend(future, held)
    try:
        return future.result()
    finally:
        del future  # its error's traceback holds this frame: a cycle that would keep documents alive


def _attend(future: Future[T], held: bool) -> None:
    """Handle events until it is done; after a while the pointer says that the user is being held."""
    loop, waker, busy = QEventLoop(), _Waker(), QTimer()
    shown: list[bool] = []
    wakers, told = [waker], Event()

    def wake(_: Future[T]) -> None:
        """In the thread, which must not be the last to hold a Qt object."""
        wakers.pop().woken.emit()
        told.set()

    def show_busy() -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        shown.append(True)

    waker.woken.connect(loop.quit, Qt.ConnectionType.QueuedConnection)  # also when it is done before the loop begins
    future.add_done_callback(wake)
    busy.setSingleShot(True)
    busy.timeout.connect(show_busy)
    if held:
        busy.start(BUSY_MS)
    flags = QEventLoop.ProcessEventsFlag
    loop.exec(flags.ExcludeUserInputEvents if held else flags.AllEvents)
    busy.stop()
    told.wait()
    if shown:
        QGuiApplication.restoreOverrideCursor()


class _Waker(QObject):
    woken = Signal()
