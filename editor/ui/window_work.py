"""Work in a thread of the window's own process: files to open, filters to compute. Answers come in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Answer = Callable[[Any], None]


class Latest(QObject):
    """One function at a time in a thread. A newer request takes the place of the one that waits, not of the one
    that runs; `busy_changed` tells when it starts and stops."""

    busy_changed = Signal(bool)
    _finished = Signal(object, object)  # result, error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: tuple[Answer, Answer] | None = None
        self._waiting: tuple[Callable[[], Any], Answer, Answer] | None = None
        self._finished.connect(self._answer)

    @property
    def is_busy(self) -> bool:
        return self._running is not None

    def request(self, work: Callable[[], Any], then: Answer, failed: Answer) -> None:
        """Call `then(result)`, or `failed(exception)`, when the work is done."""
        self._waiting = (work, then, failed)
        if self._running is None:
            self._next()

    def forget(self) -> None:
        """Nobody wants an answer any more."""
        self._waiting = None
        if self._running is not None:
            self._running = (_nothing, _nothing)

    def wait(self) -> None:
        """Until the thread is idle; the answers are dropped."""
        self.forget()
        self._pool.waitForDone()

    def _next(self) -> None:
        assert self._waiting is not None
        work, then, failed = self._waiting
        self._waiting, self._running = None, (then, failed)
        self.busy_changed.emit(True)
        self._pool.start(_Task(work, self._finished.emit))

    def _answer(self, result: Any, error: Any) -> None:
        then, failed = self._running or (_nothing, _nothing)
        self._running = None
        if error is not None:
            failed(error)
        else:
            then(result)
        if self._waiting is not None and self._running is None:
            self._next()
        elif self._running is None:
            self.busy_changed.emit(False)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], finished: Callable[[Any, Any], None]) -> None:
        super().__init__()
        self._work, self._tell = work, finished

    def run(self) -> None:
        work, self._work = self._work, _none  # Python's half outlives Qt's for a while, and must not keep a picture
        try:
            result = work()
        except Exception as error:  # carried to the GUI thread, where it is told or raised
            self._tell(None, error)
        else:
            self._tell(result, None)


def _none() -> None:
    """Work that is done."""


def _nothing(_: Any) -> None:
    """For answers that nobody wants any more."""
