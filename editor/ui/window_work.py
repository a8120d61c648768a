"""Work in a thread of the window's own process: files to open, filters to compute. Answers come in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

Answer = Callable[[Any], None]


class Latest(QObject):
    """One function at a time in a thread. A newer request takes the place of the one that waits, not of the one
    that runs; `busy_changed` tells when it starts and stops."""

    busy_changed = Signal(bool)
    _finished = Signal(object, object)  # result, error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # not QThreadPool: its destructor waits for the task with the interpreter's lock in its hand
        self._pool = ThreadPoolExecutor(1, "limner-pool-latest")
        self._task: Future[None] | None = None
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
        if self._task is not None:
            wait((self._task,))

    def _next(self) -> None:
        assert self._waiting is not None
        work, then, failed = self._waiting
        self._waiting, self._running = None, (then, failed)
        self.busy_changed.emit(True)
        self._task = self._pool.submit(self._run, work)

    def _run(self, work: Callable[[], Any]) -> None:
        """In the thread."""
        outcome: tuple[Any, Any]
        try:
            outcome = work(), None
        except Exception as error:  # carried to the GUI thread, where it is told or raised
            outcome = None, error
        with suppress(RuntimeError):  # the window was closed meanwhile, and its objects with it
            self._finished.emit(*outcome)

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


def _nothing(_: Any) -> None:
    """For answers that nobody wants any more."""
