"""A function in a thread while the window stays live: "function, callback on the main thread, error path".

After MusicBrainz Picard's thread utilities (the idea): nobody touches a widget or a session off the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal, Slot

T = TypeVar("T")


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


def waited(function: Callable[[], T]) -> T:
    """The result of `function`, computed in a thread while events go on being handled; its error is raised here."""
    work = Work(function)
    loop = QEventLoop()
    work.finished.connect(loop.quit)
    work.start()
    if not work.isFinished():
        loop.exec()
    work.wait()
    if work.error is not None:
        raise work.error
    return work.result  # type: ignore[return-value]
