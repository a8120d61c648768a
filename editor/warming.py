"""Loads the compiled kernels beside the first work of the user, and tells what has to wait for them.

Whoever calls a kernel that is not there waits until it is compiled, and the compiler does one thing at a time: at the
first start of all that takes twenty seconds. The window's thread therefore asks here first.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextlib import suppress

from PySide6.QtCore import QObject, Signal


class Warming(QObject):
    """Nothing is awaited before `start`: then kernels are loaded by those who call them."""

    drawable = Signal()  # what draws documents is there
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_draw = True
        self.work: Future[None] | None = None  # what a gesture waits for

    @property
    def is_under_way(self) -> bool:
        return self.work is not None and not self.work.done()

    def start(self) -> None:
        self.can_draw, self.work = False, Future()
        threading.Thread(target=self._run, name="limner-pool-warm", daemon=True).start()

    def _run(self) -> None:
        """In the thread; the window may be gone before it is done."""
        from editor.document.kernelcache import warm

        assert self.work is not None
        try:
            warm(self._can_draw)
        finally:  # an error reaches the program's hook; whoever calls a kernel then meets it too
            self.can_draw = True
            self.work.set_result(None)
            with suppress(RuntimeError):
                self.finished.emit()

    def _can_draw(self) -> None:
        self.can_draw = True
        with suppress(RuntimeError):
            self.drawable.emit()
